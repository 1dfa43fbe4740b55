//! A local Azure DevOps of its own for every test, on a free port, with data in a directory that goes away.

use local_azure_devops::{Config, Organization, Running, StartError, start};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use std::error::Error;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub type TestResult = Result<(), Box<dyn Error>>;

pub struct Fixture {
    pub azure: Running,
    pub http: Client,
    /// Goes away with the fixture, unless the data is somebody else's.
    _data: Option<TempDir>,
}

impl Fixture {
    pub async fn start() -> Result<Self, Box<dyn Error>> {
        Self::start_with_sdk(None).await
    }

    pub async fn start_with_sdk(sdk_dir: Option<PathBuf>) -> Result<Self, Box<dyn Error>> {
        let data = tempfile::tempdir()?;
        let azure = start(Config {
            sdk_dir,
            ..config(data.path())?
        })
        .await?;
        Ok(Self {
            _data: Some(data),
            ..Self::of(azure)?
        })
    }

    /// One that runs already, with data that stays.
    pub fn of(azure: Running) -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            azure,
            http: client()?,
            _data: None,
        })
    }

    pub fn organization(&self, name: &str) -> Result<&Organization, String> {
        self.azure
            .organization(name)
            .ok_or_else(|| format!("{name} is missing"))
    }

    /// A GET without credentials.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(self.url(path))
    }

    /// A REST call of the organisation's administrator.
    pub fn get_as_administrator(
        &self,
        organization: &str,
        path: &str,
    ) -> Result<RequestBuilder, String> {
        let pat = &self.organization(organization)?.pat;
        Ok(self
            .get(&format!("/{organization}{path}"))
            .basic_auth("", Some(pat)))
    }

    /// A REST call of the organisation's reader.
    pub fn get_as_reader(&self, organization: &str, path: &str) -> Result<RequestBuilder, String> {
        let pat = &self.organization(organization)?.reader_pat;
        Ok(self
            .get(&format!("/{organization}{path}"))
            .basic_auth("", Some(pat)))
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.azure.address)
    }
}

/// Starts on any free port.
pub fn config(data_dir: &Path) -> Result<Config, Box<dyn Error>> {
    Ok(Config {
        listen: "127.0.0.1:0".parse()?,
        data_dir: data_dir.to_owned(),
        sdk_dir: None,
        publisher: "crosslink".to_owned(),
        gallery_listen: "127.0.0.1:0".parse()?,
    })
}

/// What a settings page tells its script.
pub fn page_data(page: &str) -> Result<Value, Box<dyn Error>> {
    let (_, data) = page.split_once("id=\"page-data\">").ok_or("no data")?;
    let (data, _) = data.split_once("</script>").ok_or("no end of data")?;
    Ok(serde_json::from_str(data)?)
}

/// A directory with a file where the SDK has the host side of the handshake.
pub fn sdk() -> std::io::Result<TempDir> {
    let directory = tempfile::tempdir()?;
    std::fs::write(directory.path().join("XDM.min.js"), "export {};")?;
    Ok(directory)
}

/// The sentence of the error that starting with this configuration ends in.
pub async fn refusal(config: Config) -> Result<(StartError, String), String> {
    match start(config).await {
        Ok(_) => Err("it started all the same".to_owned()),
        Err(error) => {
            let sentence = error.to_string();
            Ok((error, sentence))
        }
    }
}

pub fn client() -> Result<Client, reqwest::Error> {
    // Fails when another test of the process was first, which is as good.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    Client::builder().redirect(Policy::none()).build()
}

//! The few HTTP calls to the servers that xtask has started.

use std::time::Duration;

use serde::Deserialize;
use ureq::Agent;

use crate::failure::Failure;

const AZURE_DEVOPS: &str = "The local Azure DevOps";

/// An organisation of the local Azure DevOps, with what a node needs to work with it.
#[derive(Debug, Deserialize)]
pub struct Organisation {
    /// The last part of its address.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// A personal access token of its administrator.
    pub pat: String,
    /// Whom the app tokens of the extension are for.
    pub audience: String,
    /// What they are signed with.
    pub secret: String,
    /// The origin that the files of extensions are served from.
    #[serde(rename = "galleryOrigin")]
    pub gallery_origin: String,
}

/// Calls 127.0.0.1 only, hence never through a proxy.
pub struct Client(Agent);

impl Client {
    /// A client whose calls end after 5 s.
    pub fn new() -> Self {
        let timeout = Some(Duration::from_secs(5));
        Self(
            Agent::config_builder()
                .proxy(None)
                .timeout_global(timeout)
                .build()
                .into(),
        )
    }

    /// Whether something answers there, and not with an error.
    pub fn answers(&self, url: &str) -> bool {
        self.0.get(url).call().is_ok()
    }

    /// The organisations of the local Azure DevOps at `base`.
    pub fn organisations(&self, base: &str) -> Result<Vec<Organisation>, Failure> {
        let url = format!("{base}/_local/organizations");
        let mut response = self.0.get(&url).call().map_err(unexpected)?;
        response.body_mut().read_json().map_err(unexpected)
    }

    /// Installs an extension in the organisation: its settings page shows the hub of the extension.
    pub fn install(&self, base: &str, organisation: &str, vsix: &[u8]) -> Result<(), Failure> {
        let url = extension(base, organisation);
        self.0.put(&url).send(vsix).map(drop).map_err(unexpected)
    }

    /// Lets the settings page of the organisation frame the hub from `hub`, and no longer from an extension.
    pub fn frame_hub(&self, base: &str, organisation: &str, hub: &str) -> Result<(), Failure> {
        let installed = extension(base, organisation);
        self.0.delete(&installed).call().map_err(unexpected)?;
        let url = format!("{base}/_local/organizations/{organisation}/hub");
        let body = serde_json::json!({ "url": hub });
        self.0
            .put(&url)
            .send_json(body)
            .map(drop)
            .map_err(unexpected)
    }
}

fn extension(base: &str, organisation: &str) -> String {
    format!("{base}/_local/organizations/{organisation}/extension")
}

fn unexpected(error: ureq::Error) -> Failure {
    // Its errors tell of a status, a broken connection or the JSON's shape, never of a body.
    Failure::UnexpectedAnswer {
        name: AZURE_DEVOPS,
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread::{self, JoinHandle};

    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    /// Answers one request with `answer`; gives back the request.
    fn server(
        answer: &'static str,
    ) -> std::io::Result<(String, JoinHandle<std::io::Result<String>>)> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let base = format!("http://{}", listener.local_addr()?);
        let thread = thread::spawn(move || {
            let (mut stream, _) = listener.accept()?;
            let mut request = [0; 4096];
            let length = stream.read(&mut request)?;
            stream.write_all(answer.as_bytes())?;
            Ok(String::from_utf8_lossy(&request[..length]).into_owned())
        });
        Ok((base, thread))
    }

    #[test]
    fn the_organisations_are_read_and_what_is_not_needed_is_ignored() -> Outcome {
        let answer = concat!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
            "ac\r\n",
            r#"[{"name":"company-a","displayName":"Company A","url":"http://127.0.0.1/company-a","pat":"p","audience":"a","secret":"s","hubUrl":null,"galleryOrigin":"http://127.0.0.1:9"}]"#,
            "\r\n0\r\n\r\n"
        );
        let (base, thread) = server(answer)?;
        let organisations = Client::new().organisations(&base)?;
        assert_eq!(organisations[0].name, "company-a");
        assert_eq!(organisations[0].audience, "a");
        let request = thread.join().map_err(|_| "the server panicked")??;
        assert!(
            request.starts_with("GET /_local/organizations HTTP/1.1\r\n"),
            "{request}"
        );
        Ok(())
    }

    #[test]
    fn an_error_of_the_server_becomes_a_sentence() -> Outcome {
        let (base, _thread) = server("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n")?;
        let failure = Client::new().frame_hub(&base, "company-a", "http://127.0.0.1:1/");
        let sentence = failure
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default();
        assert!(
            sentence.starts_with("The local Azure DevOps gave an answer that can't be used:"),
            "{sentence}"
        );
        Ok(())
    }

    #[test]
    fn nothing_answers_at_a_closed_port() -> Outcome {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let url = format!("http://{}/healthz", listener.local_addr()?);
        drop(listener);
        assert!(!Client::new().answers(&url));
        Ok(())
    }
}

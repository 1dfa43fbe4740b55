//! What an operator sets: flags, each of them an environment variable as well.

pub use crate::origins::ConsoleOrigins;
use crate::peer::is_web_page;
pub use crate::tracker::AppTokenKeys;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, Args, Command};
use crosslink_protocol::licence::EVALUATION_DAYS;
use ipnet::IpNet;
use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// The shortest session inside Azure DevOps.
const SESSION_MIN: Duration = Duration::from_secs(60);
/// The longest.
const SESSION_MAX: Duration = Duration::from_secs(24 * 3600);

/// Where the node keeps its data.
#[derive(Args, Clone)]
pub struct Place {
    /// The folder for the node's keys and its embedded database.
    #[arg(long, env = "CROSSLINK_DATA_DIR", default_value = "crosslink-data")]
    pub data_dir: PathBuf,
    /// A database other than the embedded one: postgres://... or sqlite://...
    #[arg(long, env = "CROSSLINK_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

/// The settings of a node.
#[derive(Args, Clone)]
pub struct Config {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// The address to listen at. Port 0 takes any free port.
    #[arg(long, env = "CROSSLINK_LISTEN", default_value = "127.0.0.1:7101")]
    pub listen: SocketAddr,
    /// What this instance is called, for example `Company A`.
    #[arg(long, env = "CROSSLINK_NAME")]
    pub name: String,
    /// The Azure DevOps organisation, for example <https://dev.azure.com/contoso>.
    #[arg(long, env = "CROSSLINK_ORGANIZATION_URL")]
    pub organization_url: Url,
    /// A personal access token of the organisation, with the scopes "Project and team: read" and, for Visual
    /// mode, "Work items: read".
    #[arg(long, env = "CROSSLINK_AZURE_DEVOPS_TOKEN", hide_env_values = true)]
    pub azure_devops_token: Option<String>,
    /// The extension's secrets: AUDIENCE=SECRET, several separated by commas.
    #[arg(long, env = "CROSSLINK_APP_TOKEN_KEYS", hide_env_values = true, value_parser = SecretKeys, default_value = "")]
    pub app_token_keys: AppTokenKeys,
    /// The Crosslink URL, at which other nodes call this one; `listen` for the address it listens at.
    #[arg(long, env = "CROSSLINK_PUBLIC_URL", value_parser = parse_public_url)]
    pub public_url: Option<PublicUrl>,
    /// The public key that licence keys are checked with, base64url.
    #[arg(long, env = "CROSSLINK_LICENCE_PUBLIC_KEY", value_parser = LicencePublicKey::parse)]
    pub licence_public_key: Option<LicencePublicKey>,
    /// Ends the evaluation earlier than after 30 days, to see what comes then.
    #[arg(long, env = "CROSSLINK_EVALUATION_DAYS", default_value_t = EVALUATION_DAYS,
          value_parser = clap::value_parser!(u8).range(0..=i64::from(EVALUATION_DAYS)))]
    pub evaluation_days: u8,
    /// The folder of the built console, to be served at `/`.
    #[arg(long, env = "CROSSLINK_CONSOLE_DIR")]
    pub console_dir: Option<PathBuf>,
    /// Where this node's console is, for links from the other side's console; by default the Crosslink URL, if the node
    /// serves the console there.
    #[arg(long, env = "CROSSLINK_CONSOLE_URL", value_parser = parse_console_url)]
    pub console_url: Option<String>,
    /// The origins of consoles elsewhere that may call the console API from a browser, separated by commas; for the
    /// extension <https://PUBLISHER.gallerycdn.vsassets.io>. A console that the node serves itself needs none.
    #[arg(long, env = "CROSSLINK_CONSOLE_ORIGINS", value_parser = ConsoleOrigins::parse, default_value = "")]
    pub console_origins: ConsoleOrigins,
    /// How long a session inside Azure DevOps lasts, where the page renews it by itself; from `1m` to `24h`. Each renewal
    /// looks up what one may do.
    #[arg(long, env = "CROSSLINK_SESSION_LIFETIME", default_value = "1h", value_parser = parse_session_lifetime)]
    pub session_lifetime: Duration,
    /// Lets destinations be in private networks, and without TLS there: all of them, or the given ranges.
    #[arg(long, env = "CROSSLINK_ALLOW_PRIVATE_DESTINATIONS", value_delimiter = ',', num_args = 0..=1,
          require_equals = true, default_missing_value = "0.0.0.0/0,::/0")]
    pub allow_private_destinations: Vec<IpNet>,
    /// The proxies in front of the node: they say whom they heard (X-Forwarded-For), for the limits on callers.
    #[arg(long, env = "CROSSLINK_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpNet>,
    /// How long an invitation can be accepted, for example `7d`.
    #[arg(long, env = "CROSSLINK_INVITATION_LIFETIME", default_value = "7d", value_parser = humantime::parse_duration)]
    pub invitation_lifetime: Duration,
    /// How often the other sides of the connections are asked whether they are there.
    #[arg(long, env = "CROSSLINK_HEARTBEAT_INTERVAL", default_value = "20s", value_parser = humantime::parse_duration)]
    pub heartbeat_interval: Duration,
    /// Prints a one-time link that signs in as an administrator.
    #[arg(long)]
    pub sign_in_link: bool,
}

/// Reads [`AppTokenKeys`]. clap would repeat a value that it can't read, and with it the secrets, into the service's log.
#[derive(Clone)]
struct SecretKeys;

impl TypedValueParser for SecretKeys {
    type Value = AppTokenKeys;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        value: &OsStr,
    ) -> Result<AppTokenKeys, clap::Error> {
        let text = value.to_str().ok_or("they are no UTF-8");
        text.map_err(str::to_owned)
            .and_then(AppTokenKeys::parse)
            .map_err(|sentence| {
                let told = format!("--app-token-keys (CROSSLINK_APP_TOKEN_KEYS): {sentence}\n");
                clap::Error::raw(ErrorKind::ValueValidation, told).with_cmd(command)
            })
    }
}

/// The public key that licence keys are checked with: Ed25519, base64url.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicencePublicKey(String);

impl LicencePublicKey {
    /// Reads a public key.
    ///
    /// # Errors
    /// A sentence that says what it should look like.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        match URL_SAFE_NO_PAD.decode(text) {
            Ok(key) if key.len() == 32 => Ok(Self(text.to_owned())),
            Ok(_) | Err(_) => Err(
                "it should be the 43 characters that `crosslink-node licence new-signing-key` prints"
                    .to_owned(),
            ),
        }
    }

    /// The key, base64url.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The Crosslink URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicUrl {
    /// The address that the node listens at; for nodes on one machine.
    Listen,
    /// This address: scheme, host and port.
    At(String),
}

/// Reads a Crosslink URL: `listen`, or an address without path.
///
/// # Errors
/// A sentence that says what it should look like.
pub fn parse_public_url(text: &str) -> Result<PublicUrl, String> {
    if text == "listen" {
        return Ok(PublicUrl::Listen);
    }
    let url = Url::parse(text)
        .map_err(|_| "it should read like https://crosslink.example.com".to_owned())?;
    let plain = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if !plain
        || !matches!(url.scheme(), "https" | "http")
        || !url.username().is_empty()
        || url.host().is_none()
    {
        return Err(
            "it should be an address without a path, like https://crosslink.example.com".to_owned(),
        );
    }
    Ok(PublicUrl::At(url.origin().ascii_serialization()))
}

/// Reads how long a session inside Azure DevOps lasts.
///
/// # Errors
/// A sentence that says what it should look like.
pub fn parse_session_lifetime(text: &str) -> Result<Duration, String> {
    let lifetime = humantime::parse_duration(text)
        .map_err(|error| format!("it should read like 1h or 30m: {error}"))?;
    if (SESSION_MIN..=SESSION_MAX).contains(&lifetime) {
        Ok(lifetime)
    } else {
        Err("a session inside Azure DevOps can last from 1m to 24h: shorter ones would be renewed all the time, and \
             in longer ones somebody could go on who may no longer"
            .to_owned())
    }
}

/// Reads the address of the console.
///
/// # Errors
/// A sentence that says what it should look like.
pub fn parse_console_url(text: &str) -> Result<String, String> {
    match is_web_page(text) {
        true => Ok(text.to_owned()),
        false => Err(
            "it should be the address of a page, like https://crosslink.example.com/".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_is_a_page() {
        let url = "https://dev.azure.com/b/_settings/p.e.hub";
        assert_eq!(parse_console_url(url), Ok(url.to_owned()));
        for text in [
            "",
            "javascript:alert(1)",
            "dev.azure.com",
            "https://me@x.org",
        ] {
            assert!(parse_console_url(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_licence_public_key_has_43_characters() {
        let key = "A".repeat(43);
        assert_eq!(
            LicencePublicKey::parse(&format!(" {key}\n")).map(|key| key.0),
            Ok(key)
        );
        for text in ["", "AAAA", "not base64!"] {
            assert!(LicencePublicKey::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_session_lasts_between_a_minute_and_a_day() {
        for (text, seconds) in [("1m", 60), ("1h", 3600), ("1h 30m", 5400), ("24h", 86_400)] {
            let expected = Duration::from_secs(seconds);
            assert_eq!(parse_session_lifetime(text), Ok(expected), "{text}");
        }
        for (text, told) in [
            ("59s", "from 1m to 24h"),
            ("25h", "from 1m to 24h"),
            ("0s", "from 1m to 24h"),
            ("", "like 1h"),
            ("-1h", "like 1h"),
            ("60", "like 1h"),
        ] {
            let error = parse_session_lifetime(text).err().unwrap_or_default();
            assert!(error.contains(told), "{text}: {error}");
        }
    }

    #[test]
    fn a_public_url_is_an_address_without_path() {
        assert_eq!(parse_public_url("listen"), Ok(PublicUrl::Listen));
        assert_eq!(
            parse_public_url("https://Example.com/"),
            Ok(PublicUrl::At("https://example.com".into()))
        );
        assert_eq!(
            parse_public_url("https://example.com:8443"),
            Ok(PublicUrl::At("https://example.com:8443".into()))
        );
        for text in [
            "",
            "example.com",
            "https://example.com/crosslink",
            "ftp://example.com",
            "https://me@example.com",
        ] {
            assert!(parse_public_url(text).is_err(), "{text}");
        }
    }
}

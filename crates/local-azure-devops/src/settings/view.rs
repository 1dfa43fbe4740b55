//! What the address asks of a settings page: who looks at it, how it looks, and how it behaves towards the hub.

use crate::organization::Role;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IntoDeserializer};

/// The parameters of the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct View {
    /// Who is signed in.
    pub user: Role,
    pub theme: Theme,
    pub handshake: Handshake,
    pub tokens: Tokens,
    pub without: Without,
    pub culture: Culture,
}

/// The themes of Azure DevOps.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Theme {
    #[default]
    Light,
    Dark,
    HcLight,
    HcDark,
}

impl Theme {
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::HcLight, Self::HcDark];

    /// The name in addresses and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HcLight => "hc-light",
            Self::HcDark => "hc-dark",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HcLight => "High contrast light",
            Self::HcDark => "High contrast dark",
        }
    }
}

/// The language and region of whoever is signed in, as their profile has it.
#[derive(Clone, Copy, Default, Deserialize)]
pub(super) enum Culture {
    #[default]
    #[serde(rename = "en-US")]
    EnUs,
    #[serde(rename = "de-DE")]
    DeDe,
    #[serde(rename = "ja-JP")]
    JaJp,
}

impl Culture {
    /// The name in addresses, and as the hub is told it.
    pub fn name(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
            Self::DeDe => "de-DE",
            Self::JaJp => "ja-JP",
        }
    }
}

/// How the page answers the hub's handshake.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Handshake {
    /// In today's form.
    #[default]
    Current,
    /// In the form of older host pages.
    Legacy,
    /// With an error.
    Refuse,
    /// Never.
    Silent,
    /// After six seconds.
    Late,
}

impl Handshake {
    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Legacy => "legacy",
            Self::Refuse => "refuse",
            Self::Silent => "silent",
            Self::Late => "late",
        }
    }
}

/// The tokens that the page gives to the hub.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Tokens {
    /// Good ones.
    #[default]
    Good,
    /// None: asking for them fails.
    Refused,
    /// The first app token has expired already, the later ones are good.
    StaleOnce,
    /// All app tokens have expired already.
    Stale,
}

impl Tokens {
    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Refused => "refused",
            Self::StaleOnce => "stale-once",
            Self::Stale => "stale",
        }
    }
}

/// A service of the host page that a hub can ask for.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Service {
    Messages,
    Navigation,
    Location,
    Layout,
}

/// The services that are not there; in addresses with commas between them.
#[derive(Default)]
pub(super) struct Without(Vec<Service>);

impl Without {
    /// Their ids.
    pub fn ids(&self) -> Vec<&'static str> {
        let services = self.0.iter();
        services
            .map(|service| match service {
                Service::Messages => "ms.vss-tfs-web.tfs-global-messages-service",
                Service::Navigation => "ms.vss-features.host-navigation-service",
                Service::Location => "ms.vss-features.location-service",
                Service::Layout => "ms.vss-features.host-page-layout-service",
            })
            .collect()
    }
}

impl<'de> Deserialize<'de> for Without {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let names = text.split(',').filter(|name| !name.is_empty());
        names
            .map(|name| {
                Service::deserialize(name.into_deserializer())
                    .map_err(D::Error::custom::<serde::de::value::Error>)
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

//! Which extension is installed in which organisation, and what the gallery still serves.

use crate::extension::{Extension, ExtensionError, Icon};
use axum::http::HeaderValue;
use serde::Deserialize;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How many installations the gallery serves: the current ones, and former ones for pages that are open.
const SERVED_MAX: usize = 8;
/// The longest wait before a file.
const DELAY_MAX: Duration = Duration::from_secs(60);

/// What an installation answers differently, for tests. Not kept when the program ends.
#[derive(Default)]
pub(crate) struct Switches {
    /// Sent with every page.
    pub content_security_policy: Option<HeaderValue>,
    /// The type of `.wasm` files, instead of the VSIX's.
    pub wasm_type: Option<HeaderValue>,
    /// The wait before every file.
    pub delay: Duration,
}

/// The same, as parameters of an address.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SwitchParameters {
    csp: Option<String>,
    wasm_type: Option<String>,
    #[serde(default)]
    delay_ms: u64,
}

impl SwitchParameters {
    /// Checks that they can be sent.
    pub fn check(self) -> Result<Switches, ExtensionError> {
        let header = |name, value: Option<String>| {
            let value = value.map(HeaderValue::try_from).transpose();
            value.map_err(|_| ExtensionError::BadSwitch(name))
        };
        Ok(Switches {
            content_security_policy: header("csp", self.csp)?,
            wasm_type: header("wasmType", self.wasm_type)?,
            delay: Duration::from_millis(self.delay_ms).min(DELAY_MAX),
        })
    }
}

/// An extension in an organisation.
pub(crate) struct Installed {
    pub extension: Extension,
    pub switches: Switches,
    /// When it was installed, in milliseconds since 1970; no two have the same.
    timestamp: u64,
}

impl Installed {
    /// The address of a file: another one after every installation, as in the real gallery.
    fn url(&self, gallery: SocketAddr, file: &str) -> String {
        let Extension {
            publisher,
            id,
            version,
            ..
        } = &self.extension;
        let timestamp = self.timestamp;
        format!("http://{gallery}/extensions/{publisher}/{id}/{version}/{timestamp}/{file}")
    }

    /// The address of the hub's page.
    pub fn hub_url(&self, gallery: SocketAddr) -> String {
        let uri = &self.extension.hub.uri;
        match &self.extension.base_uri {
            Some(base) => format!("{}/{uri}", base.trim_end_matches('/')),
            None => self.url(gallery, uri),
        }
    }

    /// The addresses of the hub's icon.
    pub fn icon(&self, gallery: SocketAddr) -> Option<Icon> {
        let icon = self.extension.hub.icon.as_ref()?;
        Some(Icon {
            light: self.url(gallery, &icon.light),
            dark: self.url(gallery, &icon.dark),
        })
    }
}

/// All installations of this program.
#[derive(Default)]
pub(crate) struct Installations(RwLock<State>);

#[derive(Default)]
struct State {
    /// By the name of the organisation.
    current: HashMap<String, Arc<Installed>>,
    /// What the gallery serves, the newest last.
    served: VecDeque<Arc<Installed>>,
    /// The last time of installation that was given.
    last: u64,
}

impl Installations {
    /// A time of installation that no other has.
    pub fn next_timestamp(&self) -> u64 {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|elapsed| u64::try_from(elapsed.as_millis()).ok())
            .unwrap_or_default();
        self.write(|state| {
            state.last = now.max(state.last.saturating_add(1));
            state.last
        })
    }

    /// Installs in the organisation of this name, in place of what was installed there.
    pub fn install(
        &self,
        organization: &str,
        timestamp: u64,
        extension: Extension,
        switches: Switches,
    ) -> Arc<Installed> {
        let installed = Arc::new(Installed {
            extension,
            switches,
            timestamp,
        });
        self.write(|state| {
            let State {
                current,
                served,
                last,
            } = state;
            *last = timestamp.max(*last);
            current.insert(organization.to_owned(), installed.clone());
            served.push_back(installed.clone());
            let surplus = served.len().saturating_sub(SERVED_MAX);
            let mut removed = 0;
            served.retain(|each| {
                let keep = removed == surplus || current.values().any(|one| Arc::ptr_eq(one, each));
                removed += usize::from(!keep);
                keep
            });
        });
        installed
    }

    /// Uninstalls. The gallery goes on serving the files to pages that are open.
    pub fn uninstall(&self, organization: &str) {
        self.write(|state| state.current.remove(organization));
    }

    /// What is installed in the organisation of this name.
    pub fn of(&self, organization: &str) -> Option<Arc<Installed>> {
        self.read(|state| state.current.get(organization).cloned())
    }

    /// What was installed at this time.
    pub fn at(&self, timestamp: u64) -> Option<Arc<Installed>> {
        self.read(|state| {
            let mut served = state.served.iter();
            served.find(|each| each.timestamp == timestamp).cloned()
        })
    }

    // Nothing panics while it holds the lock; if it did, the state would be whole all the same.
    fn read<T>(&self, f: impl FnOnce(&State) -> T) -> T {
        f(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, f: impl FnOnce(&mut State) -> T) -> T {
        f(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}

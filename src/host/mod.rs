//! Where the page runs: inside Azure DevOps, or in a browser tab of its own; and what it gets from there:
//! a proof of who is signed in, the theme, the address bar, storage.

pub mod echoes;
pub mod theme;

#[cfg(target_arch = "wasm32")]
pub mod appearance;
#[cfg(target_arch = "wasm32")]
pub mod azure_devops;
#[cfg(target_arch = "wasm32")]
pub mod handover;
#[cfg(target_arch = "wasm32")]
pub mod languages;
#[cfg(target_arch = "wasm32")]
pub mod load;
#[cfg(target_arch = "wasm32")]
pub mod location;
#[cfg(target_arch = "wasm32")]
pub mod module;
#[cfg(target_arch = "wasm32")]
pub mod navigation;
#[cfg(target_arch = "wasm32")]
pub mod storage;
#[cfg(target_arch = "wasm32")]
pub mod tab;
#[cfg(target_arch = "wasm32")]
pub mod toasts;

/// Where the page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// In a frame; only Azure DevOps is expected to frame it.
    AzureDevOps,
    /// In a browser tab of its own.
    Tab,
}

/// How Azure DevOps answered the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handshake {
    /// As it should.
    Done,
    /// It doesn't want this page.
    Refused,
    /// Not yet; it may still answer.
    Silent,
}

#[cfg(target_arch = "wasm32")]
impl Host {
    /// Finds out where the page runs.
    pub fn detect() -> Self {
        let window = leptos::prelude::window();
        let framed = match window.parent() {
            Ok(Some(parent)) => parent != window,
            _ => false,
        };
        if framed { Self::AzureDevOps } else { Self::Tab }
    }
}

/// A panic ends the page; from now on, the browser's console at least says where it was.
#[cfg(target_arch = "wasm32")]
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
    }));
}

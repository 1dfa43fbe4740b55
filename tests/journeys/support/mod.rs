//! What the journeys share.

#[macro_use]
mod browser;
mod chromium;
mod element;
mod engine;
mod extension;
mod page;
mod proxy;
mod reading;
mod states;
mod steps;
mod world;

pub use browser::{Browser, journey, journey_in, journey_of};
pub use chromium::network;
pub use element::Role;
pub use engine::Engine;
pub use extension::Gallery;
pub use page::Page;
pub use proxy::{Proxy, page_at_an_address};
pub use steps::{Names, Place};
pub use world::{LicenceIssuer, Settings, World};

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The longest that anything is waited for.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Looks again and again until `look` gives something; fails with `what` when patience ends.
pub async fn wait_for<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(
            started.elapsed() < PATIENCE,
            "waited {} s in vain for {what}",
            PATIENCE.as_secs()
        );
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
}

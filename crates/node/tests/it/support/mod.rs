//! What the tests share.

mod azure;
mod database;
mod front;
mod lossy;
mod node;
mod process;
mod signed;
mod tap;

pub use azure::azure;
pub use database::Database;
pub use front::{Behind, Front};
pub use lossy::{Loss, Lossy};
pub use node::{Options, TestNode, field_errors, new_key, pair};
pub use process::NodeProcess;
pub use signed::signed;
pub use tap::Tap;

use std::time::{Duration, Instant};

/// An HTTP client. TLS needs its provider even where none is used, and tests run in any order.
pub fn client() -> reqwest::Client {
    // Another test of this process may have been quicker.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
}

/// Makes of each function two tests, one on SQLite and one on PostgreSQL.
macro_rules! on_each_database {
    ($($(#[$doc:meta])* async fn $name:ident($database:ident) $body:block)+) => {
        $(
            $(#[$doc])*
            mod $name {
                use super::*;

                async fn body($database: $crate::support::Database) $body

                #[tokio::test(flavor = "multi_thread")]
                async fn sqlite() {
                    body($crate::support::Database::Sqlite).await;
                }

                #[tokio::test(flavor = "multi_thread")]
                async fn postgres() {
                    match $crate::support::Database::postgres() {
                        Some(database) => body(database).await,
                        None => eprintln!("SKIPPED on PostgreSQL: CROSSLINK_TEST_DATABASE_URL is not set"),
                    }
                }
            }
        )+
    };
}
pub(crate) use on_each_database;

/// Waits until `check` gives something; fails with `what` after half a minute.
pub async fn eventually<T, F: Future<Output = Option<T>>>(
    what: &str,
    mut check: impl FnMut() -> F,
) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = check().await {
            return found;
        }
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "waited 30 s in vain until {what}"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

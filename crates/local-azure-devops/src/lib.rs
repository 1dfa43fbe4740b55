//! An Azure DevOps organisation on this machine, for demos and tests.
//!
//! It answers the REST calls that Crosslink makes, from data in SQLite, and shows the settings page
//! that frames Crosslink's hub, speaking the handshake of `azure-devops-extension-sdk`. The hub comes from
//! wherever somebody says, or from an installed VSIX, whose files a second listener serves, the gallery. It
//! behaves as Azure DevOps is documented or was observed to behave, the unpleasant answers included; it is
//! not safe for anything but this machine, and so it listens on loopback addresses only.
//!
//! Other crates' tests start it in their own process:
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let azure = local_azure_devops::start(local_azure_devops::Config {
//!     listen: "127.0.0.1:0".parse()?,
//!     data_dir: "data".into(),
//!     sdk_dir: None,
//!     publisher: "crosslink".into(),
//!     gallery_listen: "127.0.0.1:0".parse()?,
//! })
//! .await?;
//! let organization = azure.organization("company-a");
//! azure.stop().await;
//! # Ok(())
//! # }
//! ```

mod app;
mod auth;
mod error;
mod extension;
mod gallery;
mod installations;
mod local;
mod names;
mod organization;
mod rest;
mod seed;
mod server;
mod settings;
mod store;
mod tokens;

pub use error::{HubUrlError, StartError, TokenError};
pub use organization::{Organization, Role};
pub use server::{Config, Running, start};

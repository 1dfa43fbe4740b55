//! The tracker of this instance: Azure DevOps, whatever organisation is configured.

mod app_token;
mod azure_devops;
mod projects;

pub use app_token::AppTokenKeys;
pub(crate) use azure_devops::{AzureDevOps, Credential};
pub(crate) use projects::Projects;

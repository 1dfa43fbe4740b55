//! The tracker of this instance: Azure DevOps, whatever organisation is configured.

mod app_token;
mod azure_devops;
mod identity;
mod organization;
mod projects;
mod refusal;

pub use app_token::AppTokenKeys;
pub(crate) use azure_devops::{AzureDevOps, Credential};
pub(crate) use identity::{AzureDevOpsIdentity, Evidence, IdentityVerifier};
pub(crate) use organization::OwnOrganization;
pub(crate) use projects::Projects;
pub(crate) use refusal::{NotVerified, SignInRefusal};

//! Why nobody is signed in, and signing in in a browser tab, where there is no Azure DevOps around the page to say who
//! somebody is: with a personal access token of the organisation, or with a one-time link. The form is a part of the module
//! that is loaded later: inside Azure DevOps nobody ever sees it.

#[cfg(target_arch = "wasm32")]
mod form;
pub mod refusal;
pub mod stop;

#[cfg(target_arch = "wasm32")]
pub use form::SignInPage;

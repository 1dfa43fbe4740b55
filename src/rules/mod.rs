//! **Sync rules** of a connection: scripts with their versions, or the configuration of Visual mode.

#[cfg(target_arch = "wasm32")]
mod area;

#[cfg(target_arch = "wasm32")]
pub use area::SyncRules;

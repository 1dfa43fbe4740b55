//! The Connections tab: the list of connections, always fresh, and the two ways to make a new one.

pub mod changes;
pub mod query;
pub mod refresh;
pub mod status;

#[cfg(target_arch = "wasm32")]
mod empty;
#[cfg(target_arch = "wasm32")]
mod filters;
#[cfg(target_arch = "wasm32")]
mod freshness;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod pager;
#[cfg(target_arch = "wasm32")]
mod pill;
#[cfg(target_arch = "wasm32")]
mod rhythm;
#[cfg(target_arch = "wasm32")]
mod row;
#[cfg(target_arch = "wasm32")]
mod table;

#[cfg(target_arch = "wasm32")]
pub use page::{ConnectionsPage, ticking};
#[cfg(target_arch = "wasm32")]
pub use pill::lifecycle_pill;
#[cfg(target_arch = "wasm32")]
pub use rhythm::Rhythm;

//! Stands in for the crate `wasm-streams`, by way of `[patch.crates-io]`.
//!
//! Leptos' server functions send and receive streams with it. The console has no server functions; the calls of its node are in
//! `src/backend`. But the crate exports JavaScript classes, which no build takes out however unused they are, and each of the
//! console's three modules would download some four kilobytes of them. Here is what `server_fn` names of it, and nothing
//! that works: all streams are empty.

use futures_util::stream::{Empty, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that brings nothing.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Doesn't read the stream.
    pub fn from_stream<S>(_: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Keeps the stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The stream that was kept; `undefined` where there was none.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Doesn't read the stream that was kept.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}

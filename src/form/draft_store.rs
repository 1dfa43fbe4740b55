//! Drafts survive a reload of the page.

use super::kept::{Kept, Texts};
use crate::host::storage;
use js_sys::Math;
use leptos::prelude::window;
use std::fmt::Write;
use std::marker::PhantomData;

/// Keeps one kind of draft.
pub struct DraftStore<T> {
    key: &'static str,
    draft: PhantomData<fn() -> T>,
}

impl<T: Kept> DraftStore<T> {
    /// Keeps drafts under this key.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            draft: PhantomData,
        }
    }

    /// The draft of before the reload. One of an older version of the page that can't be read is none.
    pub fn kept(&self) -> Option<T> {
        T::read(&mut Texts::from_json(&storage::kept(self.key)?)?)
    }

    /// Keeps the draft.
    pub fn keep(&self, draft: &T) {
        let mut texts = Texts::default();
        draft.write(&mut texts);
        if let Some(json) = texts.to_json() {
            storage::keep(self.key, &json);
        }
    }

    /// The draft is finished, or given up.
    pub fn forget(&self) {
        storage::forget(self.key);
    }
}

/// A key that no other submission has: 32 random hexadecimal digits.
///
/// Not `crypto.randomUUID`, which a page has only when it came by https or from this machine.
pub fn new_key() -> String {
    let mut bytes = [0u8; 16];
    let random = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if random.is_err() {
        // The key has to differ from others, no more; it is no secret.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 255"
        )]
        bytes.fill_with(|| (Math::random() * 256.0) as u8);
    }
    bytes.iter().fold(String::new(), |mut key, byte| {
        // Writing to a string can't fail.
        let _ = write!(key, "{byte:02x}");
        key
    })
}

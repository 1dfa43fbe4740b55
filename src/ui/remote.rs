//! What comes from the node: on its way, here, or failed.

/// Something that is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote<T, E> {
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// It didn't come.
    Failed(E),
}

impl<T, E> Remote<T, E> {
    /// What is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }
}

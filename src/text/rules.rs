//! The texts of the sync rules.

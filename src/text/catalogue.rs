//! All texts at once, for whoever compares or replaces them. No page carries this.

use super::{access, connection, dialogs, editor, list, rules, settings, shell, sign_in};
use crosslink_protocol::ErrorCode;

/// The names of failures' sentences begin with this, and end with the code.
pub(super) const SENTENCE: &str = "error_";

/// A text.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it is called.
    pub name: &'static str,
    /// What it says; its forms for numbers are separated by ` | `.
    pub english: &'static str,
    /// What stands in it in braces.
    pub parts: &'static [&'static str],
}

/// The name and the English of every text.
pub fn catalogue() -> Vec<(String, &'static str)> {
    let texts = all().map(|entry| (entry.name.to_owned(), entry.english));
    let sentences = ErrorCode::ALL.iter().chain(&[ErrorCode::Unrecognised]);
    texts
        .chain(sentences.map(|code| (format!("{SENTENCE}{}", code.as_str()), code.sentence())))
        .collect()
}

/// The names and texts of a language's file in `languages/`. Empty lines and those that begin with `#` are for its readers.
pub fn lines(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
}

pub(super) fn all() -> impl Iterator<Item = &'static Entry> {
    [
        shell::ENTRIES,
        list::ENTRIES,
        connection::ENTRIES,
        dialogs::ENTRIES,
        access::ENTRIES,
        rules::ENTRIES,
        editor::ENTRIES,
        settings::ENTRIES,
        sign_in::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

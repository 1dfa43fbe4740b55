//! Every text of the console, in one folder: what it is called in the source, and what it says in English. The files in
//! `languages/` say it in other languages. Labels that the users of such consoles know are kept word for word.

#[macro_use]
mod entries;

mod access;
mod catalogue;
mod connection;
mod dialogs;
mod editor;
mod language;
mod list;
mod rules;
mod settings;
mod shell;
mod sign_in;

pub use access::*;
pub use catalogue::{Entry, catalogue, lines};
pub use connection::*;
pub use dialogs::*;
pub use editor::*;
pub use language::{Language, Spoken, language, locale, number, speak};
pub use list::*;
pub use rules::*;
pub use settings::*;
pub use shell::*;
pub use sign_in::*;

use crosslink_protocol::ErrorCode;

/// The product. It is called so in every language.
pub const PRODUCT: &str = "Crosslink";

/// A name between others in one line, so that the direction of its script doesn't turn theirs round.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// The title of the page in the browser's tab.
pub fn document_title(page: &str) -> String {
    format!("{page} – {PRODUCT}")
}

/// A text whose emphasised words stand between asterisks: what comes before them, they themselves, what comes after. `name` comes
/// in the place of `{part}` last, so that asterisks in it stay what they are.
pub fn emphasised(text: &str, part: &str, name: &str) -> [String; 3] {
    let mut parts = text.splitn(3, "**");
    [(); 3].map(|()| parts.next().unwrap_or_default().replace(part, name))
}

/// The sentence of a failure.
pub fn sentence(code: ErrorCode) -> &'static str {
    sentence_or(code, code.sentence())
}

/// The same where the caller has the English sentence: the table of all of them would be a good part of what the first view
/// loads.
pub fn sentence_or(code: ErrorCode, english: &'static str) -> &'static str {
    language::spoken(sentence_key(code), english)
}

/// The sentence of a failure in another language than English; `None` in English, or where that language lacks it.
pub fn translated_sentence(code: ErrorCode) -> Option<&'static str> {
    language::translated(sentence_key(code))
}

/// Sentences are called after the codes of their failures.
fn sentence_key(code: ErrorCode) -> u32 {
    const PREFIX: u32 = language::key(catalogue::SENTENCE);
    language::go_on(PREFIX, code.as_str())
}

#[cfg(test)]
mod tests;

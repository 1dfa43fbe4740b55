//! The languages of the console. English is compiled in; another language is a file of `name = text` lines in
//! `languages/`, of which the build makes a script that the page loads only when somebody reads that language.

use std::cell::Cell;
use std::fmt;

/// A language that the console speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Compiled in, and what stands in where another language lacks a text.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Japanese.
    Japanese,
}

impl Language {
    /// All of them, in the order of a list to choose from.
    pub const ALL: [Self; 5] = [
        Self::German,
        Self::English,
        Self::Spanish,
        Self::French,
        Self::Japanese,
    ];

    /// Its subtag (BCP 47), which names its file, too.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Japanese => "ja",
        }
    }

    /// Its name in itself: who looks for it can read that.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Japanese => "日本語",
        }
    }

    /// The language of a tag (BCP 47) such as `de` or `de-AT`.
    pub fn of(locale: &str) -> Option<Self> {
        let subtag = subtags(locale).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.tag().as_bytes() == subtag)
    }

    /// Which of the forms of a text belongs to a number, after the plural rules of the Unicode CLDR for whole numbers.
    fn form(self, count: i64) -> usize {
        let one = match self {
            Self::English | Self::German | Self::Spanish => count == 1,
            Self::French => count == 0 || count == 1,
            Self::Japanese => true,
        };
        usize::from(!one)
    }
}

/// What is spoken: a language, and the place whose dates and numbers belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The language of the texts.
    pub language: Language,
    /// A tag (BCP 47) of that language, for `Intl`; with the reader's region where it is known.
    pub locale: String,
}

impl Spoken {
    /// The first of the wanted tags (BCP 47) whose language the console has; English where there is none. A region may come from a
    /// later tag of the same language: dates are those of Austria for `["de", "de-AT"]`.
    pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        let mut language = None;
        let mut locale = None;
        for tag in wanted {
            let found = Language::of(tag);
            language = language.or(found);
            if found.is_some() && found == language && locale.is_none() && has_region(tag) {
                locale = Some(tag);
            }
        }
        let (language, locale) = match (language, locale) {
            // Without a region, `Intl` writes English dates as they are read in one country only.
            (None | Some(Language::English), None) => (Language::English, "en-GB"),
            (Some(language), None) => (language, language.tag()),
            (language, Some(locale)) => (language.unwrap_or(Language::English), locale),
        };
        Self {
            language,
            locale: locale.to_owned(),
        }
    }
}

/// Whether a tag says more than its language, and `Intl` takes it: at what is no tag it throws.
fn has_region(tag: &str) -> bool {
    let fits = |subtag: &[u8]| {
        (2..=8).contains(&subtag.len()) && subtag.iter().all(u8::is_ascii_alphanumeric)
    };
    tag.len() > 2 && subtags(tag).all(fits)
}

/// The parts of a tag (BCP 47).
fn subtags(locale: &str) -> impl Iterator<Item = &[u8]> {
    locale.as_bytes().split(|byte| *byte == b'-')
}

/// The texts of a language by the keys of their names.
type Texts = &'static [(u32, &'static str)];

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
    static LOCALE: Cell<&'static str> = const { Cell::new("en-GB") };
    static TEXTS: Cell<Texts> = const { Cell::new(&[]) };
}

/// From now on, texts are in this language, as `texts` has them, name and text in turn; in English where it has none. What is on the page
/// stays as it is: the page puts it there anew.
pub fn speak(spoken: Spoken, mut texts: impl Iterator<Item = String>) {
    let mut found = Vec::new();
    while let (Some(name), Some(text)) = (texts.next(), texts.next()) {
        // People change their language a few times in the life of a page; in between, every text is borrowed from here.
        found.push((key(&name), &*text.leak()));
    }
    TEXTS.set(found.leak());
    LANGUAGE.set(spoken.language);
    LOCALE.set(spoken.locale.leak());
}

/// The language that is spoken.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// The tag (BCP 47) for dates and numbers.
pub fn locale() -> &'static str {
    LOCALE.get()
}

/// What stands for a name: its FNV-1a hash (draft-eastlake-fnv), so that the page need not carry all the names.
pub(super) const fn key(name: &str) -> u32 {
    go_on(0x811c_9dc5, name)
}

/// The key of a name that begins with the name of another key.
pub(super) const fn go_on(mut key: u32, name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        key = (key ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    key
}

/// The text of this key in the language that is spoken.
pub(super) fn translated(key: u32) -> Option<&'static str> {
    // Some hundred numbers: looking at each of them takes less than a microsecond.
    let found = TEXTS.get().iter().find(|(known, _)| *known == key)?;
    Some(found.1)
}

/// The same, or this English one.
pub(super) fn spoken(key: u32, english: &'static str) -> &'static str {
    translated(key).unwrap_or(english)
}

/// The form of a text for a number: forms are separated by ` | `, the one for 1 first.
pub(super) fn form(text: &'static str, count: i64) -> &'static str {
    let mut forms = text.split('|');
    let first = forms.next().unwrap_or(text);
    match language().form(count) {
        0 => first,
        _ => forms.next().unwrap_or(first),
    }
    .trim()
}

/// Puts what differs into a text, wherever its name stands in braces.
pub(super) fn fill(text: &str, parts: &[(&str, &dyn fmt::Display)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled += before;
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, part)) = parts.iter().find(|(known, _)| *known == name) {
            filled += &part.to_string();
        }
        rest = after;
    }
    filled + rest
}

/// A number as the language writes it.
pub fn number(number: i64) -> String {
    // Nothing to group, in any of the languages.
    if (0..1_000).contains(&number) {
        return number.to_string();
    }
    grouped(number)
}

#[cfg(target_arch = "wasm32")]
fn grouped(number: i64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript's numbers are of this type"
    )]
    js_sys::Number::from(number as f64)
        .to_locale_string(locale())
        .into()
}

/// On the host, where there is no `Intl`: as in English.
#[cfg(not(target_arch = "wasm32"))]
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wanted_language_that_there_is_is_spoken() {
        let spoken = |wanted: &[&str]| {
            let Spoken { language, locale } = Spoken::choose(wanted.iter().copied());
            (language, locale)
        };
        let pair = |language, locale: &str| (language, locale.to_owned());
        assert_eq!(spoken(&["de-AT", "en"]), pair(Language::German, "de-AT"));
        assert_eq!(
            spoken(&["de", "en-US", "de-AT"]),
            pair(Language::German, "de-AT")
        );
        assert_eq!(spoken(&["pt-BR", "fr"]), pair(Language::French, "fr"));
        assert_eq!(spoken(&["en-US"]), pair(Language::English, "en-US"));
        assert_eq!(spoken(&["en"]), pair(Language::English, "en-GB"));
        assert_eq!(spoken(&["nl"]), pair(Language::English, "en-GB"));
        assert_eq!(spoken(&[""]), pair(Language::English, "en-GB"));
        assert_eq!(spoken(&[]), pair(Language::English, "en-GB"));
    }

    #[test]
    fn a_locale_that_is_none_is_never_given_to_intl() {
        for wrong in ["de-", "de-a", "de-ümlaut", "es-ES_tradnl", "ja-@calendar"] {
            let Spoken { language, locale } = Spoken::choose([wrong]);
            assert_eq!(locale, language.tag(), "{wrong}");
        }
    }

    #[test]
    fn a_text_is_looked_up_by_its_name() {
        let (one, two) = (key("one"), key("two"));
        let texts = ["zero", "null", "one", "eins"].map(str::to_owned);
        speak(Spoken::choose(["de"]), texts.into_iter());
        assert_eq!(spoken(one, "one"), "eins");
        assert_eq!(spoken(two, "two"), "two");
        speak(Spoken::choose(["en"]), std::iter::empty());
        assert_eq!(spoken(one, "one"), "one");
    }

    #[test]
    fn a_number_has_its_form() {
        for (locale, count, expected) in [
            ("en", 1, "a"),
            ("en", 0, "b"),
            ("en", 2, "b"),
            ("fr", 0, "a"),
            ("fr", 2, "b"),
            ("ja", 7, "a"),
        ] {
            speak(Spoken::choose([locale]), std::iter::empty());
            assert_eq!(form("a | b", count), expected, "{locale} {count}");
        }
        assert_eq!(form("only", 3), "only");
    }

    #[test]
    fn parts_come_where_their_names_are() {
        let parts: [(&str, &dyn fmt::Display); 2] = [("a", &"{b}"), ("b", &2)];
        assert_eq!(fill("{b} of {a}, {b}", &parts), "2 of {b}, 2");
        assert_eq!(fill("plain", &parts), "plain");
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_200), "1,200");
        assert_eq!(number(1_234_567), "1,234,567");
    }
}

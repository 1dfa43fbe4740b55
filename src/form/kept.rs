//! How a draft is kept: as a list of texts. Deriving it would add 25 kB to what the browser downloads.

/// A draft that can be kept over a reload of the page.
pub trait Kept: Sized {
    /// Writes everything that has to be kept.
    fn write(&self, texts: &mut Texts);
    /// Reads it in the same order. `None` for what another version of the page wrote.
    fn read(texts: &mut Texts) -> Option<Self>;
}

/// The texts of a draft: written at the end, read from the start.
#[derive(Debug, Default)]
pub struct Texts {
    texts: Vec<String>,
    next: usize,
}

impl Texts {
    /// Reads what [`Texts::to_json`] wrote.
    pub fn from_json(json: &str) -> Option<Self> {
        let texts = serde_json::from_str(json).ok()?;
        Some(Self { texts, next: 0 })
    }

    /// Everything that was written, as a JSON array.
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(&self.texts).ok()
    }

    /// Writes a text.
    pub fn put(&mut self, text: &str) {
        self.texts.push(text.to_owned());
    }

    /// Writes a text that there may not be.
    pub fn put_option(&mut self, text: Option<&str>) {
        self.texts
            .push(text.map_or(String::new(), |text| format!("={text}")));
    }

    /// Reads a text.
    pub fn take(&mut self) -> Option<String> {
        let text = self.texts.get_mut(self.next).map(std::mem::take);
        self.next += 1;
        text
    }

    /// Reads a text that there may not be.
    pub fn take_option(&mut self) -> Option<Option<String>> {
        let text = self.take()?;
        Some(text.strip_prefix('=').map(str::to_owned))
    }

    /// Reads a number.
    pub fn take_number<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.take()?.parse().ok()
    }
}

/// The draft after a reload. For tests of drafts.
#[cfg(test)]
pub fn reloaded<T: Kept>(draft: &T) -> Option<T> {
    let mut texts = Texts::default();
    draft.write(&mut texts);
    T::read(&mut Texts::from_json(&texts.to_json()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_in_their_order_whatever_is_in_them() {
        let mut texts = Texts::default();
        texts.put("a \"b\"\n=c");
        texts.put_option(None);
        texts.put_option(Some(""));
        texts.put("7");
        let json = texts.to_json().unwrap_or_default();
        let mut texts = Texts::from_json(&json).unwrap_or_default();
        assert_eq!(texts.take().as_deref(), Some("a \"b\"\n=c"));
        assert_eq!(texts.take_option(), Some(None));
        assert_eq!(texts.take_option(), Some(Some(String::new())));
        assert_eq!(texts.take_number::<u32>(), Some(7));
        assert_eq!(texts.take(), None);
        assert_eq!(texts.take_option(), None);
    }

    #[test]
    fn what_somebody_else_wrote_is_no_draft() {
        assert!(Texts::from_json("{}").is_none());
        assert!(Texts::from_json("nonsense").is_none());
    }
}

//! Just enough of HTML to find the tags of a page that we have written ourselves.

use std::ops::Range;

/// A start tag.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<Attribute<'a>>,
    /// Behind its `>`.
    pub end: usize,
}

/// An attribute with a value in quotes, as it is written.
#[derive(Debug)]
pub struct Attribute<'a> {
    pub name: &'a str,
    pub value: &'a str,
    /// Where the value is in the page, in bytes, without the quotes.
    pub place: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.attribute(name).map(|attribute| attribute.value)
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

/// What can't be read, or may not be there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HtmlProblem {
    #[error(
        "the tag that begins with `{0}` is not written as expected: attributes in quotes, and a `>` at its end"
    )]
    Tag(String),
    #[error("a comment does not end")]
    Comment,
    #[error(
        "there is a script or style in the page itself, which its content security policy forbids"
    )]
    Inline,
}

/// The start tags of a page. Refuses scripts and styles in the page itself: nothing in there would be found.
pub fn tags(html: &str) -> Result<Vec<Tag<'_>>, HtmlProblem> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let begin = at + found;
        let rest = &html[begin..];
        if rest.starts_with("<!--") {
            at = begin + rest.find("-->").ok_or(HtmlProblem::Comment)? + 3;
        } else if rest.starts_with("</") || rest.starts_with("<!") {
            at = begin + rest.find('>').ok_or_else(|| unreadable(rest))? + 1;
        } else {
            let tag = read_tag(html, begin).ok_or_else(|| unreadable(rest))?;
            at = tag.end;
            if ["script", "style"].contains(&tag.name) {
                let content = html[at..].split("</").next().unwrap_or_default();
                if !content.trim().is_empty() {
                    return Err(HtmlProblem::Inline);
                }
            }
            tags.push(tag);
        }
    }
    Ok(tags)
}

fn unreadable(rest: &str) -> HtmlProblem {
    HtmlProblem::Tag(rest.chars().take(40).collect())
}

fn read_tag(html: &str, begin: usize) -> Option<Tag<'_>> {
    let mut at = begin + 1;
    let name = word(html, at)?;
    at += name.len();
    let mut attributes = Vec::new();
    loop {
        at += html[at..].len() - html[at..].trim_start().len();
        let rest = &html[at..];
        if rest.starts_with('>') {
            let end = at + 1;
            return Some(Tag {
                name,
                attributes,
                end,
            });
        }
        if rest.starts_with("/>") {
            let end = at + 2;
            return Some(Tag {
                name,
                attributes,
                end,
            });
        }
        let name = word(html, at)?;
        at += name.len();
        // An attribute without a value says nothing that is asked for here.
        let Some(quoted) = html[at..].strip_prefix('=') else {
            continue;
        };
        let quote = quoted.chars().next().filter(|c| ['"', '\''].contains(c))?;
        let start = at + 2;
        let end = start + html[start..].find(quote)?;
        attributes.push(Attribute {
            name,
            value: &html[start..end],
            place: start..end,
        });
        at = end + 1;
    }
}

fn word(html: &str, at: usize) -> Option<&str> {
    let rest = &html[at..];
    let length = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':'))
        .unwrap_or(rest.len());
    (length > 0).then(|| &rest[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_the_places_of_their_values() -> Result<(), HtmlProblem> {
        let html = "<!doctype html><!-- <a href=\"/no\"> -->\n<link rel='icon' href=\"/é.svg\"\n/><p hidden>a > b</p>";
        let tags = tags(html)?;
        let names: Vec<_> = tags.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["link", "p"]);
        let href = tags[0]
            .attribute("href")
            .map(|href| &html[href.place.clone()]);
        assert_eq!(href, Some("/é.svg"));
        assert_eq!(tags[0].value("rel"), Some("icon"));
        assert!(html[tags[0].end..].starts_with("<p"));
        Ok(())
    }

    #[test]
    fn what_would_be_overlooked_is_refused() {
        for (html, problem) in [
            ("<script>alert(1)</script>", HtmlProblem::Inline),
            ("<style>p{}</style>", HtmlProblem::Inline),
            ("<!-- <p>", HtmlProblem::Comment),
            ("<a href=/x>", HtmlProblem::Tag("<a href=/x>".to_owned())),
            (
                "<a href=\"/x>",
                HtmlProblem::Tag("<a href=\"/x>".to_owned()),
            ),
        ] {
            assert_eq!(tags(html).err(), Some(problem), "{html}");
        }
        assert!(tags("<script src=\"a.js\"></script>").is_ok());
    }
}

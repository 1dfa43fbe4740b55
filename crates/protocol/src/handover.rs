//! Links that take somebody from one side's console to the other's. What they carry is in the fragment, which browsers send
//! to no server; the console that is opened takes it out of the address at once.

/// What the console that is opened goes on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handover {
    /// Accepts the invitation with this code.
    Accept(String),
    /// Decides on the admin access that is asked for with this code.
    Verify(String),
}

impl Handover {
    /// The link: the console's address with a fragment. A fragment that the address has already is replaced.
    pub fn link(&self, console_url: &str) -> String {
        let page = console_url.split('#').next().unwrap_or_default();
        let (word, code) = match self {
            Self::Accept(code) => ("accept", code),
            Self::Verify(code) => ("verify", code),
        };
        format!("{page}#{word}={code}")
    }

    /// The code.
    pub fn code(&self) -> &str {
        let (Self::Accept(code) | Self::Verify(code)) = self;
        code
    }

    /// Reads a fragment, with or without its `#`.
    pub fn read(fragment: &str) -> Option<Self> {
        let (word, code) = fragment.trim_start_matches('#').split_once('=')?;
        // Codes are made of these; whatever else stands there was not written by a node.
        let plausible = !code.is_empty()
            && code.len() < 1000
            && code
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        match (word, plausible) {
            ("accept", true) => Some(Self::Accept(code.to_owned())),
            ("verify", true) => Some(Self::Verify(code.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_brings_over_what_it_carries() {
        for handover in [
            Handover::Accept("xl1_Ab-_9".into()),
            Handover::Verify("xl1_x".into()),
        ] {
            let link = handover.link("https://dev.azure.com/b/_settings/p.e.hub");
            let (page, fragment) = link.split_once('#').expect("a fragment");
            assert_eq!(page, "https://dev.azure.com/b/_settings/p.e.hub");
            assert_eq!(Handover::read(fragment), Some(handover.clone()));
            assert_eq!(
                Handover::read(&format!("#{fragment}")),
                Some(handover.clone())
            );
            assert!(fragment.ends_with(&format!("={}", handover.code())));
        }
        assert_eq!(
            Handover::Accept("c".into()).link("https://b/#old"),
            "https://b/#accept=c"
        );
    }

    #[test]
    fn other_fragments_are_left_alone() {
        for fragment in [
            "",
            "#",
            "/settings",
            "accept=",
            "accept=a b",
            "sign-in=t",
            "accept=%3Cb%3E",
        ] {
            assert_eq!(Handover::read(fragment), None, "{fragment}");
        }
    }
}

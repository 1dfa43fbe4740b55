//! The surrounding page tells of each change of its hash, also of those that this page has made. An echo that comes when
//! this page is further already must not lead it back.

/// How many are waited for at most: not every change is told of.
const MOST: usize = 8;

/// The hashes that this page has written and not yet heard of, the oldest first.
#[derive(Debug, Default)]
pub struct Echoes(Vec<String>);

impl Echoes {
    /// Nothing was written yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// This page writes a hash.
    pub fn expect(&mut self, hash: &str) {
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(hash.to_owned());
    }

    /// Whether a hash that was told of is only what this page wrote. What was written before it won't be told of any more.
    pub fn is_echo(&mut self, hash: &str) -> bool {
        let known = self.0.iter().position(|written| written == hash);
        let heard = known.map_or(self.0.len(), |at| at + 1);
        self.0.drain(..heard);
        known.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(hashes: &[&str]) -> Echoes {
        let mut echoes = Echoes::new();
        hashes.iter().for_each(|hash| echoes.expect(hash));
        echoes
    }

    #[test]
    fn what_this_page_wrote_is_an_echo_once() {
        let mut echoes = written(&["a", "b"]);
        assert!(echoes.is_echo("a"));
        assert!(echoes.is_echo("b"));
        assert!(!echoes.is_echo("b"), "now somebody went there");
    }

    #[test]
    fn a_change_that_is_not_told_of_is_not_waited_for_longer_than_the_next() {
        let mut echoes = written(&["filter", "page"]);
        assert!(echoes.is_echo("page"));
        assert!(!echoes.is_echo("filter"), "somebody went back");
        let mut echoes = written(&["filter"]);
        assert!(!echoes.is_echo("typed"));
        assert!(!echoes.is_echo("filter"), "somebody went back");
    }

    #[test]
    fn they_do_not_pile_up() {
        let mut echoes = Echoes::new();
        for count in 0..100 {
            echoes.expect(&count.to_string());
        }
        assert_eq!(echoes.0.len(), MOST);
        assert!(echoes.is_echo("99"));
    }
}

//! Links to the other side's console.

/// Whether an address that came from elsewhere may become a link: a web page, and nothing that runs in this one.
pub fn is_web_address(url: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_pages_become_links() {
        assert!(is_web_address("https://b.example/#accept=c"));
        assert!(is_web_address("http://127.0.0.1:7102/"));
        for url in ["javascript:alert(1)", "data:text/html,x", "/settings", ""] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}

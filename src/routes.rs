//! The addresses of the pages, in the browser and in the address bar of Azure DevOps.
//!
//! In a plain tab the path below the base names the page. Inside Azure DevOps the frame's own address is
//! not seen, so path and query are mirrored to the hash of the surrounding page.

use crosslink_protocol::id::ConnectionId;

/// A page of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of connections; also the start page.
    Connections,
    /// One connection.
    Connection(ConnectionId),
    /// What is known of the own instance and its node.
    Settings,
}

impl Route {
    /// The page's path below the base.
    pub fn path(&self) -> String {
        match self {
            Self::Connections => "/connections".to_owned(),
            Self::Connection(id) => format!("/connections/{id}"),
            Self::Settings => "/settings".to_owned(),
        }
    }

    /// The page at a path below the base. `/`, `/index.html` and what doesn't exist are the start page.
    pub fn at(path: &str) -> Self {
        let path = path.trim_end_matches('/');
        match path.strip_prefix("/connections/") {
            Some(id) if is_id(id) => Self::Connection(ConnectionId::new(id)),
            _ if path == "/settings" => Self::Settings,
            _ => Self::Connections,
        }
    }

    /// The page whose tab is the current one on this page.
    pub fn section(&self) -> Self {
        match self {
            Self::Connections | Self::Connection(_) => Self::Connections,
            Self::Settings => Self::Settings,
        }
    }
}

/// Ids are UUIDs in small letters; nothing else becomes a part of a path.
fn is_id(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'-'))
}

/// The router's base for a document's base address: its path without the last slash.
pub fn base_path(base_uri: &str) -> String {
    // The first two slashes are those after the scheme.
    let path = base_uri.match_indices('/').nth(2);
    let path = path.map_or("", |(at, _)| &base_uri[at..]);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    // The last segment is a file's name (or empty): relative addresses replace it.
    path.rfind('/')
        .map_or(String::new(), |at| path[..at].to_owned())
}

/// What to put into the surrounding page's hash for an address below the base: empty for the plain start page.
///
/// A host may decode what is encoded in its hash, when it hands it back or when it is shared; a name with `&` would read as
/// another query then. So there is nothing in it to decode: `*` stands for `%`.
pub fn to_hash(address: &str) -> String {
    let (path, search) = address.split_once('?').unwrap_or((address, ""));
    let search = search
        .replace('*', "%2A")
        .replace('+', "%20")
        .replace('%', "*");
    match (Route::at(path), search.as_str()) {
        (Route::Connections, "") => String::new(),
        (route, "") => route.path(),
        (route, search) => format!("{}?{search}", route.path()),
    }
}

/// The path and query that a hash of the surrounding page stands for. Somebody else can write that hash, so
/// only the pages of this console come out of it, never another address.
pub fn from_hash(hash: &str) -> String {
    let hash = hash.trim_start_matches('#');
    let (path, search) = hash.split_once('?').unwrap_or((hash, ""));
    let path = format!("/{}", path.trim_start_matches('/'));
    let path = Route::at(&path).path();
    if search.is_empty() {
        path
    } else {
        format!("{path}?{}", search.replace('*', "%"))
    }
}

/// The address of this hub's page in the settings of an organisation. `around` is what the frame knows of the page around
/// it: its origin. Organisations that are older than `dev.azure.com` have a host of their own.
pub fn settings_page(around: &str, organization: &str, contribution: &str) -> String {
    let origin = around.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    if origin.ends_with(".visualstudio.com") {
        format!("{origin}/_settings/{contribution}")
    } else {
        format!("{origin}/{organization}/_settings/{contribution}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_the_folder_of_the_page() {
        for (uri, base) in [
            ("https://node.example/", ""),
            ("https://node.example", ""),
            ("http://127.0.0.1:7101/index.html", ""),
            ("https://cdn.example/a/1.2/dist/", "/a/1.2/dist"),
            ("https://cdn.example/a/dist/index.html?x=/y/#/z/", "/a/dist"),
        ] {
            assert_eq!(base_path(uri), base, "{uri}");
        }
    }

    #[test]
    fn the_start_page_has_several_addresses() {
        for path in [
            "",
            "/",
            "/index.html",
            "/connections",
            "/connections/",
            "/nowhere",
        ] {
            assert_eq!(Route::at(path), Route::Connections, "{path}");
        }
        assert_eq!(Route::at("/settings/"), Route::Settings);
    }

    #[test]
    fn a_connection_has_an_address_below_the_list() {
        let path = "/connections/0192e4a0-7c1d-7def-8a2b-0123456789ab";
        let route = Route::at(path);
        assert!(matches!(route, Route::Connection(_)));
        assert_eq!(route.path(), path);
        assert_eq!(route.section(), Route::Connections);
        assert_eq!(Route::at(&format!("{path}/")), route);
        for other in [
            "/connections/x",
            "/connections/0192e4a0-7c1d-7def-8a2b-0123456789ab/more",
            "/connections/0192E4A0-7c1d-7def-8a2b-0123456789ab",
            "/connections/..%2f..%2f-7c1d-7def-8a2b-0123456789",
        ] {
            assert_eq!(Route::at(other), Route::Connections, "{other}");
        }
    }

    #[test]
    fn an_address_survives_the_hash() {
        for address in [
            "/settings",
            "/connections?search=a%20b&sort=-name",
            "/connections/0192e4a0-7c1d-7def-8a2b-0123456789ab?tab=rules",
        ] {
            assert_eq!(from_hash(&format!("#{}", to_hash(address))), address);
        }
        assert_eq!(to_hash("/?sort=mode"), "/connections?sort=mode");
        assert_eq!(to_hash("/"), "");
        assert_eq!(from_hash(""), "/connections");
    }

    #[test]
    fn names_survive_a_host_that_decodes_its_hash() {
        // As `URLSearchParams` writes them.
        for search in [
            "a%26b%3Dc",
            "a+b",
            "100%25",
            "*%2Bx%23y%3F",
            "%D0%9C%D0%B8%D1%80",
        ] {
            let address = format!("/connections?search={search}&sort=-name");
            let hash = to_hash(&address);
            assert!(!hash.contains(['%', '+', '#']), "{hash}");
            let read = from_hash(&hash);
            let plain = |text: &str| text.replace('+', "%20").replace('*', "%2A");
            assert_eq!(plain(&read), plain(&address));
            // What it writes for what it has read is the same: an echo changes nothing.
            assert_eq!(to_hash(&read), hash);
        }
    }

    #[test]
    fn a_hash_that_somebody_typed_is_read_too() {
        assert_eq!(
            from_hash("#connections?search=a%20b"),
            "/connections?search=a%20b"
        );
        assert_eq!(from_hash("#/nowhere"), "/connections");
    }

    #[test]
    fn the_settings_page_is_at_the_origin_around() {
        let page = |around, name| settings_page(around, name, "p.crosslink.hub");
        assert_eq!(
            page("https://dev.azure.com/", "acme"),
            "https://dev.azure.com/acme/_settings/p.crosslink.hub"
        );
        assert_eq!(
            page("https://acme.visualstudio.com/", "acme"),
            "https://acme.visualstudio.com/_settings/p.crosslink.hub"
        );
        assert_eq!(
            page("http://127.0.0.1:7104/company-a/x?y=/z", "company-a"),
            "http://127.0.0.1:7104/company-a/_settings/p.crosslink.hub"
        );
    }

    #[test]
    fn a_hash_never_leads_out_of_the_console() {
        for hash in [
            "#//evil.example/settings",
            "#https://evil.example",
            "#javascript:alert(1)",
        ] {
            assert_eq!(from_hash(hash), "/connections", "{hash}");
        }
    }
}

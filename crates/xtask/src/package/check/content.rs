//! What no file may hold: secrets, addresses and folders of the machine that it was built on.

use super::{Defect, Expected};
use crate::package::Vsix;
use crate::package::manifest::PAGE;

/// Folders of any machine that Rust is built on.
const TYPICAL_FOLDERS: [&str; 2] = [".cargo/registry/", ".rustup/toolchains/"];
/// How an address begins that leads to the machine of whoever opens it.
const LOOPBACK: [&str; 4] = ["://localhost", "://127.", "://[::1]", "://0.0.0.0"];

pub fn defects(vsix: &Vsix, expected: &Expected) -> Vec<Defect> {
    let folders = needles(expected);
    let node = expected.options.node_url.origin();
    let mut defects = Vec::new();
    for (file, content) in &vsix.files {
        let found = folders.iter().find(|folder| names_folder(content, folder));
        defects.extend(found.map(|folder| Defect::Folder {
            file: file.clone(),
            folder: folder.clone(),
        }));
        defects.extend(secret(content).map(|(what, at)| Defect::Secret {
            file: file.clone(),
            what,
            at,
        }));
        // The page names its node, which may be on this machine; nothing else does.
        let url = loopback_urls(content)
            .into_iter()
            .find(|url| !(file == PAGE && url == node));
        defects.extend(url.map(|url| Defect::LoopbackUrl {
            file: file.clone(),
            url,
        }));
    }
    defects
}

/// The folders, with a separator behind, so that `/root` does not find `/rooted`.
fn needles(expected: &Expected) -> Vec<String> {
    let mut needles: Vec<_> = TYPICAL_FOLDERS.map(str::to_owned).into();
    for folder in &expected.folders {
        let Some(text) = folder
            .to_str()
            .map(|text| text.trim_end_matches(['/', '\\']))
        else {
            continue;
        };
        // The root of a disk is no secret, and would be found everywhere.
        if text.len() > 3 {
            needles.push(format!("{text}/"));
            needles.push(format!("{text}\\"));
        }
    }
    needles
}

/// Whether a text names a folder. `/src/` alone is within `leptos/src/` as well: a folder right below the root has to stand
/// at the beginning of a path.
fn names_folder(content: &[u8], folder: &str) -> bool {
    let is_deep = folder.trim_end_matches(['/', '\\']).rfind(['/', '\\']) > Some(0);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    positions(content, folder.as_bytes()).any(|at| {
        let before = at.checked_sub(1).and_then(|at| content.get(at));
        is_deep || !before.is_some_and(is_name)
    })
}

fn loopback_urls(content: &[u8]) -> Vec<String> {
    let mut urls = Vec::new();
    for beginning in LOOPBACK {
        let mut from = 0;
        while let Some(at) = find(&content[from..], beginning.as_bytes()).map(|at| at + from) {
            from = at + beginning.len();
            let scheme = content[..at]
                .iter()
                .rev()
                .take_while(|byte| byte.is_ascii_alphabetic());
            let begin = at - scheme.count();
            let rest = content[from..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || b".:-_/%?#&=[]".contains(byte));
            let url = &content[begin..from + rest.count()];
            urls.push(String::from_utf8_lossy(url).into_owned());
        }
    }
    urls
}

/// What kind of secret is in there, and where. Only what can hardly be anything else: a check that cries wolf is turned off.
fn secret(content: &[u8]) -> Option<(&'static str, usize)> {
    let private_key = find(content, b"PRIVATE KEY-----").map(|at| ("a private key", at));
    private_key
        .or_else(|| web_token(content).map(|at| ("a signed token (JWT)", at)))
        .or_else(|| access_token(content).map(|at| ("a personal access token", at)))
        .or_else(|| invitation(content).map(|at| ("an invitation code", at)))
}

/// `header.payload.signature`, where the first two are JSON objects in base64url.
fn web_token(content: &[u8]) -> Option<usize> {
    positions(content, b"eyJ").find(|at| {
        let header = run(&content[*at..], is_base64url);
        let rest = &content[at + header..];
        let payload = rest
            .strip_prefix(b".")
            .filter(|rest| rest.starts_with(b"eyJ"));
        header >= 10 && payload.is_some_and(|rest| run(rest, is_base64url) >= 10)
    })
}

/// Azure DevOps' tokens: 52 characters of base32 in lower case, or since 2024 84 characters with `AZDO` behind the 76th
/// (<https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate>).
fn access_token(content: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < content.len() {
        let word = &content[at..at + run(&content[at..], |byte| byte.is_ascii_alphanumeric())];
        let is_old = word.len() == 52
            && word
                .iter()
                .all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(byte))
            && word.iter().filter(|byte| byte.is_ascii_digit()).count() > 3;
        let is_new = word.len() == 84 && word[76..].starts_with(b"AZDO");
        if is_old || is_new {
            return Some(at);
        }
        at += word.len().max(1);
    }
    None
}

/// Crosslink's own: `xl1_` and a hundred and more characters of base64url.
fn invitation(content: &[u8]) -> Option<usize> {
    positions(content, b"xl1_").find(|at| run(&content[at + 4..], is_base64url) >= 60)
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// How many bytes at the beginning are of a kind.
fn run(content: &[u8], is_it: impl Fn(u8) -> bool) -> usize {
    content.iter().take_while(|byte| is_it(**byte)).count()
}

fn find(content: &[u8], needle: &[u8]) -> Option<usize> {
    positions(content, needle).next()
}

fn positions<'a>(content: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    content
        .windows(needle.len().max(1))
        .enumerate()
        .filter(move |(_, window)| *window == needle)
        .map(|(at, _)| at)
}

//! What has to hold for an extension before anybody gets to see it. Each way in which one can be wrong has a name and a
//! sentence; all that are found are told.

mod content;
#[cfg(test)]
mod example;
mod files;
mod manifests;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use super::Options;
use super::vsix::Vsix;

/// The largest wasm, in bytes. The gallery may or may not compress it; browsers compile it before the page shows.
pub const LARGEST_WASM: usize = 2_000_000;

/// What the extension should be.
pub struct Expected<'a> {
    pub options: &'a Options,
    /// Folders of this machine, of which no file may know.
    pub folders: Vec<PathBuf>,
}

/// One thing that is wrong with an extension.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Defect {
    #[error("its {what} is {found}, not {expected}")]
    Identity {
        what: &'static str,
        expected: String,
        found: String,
    },
    #[error("it is for {0}, and should be for Azure DevOps Services only")]
    Targets(String),
    #[error("it would be public in the marketplace")]
    Public,
    #[error("its scopes are {0}, and should be vso.project and vso.work")]
    Scopes(String),
    #[error("it does not contribute the one hub in the organisation settings: {0}")]
    Hub(String),
    #[error("the picture {0} is missing, or can't be loaded")]
    Icon(String),
    #[error("it is for development: its pages would be loaded from {0}")]
    BaseUri(String),
    #[error("it is for development, and does not say where its pages are loaded from")]
    NoBaseUri,
    #[error("{file} would be served as {found}, not as {expected}")]
    ContentType {
        file: String,
        expected: &'static str,
        found: String,
    },
    #[error("{0} is of a kind that has no place in the extension")]
    Kind(String),
    #[error("{0} can't be loaded: it is not addressable")]
    NotAddressable(String),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("the page can't be read: {0}")]
    Page(String),
    #[error("the page refers to {0}, which is not in the extension, or not by a relative address")]
    Reference(String),
    #[error("{file} loads {import}, which is not in the extension")]
    Import { file: String, import: String },
    #[error("the page's {what} is `{found}`, not `{expected}`")]
    PageValue {
        what: &'static str,
        expected: String,
        found: String,
    },
    #[error("{file} has an address of the machine that it was built on: {url}")]
    LoopbackUrl { file: String, url: String },
    #[error("{file} has something like {what} in it, at byte {at}")]
    Secret {
        file: String,
        what: &'static str,
        at: usize,
    },
    #[error("{file} names a folder of the machine that it was built on: {folder}")]
    Folder { file: String, folder: String },
    #[error("{file} has {bytes} bytes, more than the {LARGEST_WASM} that a wasm may have")]
    TooLarge { file: String, bytes: usize },
}

/// Everything that is wrong.
pub fn defects(vsix: &Vsix, expected: &Expected) -> Vec<Defect> {
    let mut defects = manifests::defects(vsix, expected.options);
    defects.extend(files::defects(vsix, expected.options));
    defects.extend(content::defects(vsix, expected));
    defects
}

/// One line each.
pub fn lines(defects: &[Defect]) -> String {
    defects
        .iter()
        .map(|defect| format!("\n  - {defect}"))
        .collect()
}

/// What is in a VSIX of `size` bytes, and which files are the largest.
pub fn summary(vsix: &Vsix, size: usize) -> String {
    let mut files: Vec<_> = vsix
        .files
        .iter()
        .map(|(name, content)| (content.len(), name))
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    let unpacked: usize = files.iter().map(|(bytes, _)| bytes).sum();
    let largest: String = files
        .iter()
        .take(5)
        .map(|(bytes, name)| format!("\n  {bytes:>9}  {name}"))
        .collect();
    let count = files.len();
    let Vsix {
        publisher,
        id,
        version,
        ..
    } = vsix;
    format!(
        "{publisher}.{id} {version}: {count} files, {unpacked} bytes, packed {size}. The largest:{largest}"
    )
}

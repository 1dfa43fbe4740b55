//! The zip archive.

use super::{ExtensionError, UNPACKED_MAX};
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The one name that has brackets.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The files of the archive, by name.
pub(super) fn unpack(vsix: &[u8]) -> Result<BTreeMap<String, Bytes>, ExtensionError> {
    unpack_at_most(UNPACKED_MAX, vsix)
}

fn unpack_at_most(bytes: usize, vsix: &[u8]) -> Result<BTreeMap<String, Bytes>, ExtensionError> {
    let mut archive = ZipArchive::new(Cursor::new(vsix)).map_err(not_an_archive)?;
    let mut files = BTreeMap::new();
    let mut left = bytes;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(not_an_archive)?;
        let name = entry.name().map_err(not_an_archive)?.into_owned();
        if entry.is_dir() {
            continue;
        }
        if !is_safe(&name) {
            return Err(ExtensionError::UnsafeName(name));
        }
        let mut content = Vec::new();
        // The size that the archive states may be wrong: what counts is what comes out.
        let limit = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
        entry
            .by_ref()
            .take(limit)
            .read_to_end(&mut content)
            .map_err(|error| ExtensionError::NotAnArchive(error.to_string()))?;
        left = left
            .checked_sub(content.len())
            .ok_or(ExtensionError::TooMuchInside)?;
        files.insert(name, Bytes::from(content));
    }
    Ok(files)
}

fn not_an_archive(error: zip::result::ZipError) -> ExtensionError {
    ExtensionError::NotAnArchive(error.to_string())
}

/// Whether the name stays within the archive, and is one that the packager of Azure DevOps takes as well.
fn is_safe(name: &str) -> bool {
    name == CONTENT_TYPES
        || (name
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
            && !name
                .chars()
                .any(|sign| sign.is_control() || r"#%^[]<>?\ ".contains(sign)))
}

#[cfg(test)]
mod tests {
    use super::{is_safe, unpack_at_most};
    use crate::extension::ExtensionError;
    use std::io::{Cursor, Write};
    use zip::write::{SimpleFileOptions, ZipWriter};

    #[test]
    fn what_comes_out_is_counted_however_small_the_archive_is() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["one", "other"] {
            archive
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(&[0; 5_000]).unwrap();
        }
        let vsix = archive.finish().unwrap().into_inner();
        assert!(vsix.len() < 1_000, "{}", vsix.len());
        let files = unpack_at_most(10_000, &vsix).unwrap();
        assert_eq!((files.len(), files["other"].len()), (2, 5_000));
        let refused = unpack_at_most(9_999, &vsix);
        assert!(matches!(refused, Err(ExtensionError::TooMuchInside)));
    }

    #[test]
    fn names_stay_within_the_archive() {
        for name in [
            "index.html",
            "dist/snippets/a-1.js",
            "..hidden/x",
            "[Content_Types].xml",
        ] {
            assert!(is_safe(name), "{name}");
        }
        for name in [
            "",
            "/index.html",
            "dist//index.html",
            "../index.html",
            "dist/../../x",
            "dist/./x",
            r"dist\index.html",
            "dist/my page.html",
            "dist/%2e%2e/x",
            "dist/[Content_Types].xml",
        ] {
            assert!(!is_safe(name), "{name}");
        }
    }
}

//! Why a VSIX can't be installed, each with a sentence for the person who made it.

use super::{HUB_GROUP, PACKED_MAX, UNPACKED_MAX};
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};

const MIB: usize = 1024 * 1024;

/// Why a VSIX can't be installed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExtensionError {
    /// More bytes than we take.
    #[error("the VSIX is larger than {} MB", PACKED_MAX / MIB)]
    TooLarge,
    /// The upload broke off.
    #[error("the VSIX did not arrive whole: {0}")]
    Upload(BytesRejection),
    /// Not a zip archive, or a damaged one.
    #[error("the file is no VSIX: it can't be read as a zip archive ({0})")]
    NotAnArchive(String),
    /// What comes out is more than we keep.
    #[error("the files of the VSIX are larger than {} MB together", UNPACKED_MAX / MIB)]
    TooMuchInside,
    /// A name that leads out of the archive, or that a web address can't have as it stands.
    #[error(
        "the VSIX has a file named {0:?}: names are relative, without \"..\", blanks and any of #%^[]<>?\\"
    )]
    UnsafeName(String),
    /// One of the three files that describe the others.
    #[error("the VSIX has no {0}")]
    MissingPart(&'static str),
    /// A manifest that is no XML.
    #[error("{part} of the VSIX is no XML: {reason}")]
    NotXml {
        /// Which manifest.
        part: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A manifest that is no JSON, or not of the form of a manifest.
    #[error("{part} of the VSIX can't be read: {reason}")]
    NotJson {
        /// Which manifest.
        part: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The identity is missing or can't be part of an address.
    #[error(
        "the VSIX has no usable {0}: letters, digits, \"-\", \"_\" and \".\" (a version: numbers and dots)"
    )]
    Identity(&'static str),
    /// Made for something else than Azure DevOps Services.
    #[error(
        "the extension is not for Azure DevOps Services: its targets lack Microsoft.VisualStudio.Services.Cloud"
    )]
    NotForServices,
    /// A scope that Azure DevOps does not have.
    #[error("the extension asks for the scope {0:?}, which Azure DevOps does not have")]
    UnknownScope(String),
    /// An asset without its file.
    #[error("the VSIX lists {0:?} as an asset, but has no such file")]
    MissingFile(String),
    /// A file whose type nobody states: browsers would not run it.
    #[error("[Content_Types].xml of the VSIX has no type for {0:?}")]
    NoContentType(String),
    /// A type that can't be sent.
    #[error(
        "[Content_Types].xml of the VSIX has the type {content_type:?} for {file:?}, which is none"
    )]
    BadContentType {
        /// The file.
        file: String,
        /// What should be its type.
        content_type: String,
    },
    /// Nothing to show in Organization settings.
    #[error("the extension has no contribution of type ms.vss-web.hub with the target {HUB_GROUP}")]
    NoHub,
    /// The hub lacks what every hub has.
    #[error("the hub {hub:?} of the extension can't be read: {reason}")]
    BadHub {
        /// The contribution's id.
        hub: String,
        /// What is wrong.
        reason: String,
    },
    /// The page of the hub can't be loaded by a browser.
    #[error("the hub's page {0:?} is not an addressable file of the VSIX")]
    PageNotAddressable(String),
    /// The icon of the hub can't be loaded by a browser.
    #[error("the hub's icon {0:?} is not an addressable image of the VSIX")]
    IconNotAddressable(String),
    /// The address of a development server that a browser can't frame.
    #[error("baseUri {0:?} is not an http or https URL with a host and without a user name")]
    BadBaseUri(String),
    /// A test switch that can't be sent as a header.
    #[error("the parameter {0} can't be sent as a header")]
    BadSwitch(&'static str),
}

impl From<BytesRejection> for ExtensionError {
    fn from(rejection: BytesRejection) -> Self {
        match rejection {
            BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
                Self::TooLarge
            }
            rejection => Self::Upload(rejection),
        }
    }
}

//! Where installed tools are kept.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::failure::Failure;

/// The folder of the tools: `CROSSLINK_TOOLS` where it is set, otherwise the user's cache folder.
pub fn folder() -> Result<PathBuf, Failure> {
    folder_from(|name| env::var_os(name).filter(|value| !value.is_empty())).ok_or_else(|| {
        Failure::ProgramMissing {
            program: "Your home folder".to_owned(),
            remedy: "Set CROSSLINK_TOOLS to a folder in which tools may be installed.",
        }
    })
}

fn folder_from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(own) = variable("CROSSLINK_TOOLS") {
        return Some(PathBuf::from(own));
    }
    let caches = if cfg!(windows) {
        PathBuf::from(variable("LOCALAPPDATA")?)
    } else if cfg!(target_os = "macos") {
        PathBuf::from(variable("HOME")?).join("Library/Caches")
    } else if let Some(caches) = variable("XDG_CACHE_HOME") {
        PathBuf::from(caches)
    } else {
        PathBuf::from(variable("HOME")?).join(".cache")
    };
    Some(caches.join("crosslink").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(variables: &[(&str, &str)]) -> Option<PathBuf> {
        folder_from(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_own_variable_is_taken_as_it_is() {
        let folder = folder_with(&[("CROSSLINK_TOOLS", "tools"), ("HOME", "home")]);
        assert_eq!(folder, Some(PathBuf::from("tools")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn otherwise_it_is_below_the_cache_folder_of_the_user() {
        let home = folder_with(&[("HOME", "/home/ann")]);
        assert_eq!(
            home,
            Some(PathBuf::from("/home/ann/.cache/crosslink/tools"))
        );
        let xdg = folder_with(&[("XDG_CACHE_HOME", "/fast"), ("HOME", "/home/ann")]);
        assert_eq!(xdg, Some(PathBuf::from("/fast/crosslink/tools")));
        assert_eq!(folder_with(&[]), None);
    }
}

//! What is probably wrong, read from the output of a tool that failed.

/// What a tool's output holds, and what it means. The first match counts.
const SIGNS: &[(&[&str], &str)] = &[
    (
        &[
            "No space left on device",
            "ENOSPC",
            "os error 28",
            "not enough space on the disk",
        ],
        "The disk is full: make room and run the command again.",
    ),
    (
        &[
            "linker `cc` not found",
            "linker `link.exe` not found",
            "error: linker",
        ],
        "Rust's linker is missing: install a C compiler (Debian: `apt install build-essential`, macOS: `xcode-select --install`).",
    ),
    (
        &[
            "Could not resolve host",
            "Couldn't resolve host",
            "Could not connect",
            "Couldn't connect to server",
            "failed to download",
            "download of config.json failed",
            "could not download file",
            "spurious network error",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "Temporary failure resolving",
        ],
        "It could not download what it needs: check the network, or the proxy settings, and run the command again.",
    ),
    (
        &["EACCES", "Permission denied"],
        "It may not write where it has to: check the permissions of the path below.",
    ),
    (
        &["Could not get lock", "Unable to lock"],
        "Another package manager is running: wait for it, then run the command again.",
    ),
    (
        &[
            "Cargo.lock needs to be updated",
            "cannot update the lock file",
        ],
        "Cargo.lock does not fit Cargo.toml: run `cargo check` once, and commit Cargo.lock.",
    ),
];

/// A sentence about the probable cause, where the output shows a known one.
pub fn hint(output: &str) -> Option<&'static str> {
    SIGNS
        .iter()
        .find(|(signs, _)| signs.iter().any(|sign| output.contains(sign)))
        .map(|(_, sentence)| *sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_causes_are_recognised_in_what_tools_really_print() {
        for (output, expected) in [
            (
                "npm error code EAI_AGAIN\nnpm error request failed",
                "network",
            ),
            (
                "warning: spurious network error (3 tries remaining): [6] Could not resolve host: registry.example",
                "network",
            ),
            (
                "error: failed to write `lib.rmeta`: No space left on device (os error 28)",
                "disk is full",
            ),
            (
                "error: linker `cc` not found\n  = note: No such file or directory",
                "C compiler",
            ),
            (
                "npm error code EACCES\nnpm error syscall mkdir",
                "permissions",
            ),
            (
                "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12",
                "package manager",
            ),
            (
                "error: cannot update the lock file because --locked was passed",
                "Cargo.lock",
            ),
        ] {
            assert!(hint(output).unwrap().contains(expected), "{output}");
        }
    }

    #[test]
    fn an_unknown_failure_gets_no_guess() {
        assert_eq!(hint("error[E0308]: mismatched types"), None);
    }
}

//! The one place that says which versions of the tools the build uses. A test holds the manifests to it.

/// Trunk, which builds the console. 0.22 and later need a newer Rust than the workspace does.
pub const TRUNK: &str = "0.21.14";

/// wasm-bindgen's command; has to be exactly the version of the `wasm-bindgen` crate in Cargo.lock.
pub const WASM_BINDGEN_CLI: &str = "0.2.130";

/// geckodriver, through which the journeys drive Firefox.
pub const GECKODRIVER: &str = "0.37.1";

/// The npm package `binaryen`, whose `wasm-opt` makes the wasm small.
pub const BINARYEN: &str = "132.0.0";

/// The npm package `azure-devops-extension-sdk`, which speaks with the page around the hub.
pub const SDK: &str = "5.0.0";

/// The npm package `esbuild`, which minifies the console's scripts and styles.
pub const ESBUILD: &str = "0.28.2";

/// The npm package `tfx-cli`, which makes the VSIX of the extension.
pub const TFX: &str = "0.23.1";

/// The npm package `axe-core`, which knows the rules of accessibility; for the journeys.
pub const AXE: &str = "4.14.1";

/// What the editor of sync rules is bundled from (`editor/`).
pub const EDITOR: [(&str, &str); 8] = [
    ("@codemirror/commands", "6.11.1"),
    ("@codemirror/language", "6.13.1"),
    ("@codemirror/legacy-modes", "6.5.5"),
    ("@codemirror/merge", "6.12.3"),
    ("@codemirror/search", "6.7.2"),
    ("@codemirror/state", "6.7.6"),
    ("@codemirror/view", "6.43.15"),
    ("@lezer/highlight", "1.2.5"),
];

/// The npm packages that the build uses, each with its version.
pub fn npm() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("binaryen", BINARYEN),
        ("azure-devops-extension-sdk", SDK),
        ("esbuild", ESBUILD),
        ("tfx-cli", TFX),
        ("axe-core", AXE),
    ]
    .into_iter()
    .chain(EDITOR)
}

/// The oldest major version of Node.js that the scripts and the npm packages run on.
pub const NODE_MAJOR: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const PACKAGE: &str = include_str!("../../../package.json");
    const PACKAGE_LOCK: &str = include_str!("../../../package-lock.json");
    const CARGO: &str = include_str!("../../../Cargo.toml");
    const CARGO_LOCK: &str = include_str!("../../../Cargo.lock");

    #[test]
    fn the_npm_packages_are_pinned_to_these_versions() {
        let package: Value = serde_json::from_str(PACKAGE).unwrap();
        let lock: Value = serde_json::from_str(PACKAGE_LOCK).unwrap();
        for (name, version) in npm() {
            assert_eq!(package["devDependencies"][name], version, "{name}");
            let locked = &lock["packages"][format!("node_modules/{name}")]["version"];
            assert_eq!(*locked, version, "{name} in package-lock.json");
        }
    }

    #[test]
    fn the_wasm_bindgen_crate_has_the_version_of_its_command() {
        assert!(CARGO.contains(&format!("wasm-bindgen = \"={WASM_BINDGEN_CLI}\"")));
        let locked = format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN_CLI}\"\n");
        assert!(CARGO_LOCK.replace("\r\n", "\n").contains(&locked));
    }
}

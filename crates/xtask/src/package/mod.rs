//! `cargo xtask package`: the console as an extension for Azure DevOps, in a file that the marketplace takes (VSIX).
//!
//! What the page needs to know of its surroundings is written into it here (`page`), the manifest is finished
//! (`manifest`), Microsoft's tfx-cli makes the file, and `check` opens it again and refuses it where something is wrong.

mod check;
mod html;
mod licences;
mod manifest;
mod names;
mod page;
mod stage;
mod vsix;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::console;
use crate::failure::Failure;
use crate::process;
use crate::report::Step;
use crate::tools::{self, node};
use crate::wasm_flags::Origins;
use crate::workspace::Workspace;
use names::{BaseUri, NodeUrl, Publisher, Version};
use vsix::Vsix;

pub use check::{Defect, lines as defect_lines};
pub use licences::LicenceProblem;
pub use manifest::ManifestProblem;
pub use page::PageProblem;
pub use vsix::VsixProblem;

/// What the command may be told.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The id of your publisher in the Visual Studio Marketplace
    #[arg(long)]
    pub(crate) publisher: Publisher,
    /// The Crosslink URL of the node that the page shall talk to, for example https://crosslink.example.com
    #[arg(long)]
    pub(crate) node_url: NodeUrl,
    /// The version of the extension; the marketplace takes each one once
    #[arg(long, default_value = env!("CARGO_PKG_VERSION"))]
    pub(crate) version: Version,
    /// Package the extension for development: a second one, whose files you serve yourself
    #[arg(long)]
    pub(crate) development: bool,
    /// Where you serve them [default: as in extension/development.json]
    #[arg(long, requires = "development")]
    pub(crate) base_uri: Option<BaseUri>,
    /// Package the console that is built already
    #[arg(long)]
    pub(crate) no_build: bool,
    /// The file to write [default: target/extension/PUBLISHER.crosslink-VERSION.vsix]
    #[arg(long)]
    pub(crate) output: Option<PathBuf>,
}

impl Options {
    fn id(&self) -> &'static str {
        if self.development {
            manifest::DEVELOPMENT_ID
        } else {
            manifest::ID
        }
    }

    fn output(&self, workspace: &Workspace) -> PathBuf {
        let name = format!("{}.{}-{}.vsix", self.publisher, self.id(), self.version);
        self.output
            .clone()
            .unwrap_or_else(|| workspace.extensions().join(name))
    }
}

/// Builds the console unless told otherwise, packages it, and says what to do with the file. The file's path is all that
/// is printed on standard output.
pub fn run(options: &Options) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    let own_steps = if options.no_build { 1 } else { 2 };
    let (toolbox, mut steps) = tools::prepare(&workspace, tools::Purpose::Build, own_steps)?;
    if !options.no_build {
        let mut step = steps.begin("Building the console (the first time about 2 minutes)");
        console::build(&workspace, &toolbox, &mut step)?;
        step.done();
    }
    let output = options.output(&workspace);
    let mut step = steps.begin("Packaging the extension, and checking it");
    let Packaged { summary, base_uri } = package(&workspace, options, &output, &mut step)?;
    step.done();
    eprintln!("\n{summary}\n\n{}\n", advice(options, base_uri.as_deref()));
    println!("{}", output.display());
    Ok(())
}

/// What is said of an extension that has been packaged.
pub struct Packaged {
    /// What is in it.
    pub summary: String,
    /// Where its pages are loaded from, if it is for development.
    base_uri: Option<String>,
}

/// Packages the console as it is built, and checks the result; nothing gets to `output` that does not pass.
pub fn package(
    workspace: &Workspace,
    options: &Options,
    output: &Path,
    step: &mut Step,
) -> Result<Packaged, Failure> {
    let stage = stage::fill(workspace, options)?;
    let unchecked = stage.path().join("unchecked.vsix");
    run_tfx(workspace, stage.path(), &unchecked, step)?;
    let file = fs::read(&unchecked).map_err(|error| Failure::unreadable(&unchecked, error))?;
    let vsix = Vsix::open(&file).map_err(Failure::Vsix)?;
    let expected = check::Expected {
        options,
        folders: Origins::find(workspace)?.folders(),
    };
    let defects = check::defects(&vsix, &expected);
    if !defects.is_empty() {
        return Err(Failure::ExtensionDefective(defects));
    }
    put(&unchecked, output).map_err(|error| Failure::folder(output, error))?;
    Ok(Packaged {
        summary: check::summary(&vsix, file.len()),
        base_uri: vsix.contents["baseUri"].as_str().map(str::to_owned),
    })
}

/// tfx-cli works without network here. It names what it does not like in its output.
fn run_tfx(
    workspace: &Workspace,
    stage: &Path,
    output: &Path,
    step: &mut Step,
) -> Result<(), Failure> {
    let mut tfx = node::node();
    tfx.arg(
        workspace
            .root
            .join("node_modules/tfx-cli/_build/tfx-cli.js"),
    )
    .args(["extension", "create", "--no-prompt", "--no-color", "--root"])
    .arg(stage)
    .arg("--manifests")
    .arg(stage.join(stage::MANIFEST))
    .arg("--output-path")
    .arg(output);
    // A log for each: several may package at the same time.
    let log = workspace.log(&format!("package-{}", std::process::id()));
    process::run_logged(&mut tfx, "`tfx extension create`", &log, step)?;
    // It is of use only where it failed.
    let _ = fs::remove_file(&log);
    Ok(())
}

/// Moves a file to its place in one go, so that nobody finds half of it there.
fn put(file: &Path, place: &Path) -> io::Result<()> {
    let folder = place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    if fs::rename(file, place).is_ok() {
        return Ok(());
    }
    // The place is on another disk.
    let beside = place.with_added_extension(std::process::id().to_string());
    fs::copy(file, &beside)?;
    fs::rename(&beside, place)
}

/// What is to be set for the file to be of use.
fn advice(options: &Options, base_uri: Option<&str>) -> String {
    let Options {
        publisher,
        node_url,
        ..
    } = options;
    let hub = format!("{publisher}.{}.{}", options.id(), manifest::HUB);
    let mut origins = publisher.origins().to_vec();
    origins.extend(base_uri.map(str::to_owned));
    let origins = origins.join(",");
    let mut lines = vec![
        format!("The node at {} has to be started with", node_url.origin()),
        format!("  --console-origins {origins}"),
        format!("  --console-url https://dev.azure.com/YOUR-ORGANISATION/_settings/{hub}"),
        "  CROSSLINK_APP_TOKEN_KEYS=AUDIENCE=SECRET  in its environment: what the marketplace shows for the extension"
            .to_owned(),
        "The hub is then at the address of --console-url. Publishing, secret, TLS: extension/README.md".to_owned(),
    ];
    if node_url.is_loopback {
        lines.push(format!(
            "ATTENTION: {} is on this machine, and so the hub works on this machine only.",
            node_url.origin()
        ));
    }
    lines.join("\n")
}

/// For tests: names of nobody.
#[cfg(test)]
fn example() -> Options {
    Options {
        publisher: "contoso".parse().unwrap(),
        node_url: "https://crosslink.contoso.example".parse().unwrap(),
        version: "1.2.3".parse().unwrap(),
        development: false,
        base_uri: None,
        no_build: true,
        output: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_names_what_the_node_needs() {
        let mut options = example();
        let text = advice(&options, None);
        assert!(
            text.contains("--console-origins https://contoso.gallerycdn.vsassets.io,https://contoso.gallery.vsassets.io\n"),
            "{text}"
        );
        assert!(
            text.contains("/_settings/contoso.crosslink.hub\n"),
            "{text}"
        );
        assert!(!text.contains("ATTENTION"), "{text}");
        options.node_url = "http://127.0.0.1:7101".parse().unwrap();
        options.development = true;
        let text = advice(&options, Some("https://localhost:7443"));
        assert!(text.contains("on this machine only"), "{text}");
        assert!(text.contains(",https://localhost:7443\n"), "{text}");
        assert!(
            text.contains("/_settings/contoso.crosslink-dev.hub\n"),
            "{text}"
        );
    }

    #[test]
    fn a_file_is_put_into_a_folder_that_is_not_there_yet() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (file, place) = (folder.path().join("a"), folder.path().join("b/c.vsix"));
        fs::write(&file, "x")?;
        put(&file, &place)?;
        assert_eq!(fs::read_to_string(place)?, "x");
        Ok(())
    }
}

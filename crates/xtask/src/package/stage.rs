//! The folder that becomes the extension: a copy of the console, the manifest, pictures and texts.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Options, licences, manifest, page};
use crate::failure::Failure;
use crate::lock::FileLock;
use crate::workspace::Workspace;

/// The finished manifest in the stage.
pub const MANIFEST: &str = "vss-extension.json";
const PICTURES: &str = "images";
/// The texts that the manifest names.
const TEXTS: [&str; 2] = ["overview.md", "licence.md"];

/// Fills a new folder, which goes away when it is dropped: several packagings may run at the same time.
pub fn fill(workspace: &Workspace, options: &Options) -> Result<TempDir, Failure> {
    let parent = workspace.extensions();
    let stage = fs::create_dir_all(&parent)
        .and_then(|()| {
            tempfile::Builder::new()
                .prefix(".stage-")
                .tempdir_in(&parent)
        })
        .map_err(|error| Failure::folder(&parent, error))?;
    let console = stage.path().join("dist");
    copy_console(workspace, &console)?;

    let index = console.join("index.html");
    let text = read(&index)?;
    let text = page::for_extension(&text, &options.node_url).map_err(Failure::Page)?;
    write(&index, &text)?;

    let source = workspace.root.join("extension");
    let pictures = stage.path().join(PICTURES);
    create(&pictures)?;
    for name in names(&source.join(PICTURES))? {
        if name.ends_with(".png") {
            copy(&source.join(PICTURES).join(&name), &pictures.join(&name))?;
        }
    }
    for text in TEXTS {
        copy(&source.join(text), &stage.path().join(text))?;
    }
    write(
        &stage.path().join(manifest::NOTICES),
        &licences::notices(workspace)?,
    )?;

    let files = files_below(&console, "")?;
    let manifest = manifest::finish(
        &read(&source.join(MANIFEST))?,
        &read(&source.join("development.json"))?,
        options,
        &files,
    )?;
    write(&stage.path().join(MANIFEST), &format!("{manifest:#}"))?;
    Ok(stage)
}

/// Copies the built console without its compressed copies: the marketplace takes none.
fn copy_console(workspace: &Workspace, to: &Path) -> Result<(), Failure> {
    let from = workspace.console();
    // A build takes the files away for a moment.
    let announcement = "Another `cargo xtask` is building the console. Waiting for it.";
    let _lock = FileLock::take(&workspace.console_lock(), announcement)?;
    if !from.join("index.html").is_file() {
        return Err(Failure::ConsoleNotBuilt);
    }
    for file in files_below(&from, "")? {
        if file.ends_with(".br") || file.ends_with(".gz") {
            continue;
        }
        let place = to.join(&file);
        create(place.parent().unwrap_or(to))?;
        copy(&from.join(&file), &place)?;
    }
    Ok(())
}

/// All files below a folder, relative to it, with `/` between folders.
fn files_below(folder: &Path, prefix: &str) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    for name in names(folder)? {
        let path = folder.join(&name);
        let relative = format!("{prefix}{name}");
        if path.is_dir() {
            files.extend(files_below(&path, &format!("{relative}/"))?);
        } else {
            files.push(relative);
        }
    }
    Ok(files)
}

fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let failed = |error| Failure::unreadable(folder, error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::unreadable(path, error))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::folder(path, error))
}

fn create(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::folder(folder, error))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    match fs::copy(from, to) {
        Ok(_) => Ok(()),
        Err(error) if from.is_file() => Err(Failure::folder(to, error)),
        Err(error) => Err(Failure::unreadable(from, error)),
    }
}

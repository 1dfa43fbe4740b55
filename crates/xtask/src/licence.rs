//! Licences of the demo, signed with a key of its own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// The key that the nodes of the demo check licences with. The key that signs them is made when it is first needed.
pub fn public_key(workspace: &Workspace, data: &Path) -> Result<String, Failure> {
    let kept = data.join("licence-public-key");
    if let Ok(key) = fs::read_to_string(&kept) {
        return Ok(key.trim().to_owned());
    }
    let mut command = workspace_node(workspace);
    command.arg("new-signing-key").arg(signing_key(data));
    let key = last_word(&process::output(&mut command)?)?;
    fs::write(&kept, &key).map_err(|error| Failure::NotWritable { path: kept, error })?;
    Ok(key)
}

/// A licence key for company A.
pub fn key(workspace: &Workspace, data: &Path) -> Result<String, Failure> {
    let mut command = workspace_node(workspace);
    command
        .args([
            "sign",
            "--holder",
            "Company A",
            "--until",
            "2099-12-31",
            "--signing-key",
        ])
        .arg(signing_key(data));
    last_word(&process::output(&mut command)?)
}

fn workspace_node(workspace: &Workspace) -> std::process::Command {
    let mut command = std::process::Command::new(workspace.program("crosslink-node"));
    command.arg("licence");
    command
}

fn signing_key(data: &Path) -> PathBuf {
    data.join("licence-signing-key")
}

fn last_word(output: &str) -> Result<String, Failure> {
    let word = output.split_whitespace().next_back();
    word.map(str::to_owned)
        .ok_or_else(|| Failure::UnexpectedAnswer {
            name: "crosslink-node licence",
            reason: "no key".to_owned(),
        })
}

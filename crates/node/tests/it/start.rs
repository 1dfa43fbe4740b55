//! What keeps a node from starting is told in a sentence.

use crate::support::azure;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

fn serve(data_dir: &str, listen: &str, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_crosslink-node"))
        .args([
            "serve",
            "--name",
            "A",
            "--data-dir",
            data_dir,
            "--listen",
            listen,
        ])
        .args(["--organization-url", &azure().organization_url("company-a")])
        .args(more)
        .output()
        .unwrap()
}

fn sentence(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr)
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_port_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let told = sentence(&serve(folder.path().to_str().unwrap(), &address, &[]));
    assert!(
        told.contains("can't listen at") && told.contains(&address) && told.contains("--listen"),
        "{told}"
    );
}

#[test]
fn a_folder_that_can_not_be_used_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a-file");
    std::fs::write(&file, "").unwrap();
    let told = sentence(&serve(
        file.join("data").to_str().unwrap(),
        "127.0.0.1:0",
        &[],
    ));
    assert!(
        told.contains("data folder") && told.contains("--data-dir"),
        "{told}"
    );
}

#[test]
fn a_lost_key_is_told_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let mut node = Command::new(env!("CARGO_BIN_EXE_crosslink-node"))
        .args([
            "serve",
            "--name",
            "A",
            "--data-dir",
            path,
            "--listen",
            "127.0.0.1:0",
        ])
        .args(["--organization-url", &azure().organization_url("company-a")])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(node.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    node.kill().unwrap();
    node.wait().unwrap();
    assert!(line.contains("listening"), "{line}");
    std::fs::remove_file(folder.path().join("identity.key")).unwrap();
    let told = sentence(&serve(path, "127.0.0.1:0", &[]));
    assert!(told.contains("Restore identity.key"), "{told}");
}

#[test]
fn a_console_that_was_not_built_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let told = sentence(&serve(path, "127.0.0.1:0", &["--console-dir", path]));
    assert!(told.contains("no built console"), "{told}");
}

#[test]
fn a_link_for_no_node_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_crosslink-node"))
        .args([
            "sign-in-link",
            "--data-dir",
            folder.path().to_str().unwrap(),
        ])
        .output()
        .unwrap();
    assert!(sentence(&output).contains("there is no node's data in it"));
}

#[test]
fn a_flag_that_can_not_be_meant_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for (flag, value, told) in [
        ("--console-origins", "*", "many origins"),
        ("--console-origins", "http://p.example", "isn't secure"),
        ("--session-lifetime", "30s", "from 1m to 24h"),
    ] {
        let output = serve(path, "127.0.0.1:0", &[flag, value]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(told), "{said}");
    }
}

#[test]
fn keys_that_can_not_be_read_are_told_without_repeating_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let output = serve(path, "127.0.0.1:0", &["--app-token-keys", "ext=hush,hush"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && !said.contains("hush"), "{said}");
    assert!(
        said.contains("entry 2 is not of the form AUDIENCE=SECRET"),
        "{said}"
    );
}

#[test]
fn commands_for_no_node_are_told() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["end-sessions", "forget-organization"] {
        let output = Command::new(env!("CARGO_BIN_EXE_crosslink-node"))
            .args([command, "--data-dir", folder.path().to_str().unwrap()])
            .output()
            .unwrap();
        let told = sentence(&output);
        assert!(told.contains("there is no node's data in it"), "{told}");
    }
}

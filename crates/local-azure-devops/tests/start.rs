//! Starting, stopping and starting again.

#[expect(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{TestResult, client, config, refusal};
use local_azure_devops::{Config, StartError, start};
use std::fs;
use std::net::TcpListener;

#[tokio::test]
async fn what_was_made_at_the_first_start_is_there_after_the_next() -> TestResult {
    let data = tempfile::tempdir()?;
    let first = start(config(data.path())?).await?;
    let of_first = first.organization("company-a").ok_or("missing")?;
    let secrets = [
        &of_first.pat,
        &of_first.reader_pat,
        &of_first.audience,
        &of_first.secret,
    ]
    .map(String::clone);
    let url = format!("{}/_apis/projects", first.organization_url("company-a"));
    let http = client()?;
    let projects = http
        .get(url)
        .basic_auth("", Some(&secrets[0]))
        .send()
        .await?
        .text()
        .await?;
    let first_address = first.address.to_string();
    first
        .set_hub_url("company-a", Some("https://hub.example/"))
        .await?;
    first.stop().await;

    let second = start(config(data.path())?).await?;
    let of_second = second.organization("company-a").ok_or("missing")?;
    let again = [
        &of_second.pat,
        &of_second.reader_pat,
        &of_second.audience,
        &of_second.secret,
    ];
    assert!(secrets.iter().eq(again));
    let url = format!("{}/_apis/projects", second.organization_url("company-a"));
    let same = http
        .get(url)
        .basic_auth("", Some(&secrets[0]))
        .send()
        .await?
        .text()
        .await?;
    assert_eq!(
        same,
        projects.replace(&first_address, &second.address.to_string())
    );
    let list = format!("http://{}/_local/organizations", second.address);
    assert!(
        http.get(list)
            .send()
            .await?
            .text()
            .await?
            .contains("https://hub.example/")
    );
    Ok(())
}

#[tokio::test]
async fn every_installation_has_its_own_secrets() -> TestResult {
    let (one, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (one, other) = (
        start(config(one.path())?).await?,
        start(config(other.path())?).await?,
    );
    let (one, other) = (
        one.organization("company-a"),
        other.organization("company-a"),
    );
    let (one, other) = (one.ok_or("missing")?, other.ok_or("missing")?);
    assert_ne!(one.pat, other.pat);
    assert_ne!(one.pat, one.reader_pat);
    assert_ne!(one.secret, other.secret);
    assert_eq!((one.pat.len(), &one.pat[76..80]), (84, "AZDO"));
    Ok(())
}

/// At an address of its own, where no other test can take the port in between.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_stopped_one_gives_its_port_back() -> TestResult {
    let data = tempfile::tempdir()?;
    let at = |listen| config(data.path()).map(|config| Config { listen, ..config });
    let running = start(at("127.0.71.1:0".parse()?)?).await?;
    let address = running.address;
    running.stop().await;
    let again = start(at(address)?).await?;
    assert_eq!(again.address, address);
    Ok(())
}

#[tokio::test]
async fn a_port_in_use_is_said_to_be_in_use() -> TestResult {
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let data = tempfile::tempdir()?;
    let listen = taken.local_addr()?;
    let (error, sentence) = refusal(Config {
        listen,
        ..config(data.path())?
    })
    .await?;
    assert!(matches!(error, StartError::AddressInUse { .. }));
    assert_eq!(
        sentence,
        format!("{listen} is in use by another program; end that program or choose another port")
    );
    Ok(())
}

#[tokio::test]
async fn other_machines_are_never_served() -> TestResult {
    let data = tempfile::tempdir()?;
    let listen = "0.0.0.0:0".parse()?;
    let (error, sentence) = refusal(Config {
        listen,
        ..config(data.path())?
    })
    .await?;
    assert!(matches!(error, StartError::NotLoopback { .. }));
    assert!(sentence.starts_with("0.0.0.0:0 can be reached from other machines"));
    Ok(())
}

#[tokio::test]
async fn a_data_directory_that_cannot_be_written_to_is_named() -> TestResult {
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("file");
    fs::write(&file, "in the way")?;
    let (error, sentence) = refusal(config(&file)?).await?;
    assert!(matches!(error, StartError::DataDirectory { .. }));
    let start = format!("can't write to the data directory {}: ", file.display());
    assert!(sentence.starts_with(&start), "{sentence}");
    Ok(())
}

/// Nobody may make files in a process' own directory, not even the superuser, who may write to
/// directories that are read-only for everybody else.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_read_only_data_directory_is_named() -> TestResult {
    let (error, sentence) = refusal(config("/proc/self".as_ref())?).await?;
    assert!(matches!(error, StartError::DataDirectory { .. }));
    assert!(
        sentence.starts_with("can't write to the data directory /proc/self: "),
        "{sentence}"
    );
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named_and_left_alone() -> TestResult {
    let data = tempfile::tempdir()?;
    let file = data.path().join("local-azure-devops.sqlite");
    let content =
        "nothing that SQLite has written, and long enough not to be taken for an empty file"
            .repeat(9);
    fs::write(&file, &content)?;
    let (error, sentence) = refusal(config(data.path())?).await?;
    assert!(matches!(error, StartError::Database { .. }));
    assert!(sentence.contains("local-azure-devops.sqlite"), "{sentence}");
    assert_eq!(fs::read_to_string(&file)?, content);
    Ok(())
}

#[cfg(unix)]
mod program {
    use super::TestResult;
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};

    struct KillOnDrop(Child);

    impl Drop for KillOnDrop {
        fn drop(&mut self) {
            // It fails when the program has ended, which is what we want.
            self.0.kill().ok();
            self.0.wait().ok();
        }
    }

    #[test]
    fn it_says_where_it_listens_and_ends_when_asked_to() -> TestResult {
        let data = tempfile::tempdir()?;
        let child = Command::new(env!("CARGO_BIN_EXE_local-azure-devops"))
            .args(["--listen", "127.0.0.1:0", "--data-dir"])
            .arg(data.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut child = KillOnDrop(child);
        let mut line = String::new();
        BufReader::new(child.0.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let address = line
            .strip_prefix("local Azure DevOps listening on http://")
            .ok_or("another line")?
            .trim_end();
        std::net::TcpStream::connect(address)?;
        let asked = Command::new("kill")
            .arg(child.0.id().to_string())
            .status()?;
        assert!(asked.success());
        assert!(child.0.wait()?.success());
        Ok(())
    }
}

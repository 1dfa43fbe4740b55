//! Starts a local Azure DevOps and keeps it running until Ctrl-C or SIGTERM.

use clap::Parser;
use local_azure_devops::{Config, Running, start};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// An Azure DevOps organisation on this machine, for demos and tests of Crosslink.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The loopback address to listen on; port 0 means any free one.
    #[arg(long, default_value = "127.0.0.1:7100")]
    listen: SocketAddr,
    /// Where the data is kept; made and filled when it isn't there.
    #[arg(long)]
    data_dir: PathBuf,
    /// The directory `esm` of the npm package `azure-devops-extension-sdk`.
    #[arg(long)]
    sdk_dir: Option<PathBuf>,
    /// The publisher of the extension: the first part of its contributions' ids.
    #[arg(long, default_value = "crosslink")]
    publisher: String,
    /// The loopback address of the gallery, which serves the files of installed extensions; port 0 means
    /// any free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    gallery_listen: SocketAddr,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")),
        )
        .init();
    let arguments = Arguments::parse();
    let started = start(Config {
        listen: arguments.listen,
        data_dir: arguments.data_dir,
        sdk_dir: arguments.sdk_dir,
        publisher: arguments.publisher,
        gallery_listen: arguments.gallery_listen,
    })
    .await;
    match started {
        Ok(running) => run(running).await,
        Err(error) => fail(&error),
    }
}

async fn run(running: Running) -> ExitCode {
    // Listened for before the line is out: whoever reads it may ask at once.
    let asked_to_stop = match signals() {
        Ok(signals) => signals,
        Err(error) => return fail(&error),
    };
    // Programs that start this one wait for the line; if nobody reads it, there is no reason to stop.
    let _ = writeln!(
        io::stdout(),
        "local Azure DevOps listening on http://{}",
        running.address
    );
    let asked = asked_to_stop.await;
    running.stop().await;
    match asked {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        Ok(())
    })
}

#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    let _ = writeln!(io::stderr(), "local-azure-devops: {error}");
    ExitCode::FAILURE
}

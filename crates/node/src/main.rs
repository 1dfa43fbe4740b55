//! The Crosslink node, as a program.

use clap::{Parser, Subcommand};
use crosslink_node::config::{Config, Place, PublicUrl, parse_public_url};
use crosslink_node::issuing::{IssueError, new_signing_key, sign_licence};
use crosslink_node::ports::{SystemClock, SystemEntropy};
use crosslink_node::{StartError, end_sessions, forget_organization, sign_in_link, start};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;
use url::Url;

/// The backend service of one Crosslink instance.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the node until it is told to stop (Ctrl-C or SIGTERM).
    Serve(Box<Config>),
    /// Prints a one-time link that signs in at a running node, as an administrator.
    SignInLink {
        #[command(flatten)]
        place: Place,
        /// Where the node is reached with a browser.
        #[arg(long, env = "CROSSLINK_PUBLIC_URL", value_parser = parse_public_url, default_value = "http://127.0.0.1:7101")]
        public_url: PublicUrl,
    },
    /// Ends every session at once, for when a secret was seen by somebody or a device was lost, and takes back the sign-in
    /// links that nobody has used yet. Works while the node runs.
    EndSessions {
        #[command(flatten)]
        place: Place,
    },
    /// Lets the node belong to another organisation than before: the one that answers next at its organisation URL. For
    /// when the node was moved on purpose; a renamed organisation is still the same one. Works while the node runs.
    ForgetOrganization {
        #[command(flatten)]
        place: Place,
    },
    /// Issues licences; for whoever sells them.
    #[command(subcommand)]
    Licence(LicenceCommand),
}

#[derive(Subcommand)]
enum LicenceCommand {
    /// Makes a key to sign licences with, and prints its public half, for --licence-public-key.
    NewSigningKey {
        /// The file to write; it must not be there yet.
        file: PathBuf,
    },
    /// Prints a licence key.
    Sign {
        /// The file that `new-signing-key` wrote.
        #[arg(long)]
        signing_key: PathBuf,
        /// Whom it is issued to.
        #[arg(long)]
        holder: String,
        /// The last day, for example 2027-12-31 (UTC).
        #[arg(long)]
        until: String,
        /// The one organisation it is for; without it, it is for any.
        #[arg(long)]
        organization_url: Option<Url>,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter =
        EnvFilter::try_from_env("CROSSLINK_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&format!("The node can't start its threads: {error}")),
    };
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve(config) => serve(*config).await.map_err(|error| error.to_string()),
            Command::SignInLink { place, public_url } => print_link(&place, &public_url)
                .await
                .map_err(|error| error.to_string()),
            Command::EndSessions { place } => {
                print_ended(&place).await.map_err(|error| error.to_string())
            }
            Command::ForgetOrganization { place } => print_forgotten(&place)
                .await
                .map_err(|error| error.to_string()),
            Command::Licence(command) => issue(command).map_err(|error| error.to_string()),
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(sentence: &str) -> ExitCode {
    eprintln!("crosslink-node: {sentence}");
    ExitCode::FAILURE
}

async fn serve(config: Config) -> Result<(), StartError> {
    let running = start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
    let told = told_to_stop();
    println!("crosslink-node listening on http://{}", running.address);
    if let Some(link) = &running.sign_in_link {
        println!("sign in: {link}");
    }
    told.await;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

fn issue(command: LicenceCommand) -> Result<(), IssueError> {
    let printed = match command {
        LicenceCommand::NewSigningKey { file } => new_signing_key(&file, &SystemEntropy)?,
        LicenceCommand::Sign {
            signing_key,
            holder,
            until,
            organization_url,
        } => sign_licence(&signing_key, &holder, &until, organization_url.as_ref())?,
    };
    println!("{printed}");
    Ok(())
}

async fn print_link(place: &Place, public_url: &PublicUrl) -> Result<(), StartError> {
    let base = match public_url {
        PublicUrl::At(base) => base,
        PublicUrl::Listen => "http://127.0.0.1:7101",
    };
    println!(
        "sign in: {}",
        sign_in_link(place, base, &SystemClock, &SystemEntropy).await?
    );
    Ok(())
}

async fn print_ended(place: &Place) -> Result<(), StartError> {
    let ended = end_sessions(place, &SystemClock).await?;
    println!("sessions ended: {ended}");
    Ok(())
}

async fn print_forgotten(place: &Place) -> Result<(), StartError> {
    forget_organization(place).await?;
    println!("the node belongs to the organisation that answers next at its organisation URL");
    Ok(())
}

/// Waits for Ctrl-C, or for SIGTERM where there is such a thing. It listens from the moment of the call, not of the first
/// wait: whoever reads our first line may ask at once.
#[cfg(unix)]
fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    async fn heard(signal: Option<Signal>) {
        match signal {
            Some(mut signal) => drop(signal.recv().await),
            None => std::future::pending().await,
        }
    }

    let interrupt = heard(signal(SignalKind::interrupt()).ok());
    let terminate = heard(signal(SignalKind::terminate()).ok());
    async move {
        tokio::select! {
            () = interrupt => {}
            () = terminate => {}
        }
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn told_to_stop() {
    // Without the signal there is nothing to wait for.
    let _ = tokio::signal::ctrl_c().await;
}

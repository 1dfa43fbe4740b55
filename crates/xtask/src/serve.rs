//! `cargo xtask serve`: from a fresh clone to the running demo.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;

use crate::console;
use crate::demo::{self, Company, Demo, Hub, Plan, Ports, Scene};
use crate::failure::Failure;
use crate::licence;
use crate::preflight;
use crate::process;
use crate::server;
use crate::tools;
use crate::workspace::Workspace;

/// The port that the local Azure DevOps has unless another one is asked for.
const FIRST_PORT: u16 = 7100;
/// The title of the step in which the servers start.
pub const STARTING: &str =
    "Starting the local Azure DevOps and the nodes of company A and company B";
/// Console, extension, nodes, start.
const OWN_STEPS: usize = 4;

/// What the command may be told.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where everything is kept [default: .crosslink/serve in the repository, with --port .crosslink/serve-PORT]
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// The first of three ports: the local Azure DevOps, the nodes of company A and company B
    #[arg(long, default_value_t = FIRST_PORT)]
    port: u16,
    #[command(flatten)]
    scene: Scene,
}

/// Installs what is missing, builds, starts the demo and keeps it running until someone stops it.
pub fn run(options: Options) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    let ports = Ports::from(options.port)?;
    let data = options
        .data_dir
        .unwrap_or_else(|| default_data(&workspace, options.port));
    let _taken = preflight::take_folder(&data)?;
    ports.check(", or choose others, for example with `cargo xtask serve --port 7200`")?;

    let (toolbox, mut steps) = tools::prepare(&workspace, tools::Purpose::Build, OWN_STEPS)?;
    let mut step = steps.begin("Building the console (the first time about 2 minutes)");
    console::build(&workspace, &toolbox, &mut step)?;
    step.done();
    let mut step = steps.begin("Packaging the extension for both companies");
    demo::package(&workspace, &data, ports, &mut step)?;
    step.done();
    let mut step = steps.begin("Building the nodes (the first time about 3 minutes)");
    demo::build(&workspace, &mut step)?;
    step.done();

    let step = steps.begin(STARTING);
    let console = workspace.console();
    let plan = Plan {
        workspace: &workspace,
        data: &data,
        ports,
        console,
        hub: Hub::Extension,
        scene: options.scene,
    };
    let mut demo = Demo::start(plan)?;
    step.done();
    print_addresses(ports, &data);
    if options.scene.evaluation_over {
        println!(
            "\nA licence key, for General Settings of company A:\n\n  {}",
            licence::key(&workspace, &data)?
        );
    }
    print_sign_in_links(&demo)?;
    until_stopped(&mut demo, Demo::check)
}

fn default_data(workspace: &Workspace, port: u16) -> PathBuf {
    // The data holds addresses: with other ports it is another demo.
    let folder = workspace.root.join(".crosslink");
    if port == FIRST_PORT {
        folder.join("serve")
    } else {
        folder.join(format!("serve-{port}"))
    }
}

/// Prints where to look.
pub fn print_addresses(ports: Ports, data: &Path) {
    println!("\nCrosslink is running. Open it in the organisation settings of both companies:\n");
    for company in Company::ALL {
        println!("  {}   {}", company.name(), ports.settings(company));
    }
    println!("\n  ?user=reader at the end shows what a member without administrator rights sees.");
    println!("  Data  {}", data.display());
    println!("  Logs  {}", server::logs(data).display());
}

/// Prints links for a plain browser tab.
pub fn print_sign_in_links(demo: &Demo) -> Result<(), Failure> {
    println!(
        "\nOr in a plain browser tab, without Azure DevOps around it (each link works once):\n"
    );
    for company in Company::ALL {
        println!("  {}   {}", company.name(), demo.sign_in_link(company)?);
    }
    println!("\nPress Enter for new sign-in links, Ctrl-C to stop.");
    Ok(())
}

/// Keeps the demo running until someone stops it, which is how it ends well. `check` refuses when a server has ended.
/// Enter prints new sign-in links.
pub fn until_stopped<'a>(
    demo: &mut Demo<'a>,
    mut check: impl FnMut(&mut Demo<'a>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let enter = watch_enter();
    loop {
        match check(demo) {
            Err(Failure::Interrupted) => break,
            other => other?,
        }
        match enter.recv_timeout(process::POLL) {
            Ok(()) => {
                if let Err(failure) = print_sign_in_links(demo) {
                    eprintln!("{failure}");
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            // Standard input is closed, as under a service manager: only a signal stops us then.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(process::POLL),
        }
    }
    eprintln!("\nStopping.");
    Ok(())
}

fn watch_enter() -> Receiver<()> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut line = String::new();
        while io::stdin()
            .read_line(&mut line)
            .is_ok_and(|length| length > 0)
        {
            if send.send(()).is_err() {
                break;
            }
            line.clear();
        }
    });
    receive
}

//! `cargo xtask dev`: the demo, with the console of company A rebuilt and reloaded whenever its source changes.

use std::path::{Path, PathBuf};
use std::thread;

use crate::demo::{self, Demo, Hub, Plan, Ports, Scene};
use crate::failure::Failure;
use crate::interrupt;
use crate::loopback::Client;
use crate::preflight;
use crate::process::{self, Companion};
use crate::serve;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// Fixed, because Trunk.toml names the node of company A.
const FIRST_PORT: u16 = 7100;
/// Where Trunk.toml lets `trunk serve` listen.
const TRUNK_PORT: u16 = 7103;
/// Nodes, console, start.
const OWN_STEPS: usize = 3;

/// What the command may be told.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where everything is kept [default: .crosslink/dev in the repository]
    #[arg(long)]
    data_dir: Option<PathBuf>,
}

/// Installs what is missing, starts the demo and `trunk serve` in front of the node of company A.
pub fn run(options: Options) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    let ports = Ports::from(FIRST_PORT)?;
    let data = options
        .data_dir
        .unwrap_or_else(|| workspace.root.join(".crosslink/dev"));
    let _taken = preflight::take_folder(&data)?;
    ports.check("")?;
    preflight::port_is_free(TRUNK_PORT, "`trunk serve`", "")?;

    let (toolbox, mut steps) = tools::prepare(&workspace, tools::Purpose::Build, OWN_STEPS)?;
    let mut step = steps.begin("Building the nodes (the first time about 3 minutes)");
    demo::build(&workspace, &mut step)?;
    step.done();

    // A node refuses to start without a console. When it does not compile, Trunk says why, and waits for a change.
    let step = steps.begin("Building the console (the first time about 1 minute)");
    let mut trunk = start_trunk(&workspace, &toolbox)?;
    let live = format!("http://127.0.0.1:{TRUNK_PORT}");
    let client = Client::new();
    while !client.answers(&live) {
        interrupt::check()?;
        check(&mut trunk)?;
        thread::sleep(process::POLL);
    }
    step.done();

    let step = steps.begin(serve::STARTING);
    let plan = Plan {
        workspace: &workspace,
        data: &data,
        ports,
        console: workspace.console_in_development(),
        hub: Hub::Live(live),
        scene: Scene::default(),
    };
    let mut demo = Demo::start(plan)?;
    step.done();
    serve::print_addresses(ports, &data);
    serve::print_sign_in_links(&demo)?;
    serve::until_stopped(&mut demo, |demo| {
        demo.check()?;
        check(&mut trunk)
    })
}

/// Its output is what a developer watches, hence it goes to the terminal.
fn start_trunk(workspace: &Workspace, toolbox: &Toolbox) -> Result<Companion, Failure> {
    let mut trunk = process::bound_to_us(Path::new("trunk"));
    trunk
        .current_dir(&workspace.root)
        .args(["serve", "--locked", "--dist"]);
    trunk.arg(workspace.console_in_development());
    Companion::start(toolbox.equip(&mut trunk)).map_err(|error| Failure::start("trunk", error))
}

fn check(trunk: &mut Companion) -> Result<(), Failure> {
    match trunk.ended() {
        None => Ok(()),
        Some(_) => Err(Failure::StreamedCommandFailed {
            what: "`trunk serve`".to_owned(),
        }),
    }
}

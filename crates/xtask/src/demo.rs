//! Two companies on this machine: a local Azure DevOps with their organisations, and a node for each.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::interrupt;
use crate::licence;
use crate::loopback::{Client, Organisation};
use crate::preflight;
use crate::process;
use crate::report::Step;
use crate::server::{self, Server};
use crate::workspace::Workspace;

/// The packages that have to be built before the demo can start.
const PACKAGES: [&str; 2] = ["crosslink-node", "crosslink-local-azure-devops"];
/// The publisher of the extension in the demo.
const PUBLISHER: &str = "crosslink";
/// Loopback, in both families: the nodes of the demo talk to each other there.
const PRIVATE_DESTINATIONS: &str = "--allow-private-destinations=127.0.0.0/8,::1/128";

/// One of the two companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    A,
    B,
}

impl Company {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A, Self::B];

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "Company A",
            Self::B => "Company B",
        }
    }

    /// Its organisation in Azure DevOps, its folder and its log.
    fn organisation(self) -> &'static str {
        match self {
            Self::A => "company-a",
            Self::B => "company-b",
        }
    }

    fn server_name(self) -> &'static str {
        match self {
            Self::A => "The node of company A",
            Self::B => "The node of company B",
        }
    }
}

/// The ports of the demo, all on 127.0.0.1: the first one, and those after it.
#[derive(Clone, Copy, Debug)]
pub struct Ports(u16);

impl Ports {
    /// The local Azure DevOps listens at `first`, the nodes of company A and B at the two ports after it.
    pub fn from(first: u16) -> Result<Self, Failure> {
        if first == 0 || first > u16::MAX - 2 {
            return Err(Failure::PortTooHigh(first));
        }
        Ok(Self(first))
    }

    /// The address of the local Azure DevOps, without a slash at the end.
    pub fn azure_devops(self) -> String {
        format!("http://127.0.0.1:{}", self.0)
    }

    /// The address of a company's node, without a slash at the end.
    pub fn node(self, company: Company) -> String {
        format!("http://127.0.0.1:{}", self.node_port(company))
    }

    /// The address of the page in a company's organisation settings that frames the hub.
    pub fn settings(self, company: Company) -> String {
        let organisation = company.organisation();
        format!(
            "{}/{organisation}/_settings/{PUBLISHER}.crosslink.hub",
            self.azure_devops()
        )
    }

    fn node_port(self, company: Company) -> u16 {
        match company {
            Company::A => self.0 + 1,
            Company::B => self.0 + 2,
        }
    }

    /// Refuses when one of them is not free.
    pub fn check(self, alternative: &'static str) -> Result<(), Failure> {
        preflight::port_is_free(self.0, "the local Azure DevOps", alternative)?;
        preflight::port_is_free(self.0 + 1, "the node of company A", alternative)?;
        preflight::port_is_free(self.0 + 2, "the node of company B", alternative)
    }
}

/// Builds the programs of the demo.
pub fn build(workspace: &Workspace, step: &mut Step) -> Result<(), Failure> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["build", "--locked"])
        .args(PACKAGES.iter().flat_map(|name| ["--package", name]));
    process::run_logged(
        &mut cargo,
        "Building the nodes",
        &workspace.log("programs"),
        step,
    )
}

/// Packages the extension for the nodes of the demo, of the console as it is built.
pub fn package(
    workspace: &Workspace,
    data: &Path,
    ports: Ports,
    step: &mut Step,
) -> Result<(), Failure> {
    for company in Company::ALL {
        let mut package = Command::new(workspace.xtask());
        package
            .args(["package", "--no-build", "--publisher", PUBLISHER])
            .args(["--node-url", &ports.node(company), "--output"])
            .arg(extension(data, company));
        process::run_logged(
            &mut package,
            "Packaging the extension",
            &workspace.log("extension"),
            step,
        )?;
    }
    Ok(())
}

/// The extension of a company.
fn extension(data: &Path, company: Company) -> PathBuf {
    data.join(format!("{}.vsix", company.organisation()))
}

/// What the demo consists of.
pub struct Plan<'a> {
    pub workspace: &'a Workspace,
    /// Where everything is kept.
    pub data: &'a Path,
    pub ports: Ports,
    /// The folder of the built console.
    pub console: PathBuf,
    /// What the organisation settings show.
    pub hub: Hub,
    /// What is otherwise than usual.
    pub scene: Scene,
}

/// What the organisation settings show.
pub enum Hub {
    /// The packaged extension, as it would be installed in a real organisation.
    Extension,
    /// The console itself: that of company A from this address, the one of `trunk serve`, that of company B from its node.
    Live(String),
}

/// What is otherwise than usual, to be seen.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Scene {
    /// The evaluation of company A is over; a licence key is printed
    #[arg(long)]
    pub evaluation_over: bool,
    /// Company B has no Crosslink URL: nobody can call its node
    #[arg(long)]
    pub b_without_url: bool,
}

impl Plan<'_> {
    fn console_address(&self, company: Company) -> String {
        match (company, &self.hub) {
            (Company::A, Hub::Live(address)) => address.clone(),
            _ => self.ports.node(company),
        }
    }
}

/// The running demo. Ended when dropped: the nodes before the Azure DevOps that they call.
pub struct Demo<'a> {
    plan: Plan<'a>,
    client: Client,
    nodes: Vec<(Company, Server)>,
    azure_devops: Server,
}

impl<'a> Demo<'a> {
    /// Starts everything and waits until it answers. Has to be called by the main thread (see [`process::bound_to_us`]).
    pub fn start(plan: Plan<'a>) -> Result<Self, Failure> {
        let client = Client::new();
        let azure_devops = start_azure_devops(&plan)?;
        let mut demo = Self {
            plan,
            client,
            nodes: Vec::new(),
            azure_devops,
        };
        demo.azure_devops
            .wait_for_line("local Azure DevOps listening on ")?;
        let organisations = demo.client.organisations(&demo.plan.ports.azure_devops())?;
        let licence_key = licence::public_key(demo.plan.workspace, demo.plan.data)?;
        for company in Company::ALL {
            let organisation = organisations
                .iter()
                .find(|organisation| organisation.name == company.organisation())
                .ok_or(Failure::OrganisationMissing(company.organisation()))?;
            let node = start_node(&demo.plan, company, organisation, &licence_key)?;
            demo.nodes.push((company, node));
        }
        for (company, node) in &mut demo.nodes {
            let health = format!("{}/healthz", demo.plan.ports.node(*company));
            node.wait_for_line("crosslink-node listening on ")?;
            node.wait_until(|| demo.client.answers(&health))?;
            show_hub(&demo.plan, &demo.client, *company)?;
        }
        Ok(demo)
    }

    /// A fresh link that signs the administrator of a company in, once, in a plain browser tab.
    pub fn sign_in_link(&self, company: Company) -> Result<String, Failure> {
        let mut node = Command::new(self.plan.workspace.program("crosslink-node"));
        forget_settings(&mut node);
        node.args(["sign-in-link", "--data-dir"])
            .arg(self.plan.data.join(company.organisation()));
        node.args(["--public-url", &self.plan.console_address(company)]);
        let output = process::output(&mut node)?;
        let link = output
            .lines()
            .find_map(|line| line.strip_prefix("sign in: "));
        link.map(|link| link.trim().to_owned())
            .ok_or_else(|| Failure::UnexpectedAnswer {
                name: company.server_name(),
                reason: "no sign-in link".to_owned(),
            })
    }

    /// Refuses when one of the servers has ended, or someone asked to stop.
    pub fn check(&mut self) -> Result<(), Failure> {
        interrupt::check()?;
        self.azure_devops.check()?;
        self.nodes.iter_mut().try_for_each(|(_, node)| node.check())
    }
}

impl Drop for Demo<'_> {
    fn drop(&mut self) {
        for (_, node) in &mut self.nodes {
            node.stop();
        }
        self.azure_devops.stop();
    }
}

/// Lets the organisation settings show the hub.
fn show_hub(plan: &Plan, client: &Client, company: Company) -> Result<(), Failure> {
    let base = plan.ports.azure_devops();
    let organisation = company.organisation();
    match &plan.hub {
        Hub::Extension => {
            let file = extension(plan.data, company);
            let vsix = fs::read(&file).map_err(|error| Failure::unreadable(&file, error))?;
            client.install(&base, organisation, &vsix)
        }
        Hub::Live(_) => {
            let hub = format!("{}/", plan.console_address(company));
            client.frame_hub(&base, organisation, &hub)
        }
    }
}

fn start_azure_devops(plan: &Plan) -> Result<Server, Failure> {
    let address = format!("127.0.0.1:{}", plan.ports.0);
    let sdk = plan
        .workspace
        .root
        .join("node_modules/azure-devops-extension-sdk/esm");
    let mut command = process::bound_to_us(&plan.workspace.program("local-azure-devops"));
    command.args(["--listen", &address, "--publisher", PUBLISHER, "--data-dir"]);
    command
        .arg(plan.data.join("azure-devops"))
        .arg("--sdk-dir")
        .arg(sdk);
    let log = server::log_path(plan.data, "azure-devops");
    Server::start("The local Azure DevOps", &mut command, log)
}

fn start_node(
    plan: &Plan,
    company: Company,
    organisation: &Organisation,
    licence_key: &str,
) -> Result<Server, Failure> {
    let name = company.organisation();
    let address = format!("127.0.0.1:{}", plan.ports.node_port(company));
    let mut command = process::bound_to_us(&plan.workspace.program("crosslink-node"));
    command.args([
        "serve",
        "--listen",
        &address,
        PRIVATE_DESTINATIONS,
        "--licence-public-key",
        licence_key,
    ]);
    if !(plan.scene.b_without_url && company == Company::B) {
        command.args(["--public-url", "listen"]);
    }
    if plan.scene.evaluation_over && company == Company::A {
        command.args(["--evaluation-days", "0"]);
    }
    command.args([
        "--name",
        company.name(),
        "--organization-url",
        &organisation.url,
    ]);
    command
        .arg("--data-dir")
        .arg(plan.data.join(name))
        .arg("--console-dir")
        .arg(&plan.console)
        .args(["--console-url", &plan.ports.settings(company)])
        .args(["--console-origins", &organisation.gallery_origin]);
    // Everyone on the machine can read the arguments of a process, but not its environment.
    let key = format!("{}={}", organisation.audience, organisation.secret);
    command.env("CROSSLINK_AZURE_DEVOPS_TOKEN", &organisation.pat);
    command.env("CROSSLINK_APP_TOKEN_KEYS", key);
    Server::start(
        company.server_name(),
        &mut command,
        server::log_path(plan.data, name),
    )
}

/// Keeps what is set for a real node, such as its database, from the nodes of the demo. The level of logging may stay.
fn forget_settings(node: &mut Command) {
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CROSSLINK_") && name != "CROSSLINK_LOG" {
            node.env_remove(&*name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nodes_come_after_the_local_azure_devops() -> Result<(), Failure> {
        let ports = Ports::from(7100)?;
        assert_eq!(ports.azure_devops(), "http://127.0.0.1:7100");
        assert_eq!(ports.node(Company::A), "http://127.0.0.1:7101");
        assert_eq!(ports.node(Company::B), "http://127.0.0.1:7102");
        assert_eq!(
            ports.settings(Company::B),
            "http://127.0.0.1:7100/company-b/_settings/crosslink.crosslink.hub"
        );
        Ok(())
    }

    #[test]
    fn a_port_without_two_ports_after_it_is_refused() {
        assert!(Ports::from(65533).is_ok());
        for port in [0, 65534, 65535] {
            assert!(
                matches!(Ports::from(port), Err(Failure::PortTooHigh(_))),
                "{port}"
            );
        }
    }
}

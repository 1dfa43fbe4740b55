//! `cargo xtask bench`: numbers to compare before and after a change.

use crate::console;
use crate::failure::Failure;
use crate::tools;
use crate::workspace::Workspace;

/// Builds the console for release and prints how much of it the browser has to load.
pub fn run() -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    let (toolbox, mut steps) = tools::prepare(&workspace, tools::Purpose::Build, 1)?;
    let mut step = steps.begin("Building the console");
    let sizes = console::build(&workspace, &toolbox, &mut step)?;
    step.done();
    println!("{sizes}");
    sizes.check()
}

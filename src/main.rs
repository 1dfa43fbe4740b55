//! Starts the console in the page that loaded it.

#[cfg(target_arch = "wasm32")]
fn main() {
    crosslink::host::tell_panics();
    crosslink::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The console is a page for the browser. `cargo xtask serve` builds and shows it.");
}

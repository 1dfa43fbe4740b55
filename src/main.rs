//! Starts the console in the page that loaded it.

#[cfg(target_arch = "wasm32")]
fn main() {
    // A panic ends the page; with this, the browser's console at least says where it was.
    console_error_panic_hook::set_once();
    crosslink::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The console is a page for the browser. `cargo xtask serve` builds and shows it.");
}

//! What people do with Crosslink, in a real browser: Chromium, driven through WebDriver, against two real nodes and the
//! local Azure DevOps.
//!
//! Things are found as a person finds them: by role and visible name, as the browser computes them. Nothing sleeps; each
//! wait is for something that a person would wait for. `cargo xtask test --only journeys` builds what is needed and runs
//! them; what they saw is in `screenshots/`.

#![cfg(not(target_arch = "wasm32"))]

// First, for its macro.
#[cfg(test)]
#[macro_use]
mod support;

#[cfg(test)]
mod basic;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod comfort;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod destinations;
#[cfg(test)]
mod extension;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod handover;
#[cfg(test)]
mod host;
#[cfg(test)]
mod keyboard;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod licence;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod once;
#[cfg(test)]
mod picture;
#[cfg(test)]
mod private;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod visual;
#[cfg(test)]
mod walk;

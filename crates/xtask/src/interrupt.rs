//! Ctrl-C and SIGTERM: noted here, and looked at by whatever waits, so that it can tidy up before the process ends.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::Failure;

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C, SIGTERM and SIGHUP no longer end the process; they are noted.
pub fn listen() -> Result<(), Failure> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::SeqCst)).map_err(Failure::Signals)
}

/// Whether someone asked to stop.
pub fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

/// [`Failure::Interrupted`] when someone asked to stop; for places where there is nothing else to do about it.
pub fn check() -> Result<(), Failure> {
    if requested() {
        return Err(Failure::Interrupted);
    }
    Ok(())
}

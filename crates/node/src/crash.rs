//! Named points at which a test kills the node, to prove that nothing is lost or half done there.

/// Kills this process as `kill -9` would, when `CROSSLINK_CRASH_AT` names this point. Not in release builds.
#[cfg(debug_assertions)]
pub(crate) fn crash_point(name: &str) {
    if std::env::var("CROSSLINK_CRASH_AT").is_ok_and(|wanted| wanted == name) {
        let pid = std::process::id().to_string();
        // SIGKILL, not `abort`: nothing may be flushed, dropped or caught on the way out.
        let _ = std::process::Command::new("kill")
            .args(["-9", &pid])
            .status();
        std::process::abort();
    }
}

/// Does nothing in release builds.
#[cfg(not(debug_assertions))]
pub(crate) fn crash_point(_name: &str) {}

//! The texts of the shell, and those that many parts share.

texts! {
    // The shell.
    /// The name of the navigation between the tabs.
    sections "Crosslink sections";
    /// The first tab.
    connections "Connections";
    /// The last tab.
    general_settings "General Settings";
    /// While the page signs in.
    signing_in "Signing in…";
    /// Tries again what failed.
    retry "Retry";
    /// Sends again what may have been done already.
    try_again "Try again";
    /// While something loads.
    loading "Loading…";
    /// Closes a dialog.
    close "Close";
    /// Takes a short message away.
    dismiss "Dismiss";

    // General Settings.
    /// The address to give to others.
    crosslink_url "Crosslink URL";
    /// What it is for.
    crosslink_url_hint "Give this URL to whoever wants to initiate a connection to you.";
    /// There is none.
    no_crosslink_url "Not set";
    /// Copies it.
    copy_url "Copy Crosslink URL";
    /// A term.
    organization "Organization";
    /// A term.
    node_version "Node version";
    /// A term.
    node_id "Node ID";

    // Copying.
    /// It worked.
    copied "Copied";
    /// It didn't; the text is selected.
    copy_by_hand "Copying isn't allowed here. The text is selected: press Ctrl+C or ⌘C.";

    // Keyboard shortcuts.
    /// The dialog's heading, and the button that opens it.
    shortcuts "Keyboard shortcuts";
    /// When they work.
    shortcuts_when "They work while the focus is in Crosslink, and not in a field that you type in.";
    /// The switch.
    shortcuts_use "Use keyboard shortcuts";
    /// What the switch is for.
    shortcuts_use_hint "Turn them off if they get in the way of a screen reader or of speech input. It holds for you, in this browser.";
    /// A column.
    shortcut_key "Key";
    /// A column.
    shortcut_does "What it does";
    /// What a key does: it moves the focus into a field.
    shortcut_to_field(field) "Go to “{field}”";

    // What boot.js says, without the app.
    /// The page is dead.
    boot_fault "Crosslink has stopped because of a fault in this page. What you entered is kept. Reload the page.";
    /// The app didn't come.
    boot_not_loaded "Crosslink couldn't be loaded. Reload the page; if that doesn't help, tell whoever runs Crosslink here.";
    /// What helps.
    boot_reload "Reload";
}

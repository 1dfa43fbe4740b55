//! The sync rules that a new connection begins with: Groovy, in our own words.

use crosslink_protocol::project::Project;
use crosslink_protocol::rules::RulesContent;

const OUTGOING: &str = r#"// What this side sends of a work item. It runs whenever a work item changes.
// Whatever is put into `message` is sent; take out what should stay here.

message.key           = workItem.key
message.project       = workItem.project
message.type          = workItem.type
message.title         = workItem.title
message.description   = workItem.description
message.state         = workItem.state
message.priority      = workItem.priority
message.tags          = workItem.tags
message.assignedTo    = workItem.assignedTo
message.areaPath      = workItem.areaPath
message.iterationPath = workItem.iterationPath
message.comments      = workItem.comments
message.attachments   = workItem.attachments

// A field of your own is sent by its reference name:
// message.field["Custom.Customer"] = workItem.field["Custom.Customer"]

// Comments can be kept back, for example those that begin with "Internal:":
// message.comments = workItem.comments.findAll { !it.text.startsWith("Internal:") }
"#;

const INCOMING: &str = r#"// What this side does with a message of the other side. It runs whenever one arrives.
// `message` is what the other side sent, `workItem` is what it becomes here.

if (isNew) {
    // The first message about a work item: one is created here.
    workItem.project = '{project}'
    // The type of the same name, and "Task" where this project has none.
    workItem.type = types.named(message.type) ?: "Task"
}

workItem.title       = message.title
workItem.description = message.description
workItem.tags        = message.tags

// Merging adds what is new over there, and leaves alone what was written here.
workItem.comments    = merge.comments(workItem, message)
workItem.attachments = merge.attachments(workItem, message)

// The state is sent, but not taken over, because every process has its own states. Say which one becomes which:
// def states = ["New": "To Do", "Active": "Doing", "Closed": "Done"]
// workItem.state = states[message.state] ?: workItem.state

// The priority, where both sides count alike:
// workItem.priority = message.priority

// People, by their address, where both sides know them:
// workItem.assignedTo = people.byEmail(message.assignedTo?.email)

// A field of your own is set by its reference name:
// workItem.field["Custom.Customer"] = message.field["Custom.Customer"]
"#;

/// The rules for a connection whose incoming work items go to `project`.
pub(crate) fn generated(project: &Project) -> RulesContent {
    RulesContent::Script {
        outgoing: OUTGOING.to_owned(),
        incoming: INCOMING.replace("{project}", &quoted(&project.name)),
    }
}

/// `text` as it stands between single quotes in Groovy, which knows no `$` there
/// (<https://groovy-lang.org/syntax.html#_single_quoted_string>). Characters beyond ASCII that could end a line or hide
/// something are written as escapes.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::id::ProjectId;

    fn incoming(name: &str) -> String {
        let project = Project {
            id: ProjectId::new("p"),
            name: name.into(),
        };
        let rules = generated(&project);
        assert_eq!(rules.clone().checked(), Ok(rules.clone()), "they are valid");
        match rules {
            RulesContent::Script { incoming, .. } => incoming,
            RulesContent::Visual { .. } => String::new(),
        }
    }

    #[test]
    fn the_chosen_project_takes_what_comes_in() {
        assert!(incoming("Shop").contains("    workItem.project = 'Shop'\n"));
    }

    #[test]
    fn no_name_of_a_project_becomes_code() {
        for (name, written) in [
            ("Bob's", r"'Bob\'s'"),
            (r"back\", r"'back\\'"),
            (r"\'; evil()", r"'\\\'; evil()'"),
            ("$x ${y}", "'$x ${y}'"),
            ("a\nb", r"'a\nb'"),
            ("a\u{202e}b\u{0}", r"'a\u202eb\u0000'"),
            ("{project}", "'{project}'"),
            ("Größe", "'Größe'"),
        ] {
            let line = format!("    workItem.project = {written}\n");
            assert!(incoming(name).contains(&line), "{name}");
        }
    }
}

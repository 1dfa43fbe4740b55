//! What somebody edits, while others may edit it, too.

use crate::form::names::{NameField, Names};
use crosslink_protocol::connection::{Connection, EditRequest};

/// What the form begins with.
pub fn names_of(connection: &Connection) -> Names {
    let mut names = Names::default();
    for field in NameField::ALL {
        names.type_over(field, value(connection, field).to_owned());
    }
    names
}

/// What was typed and differs from what the form began with: only that is sent, so that nothing else is overwritten.
pub fn edit_of(names: &Names, began: &Connection) -> EditRequest {
    let changed = |field| {
        let typed = names.text(field).trim();
        (typed != value(began, field)).then(|| typed.to_owned())
    };
    EditRequest {
        name: changed(NameField::Name),
        description: changed(NameField::Description),
        local_short_name: changed(NameField::Local),
        remote_short_name: changed(NameField::Remote),
    }
}

/// The form over what is there now: what was typed stays, everything else is theirs.
pub fn over_theirs(names: &Names, began: &Connection, theirs: &Connection) -> Names {
    let mut over = names_of(theirs);
    for field in NameField::ALL {
        if names.text(field).trim() != value(began, field) {
            over.type_over(field, names.text(field).to_owned());
        }
    }
    over
}

/// Whether the connection says this already. After a lost answer that tells one's own save from somebody else's.
pub fn says(connection: &Connection, edit: &EditRequest) -> bool {
    let same = |field, wanted: &Option<String>| {
        wanted
            .as_ref()
            .is_none_or(|wanted| wanted == value(connection, field))
    };
    same(NameField::Name, &edit.name)
        && same(NameField::Description, &edit.description)
        && same(NameField::Local, &edit.local_short_name)
        && same(NameField::Remote, &edit.remote_short_name)
}

fn value(connection: &Connection, field: NameField) -> &str {
    match field {
        NameField::Local => &connection.local_short_name,
        NameField::Remote => &connection.remote_short_name,
        NameField::Name => &connection.name,
        NameField::Description => &connection.description,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::changes::tests::connection;
    use crosslink_protocol::connection::Lifecycle;

    #[test]
    fn only_what_was_changed_is_sent() {
        let began = connection("c", Lifecycle::Active);
        let mut names = names_of(&began);
        assert_eq!(edit_of(&names, &began), EditRequest::default());
        names.type_over(NameField::Description, " why ".into());
        let edit = edit_of(&names, &began);
        assert_eq!(edit.description.as_deref(), Some("why"));
        assert_eq!(edit.name, None);
    }

    #[test]
    fn a_save_whose_answer_was_lost_is_known_again() {
        let mut now = connection("c", Lifecycle::Active);
        let edit = EditRequest {
            description: Some("why".into()),
            ..EditRequest::default()
        };
        assert!(!says(&now, &edit));
        now.description = "why".into();
        assert!(says(&now, &edit));
        now.name = "theirs".into();
        assert!(says(&now, &edit), "what others changed stays theirs");
    }

    #[test]
    fn what_was_typed_stays_over_what_others_saved() {
        let began = connection("c", Lifecycle::Active);
        let mut names = names_of(&began);
        names.type_over(NameField::Name, "mine".into());
        let mut theirs = began.clone();
        theirs.name = "theirs".into();
        theirs.description = "theirs, too".into();
        let over = over_theirs(&names, &began, &theirs);
        assert_eq!(over.text(NameField::Name), "mine");
        assert_eq!(over.text(NameField::Description), "theirs, too");
        let edit = edit_of(&over, &theirs);
        assert_eq!(
            (edit.name.as_deref(), edit.description),
            (Some("mine"), None)
        );
    }
}

use super::*;

fn details() -> ConnectionDetails {
    ConnectionDetails {
        local_short_name: " a ".into(),
        remote_short_name: "b".into(),
        name: "a_to_b".into(),
        description: String::new(),
        project_id: ProjectId::new("p"),
    }
}

#[test]
fn good_details_come_back_trimmed() {
    assert_eq!(
        details().checked().map(|d| d.local_short_name),
        Ok("a".to_owned())
    );
}

#[test]
fn each_empty_required_field_is_named_in_the_order_of_the_form() {
    let empty = ConnectionDetails {
        local_short_name: String::new(),
        remote_short_name: " ".into(),
        name: String::new(),
        description: String::new(),
        project_id: ProjectId::new(""),
    };
    let errors = empty.checked().expect_err("refused");
    let named: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
    assert_eq!(
        named,
        [
            ("localShortName", ErrorCode::Required),
            ("remoteShortName", ErrorCode::Required),
            ("name", ErrorCode::Required),
            ("projectId", ErrorCode::ProjectRequired),
        ]
    );
}

#[test]
fn the_request_is_flat_json() {
    let request = InitiateRequest {
        destination_url: None,
        mode: Mode::Script,
        verification: None,
        details: details(),
    };
    let json = serde_json::to_value(&request).expect("serialises");
    assert_eq!(json["localShortName"], " a ");
    assert_eq!(json["mode"], "script");
    assert!(json.get("destinationUrl").is_none());
}

#[test]
fn basic_needs_no_names_and_visual_no_project_yet() {
    let empty = ConnectionDetails {
        local_short_name: String::new(),
        remote_short_name: String::new(),
        name: String::new(),
        description: String::new(),
        project_id: ProjectId::new(""),
    };
    let fields = |mode| -> Vec<String> {
        let errors = empty.checked_for(mode).err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect()
    };
    assert_eq!(fields(Mode::Basic), ["projectId"]);
    assert_eq!(
        fields(Mode::Visual),
        ["localShortName", "remoteShortName", "name"]
    );
}

#[test]
fn an_edit_checks_what_is_there_and_leaves_out_the_rest() {
    let edit = EditRequest {
        name: Some(" ".into()),
        local_short_name: Some(" a ".into()),
        ..EditRequest::default()
    };
    let errors = edit.checked().expect_err("refused");
    assert_eq!(errors, [FieldError::new("name", ErrorCode::Required)]);
    let edit = EditRequest { name: None, ..edit };
    let checked = edit.checked().expect("valid");
    assert_eq!(
        (checked.local_short_name, checked.name),
        (Some("a".into()), None)
    );
}

#[test]
fn texts_of_enums_survive_reading() {
    for value in Lifecycle::ALL {
        assert_eq!(Lifecycle::parse(value.as_str()), Some(*value));
    }
    for value in Sort::ALL {
        assert_eq!(Sort::parse(value.as_str()), Some(*value));
    }
}

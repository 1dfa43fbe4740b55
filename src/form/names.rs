//! The names and the project of a connection, as the form has them; both dialogs have these fields.

use super::kept::{Kept, Texts};
use crosslink_protocol::FieldError;
use crosslink_protocol::connection::ConnectionDetails;
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::names::{suggested_connection_name, suggested_short_name};
use crosslink_protocol::project::Project;

/// A text that is suggested until somebody types over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    suggestion: String,
    typed: Option<String>,
}

impl Suggested {
    /// What stands in the field.
    pub fn text(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.suggestion)
    }

    /// Somebody typed this; an emptied field stays empty.
    pub fn type_over(&mut self, text: String) {
        self.typed = Some(text);
    }

    /// Suggests this as long as nobody types.
    pub fn suggest(&mut self, text: String) {
        self.suggestion = text;
    }

    /// Whether somebody typed something that would be lost.
    pub fn typed(&self) -> bool {
        self.typed
            .as_deref()
            .is_some_and(|text| !text.trim().is_empty())
    }
}

/// The names and the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// **Local instance short name**.
    pub local: Suggested,
    /// **Remote instance short name**.
    pub remote: Suggested,
    /// **Connection name**.
    pub name: Suggested,
    /// **Description**.
    pub description: String,
    /// The project for the incoming sync.
    pub project: Option<Project>,
}

/// The text fields, each known by its name in the request's JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameField {
    /// **Local instance short name**.
    Local,
    /// **Remote instance short name**.
    Remote,
    /// **Connection name**.
    Name,
    /// **Description**.
    Description,
}

impl NameField {
    /// All text fields, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Local, Self::Remote, Self::Name, Self::Description];

    /// The field's name in JSON, and in field errors.
    pub fn key(self) -> &'static str {
        match self {
            Self::Local => "localShortName",
            Self::Remote => "remoteShortName",
            Self::Name => "name",
            Self::Description => "description",
        }
    }
}

/// The project's name in JSON, and in field errors.
pub const PROJECT: &str = "projectId";

impl Names {
    /// What stands in a field.
    pub fn text(&self, field: NameField) -> &str {
        match field {
            NameField::Local => self.local.text(),
            NameField::Remote => self.remote.text(),
            NameField::Name => self.name.text(),
            NameField::Description => &self.description,
        }
    }

    /// Somebody typed into a field.
    pub fn type_over(&mut self, field: NameField, text: String) {
        match field {
            NameField::Local => self.local.type_over(text),
            NameField::Remote => self.remote.type_over(text),
            NameField::Name => self.name.type_over(text),
            NameField::Description => self.description = text,
        }
        self.suggest_name();
    }

    /// Suggests short names, for instances that call themselves so.
    pub fn suggest(&mut self, local: &str, remote: &str) {
        self.local.suggest(suggested_short_name(local));
        self.remote.suggest(suggested_short_name(remote));
        self.suggest_name();
    }

    fn suggest_name(&mut self) {
        let name = suggested_connection_name(self.local.text(), self.remote.text());
        self.name.suggest(name);
    }

    /// What goes to the node.
    pub fn details(&self) -> ConnectionDetails {
        ConnectionDetails {
            local_short_name: self.local.text().to_owned(),
            remote_short_name: self.remote.text().to_owned(),
            name: self.name.text().to_owned(),
            description: self.description.clone(),
            project_id: self
                .project
                .as_ref()
                .map_or_else(|| ProjectId::new(""), |project| project.id.clone()),
        }
    }

    /// What is wrong with the texts, in the order of the form.
    pub fn text_errors(&self) -> Vec<FieldError> {
        self.errors()
            .into_iter()
            .filter(|error| error.field != PROJECT)
            .collect()
    }

    /// What is wrong with the choice of the project.
    pub fn project_errors(&self) -> Vec<FieldError> {
        self.errors()
            .into_iter()
            .filter(|error| error.field == PROJECT)
            .collect()
    }

    fn errors(&self) -> Vec<FieldError> {
        self.details().checked().err().unwrap_or_default()
    }

    /// Whether something was entered that would be lost.
    pub fn dirty(&self) -> bool {
        self.local.typed()
            || self.remote.typed()
            || self.name.typed()
            || !self.description.trim().is_empty()
            || self.project.is_some()
    }
}

impl Kept for Suggested {
    fn write(&self, texts: &mut Texts) {
        texts.put(&self.suggestion);
        texts.put_option(self.typed.as_deref());
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        Some(Self {
            suggestion: texts.take()?,
            typed: texts.take_option()?,
        })
    }
}

impl Kept for Names {
    fn write(&self, texts: &mut Texts) {
        self.local.write(texts);
        self.remote.write(texts);
        self.name.write(texts);
        texts.put(&self.description);
        let project = self.project.as_ref();
        texts.put_option(project.map(|project| project.id.as_str()));
        texts.put_option(project.map(|project| project.name.as_str()));
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        Some(Self {
            local: Suggested::read(texts)?,
            remote: Suggested::read(texts)?,
            name: Suggested::read(texts)?,
            description: texts.take()?,
            project: match (texts.take_option()?, texts.take_option()?) {
                (Some(id), Some(name)) => Some(Project {
                    id: ProjectId::new(id),
                    name,
                }),
                _ => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::ErrorCode;

    #[test]
    fn names_are_suggested_until_they_are_typed_over() {
        let mut names = Names::default();
        names.suggest("Company A", "Company B");
        assert_eq!(names.text(NameField::Name), "Company A_to_Company B");
        names.type_over(NameField::Remote, "b".into());
        assert_eq!(names.text(NameField::Name), "Company A_to_b");
        names.type_over(NameField::Name, "mine".into());
        names.type_over(NameField::Local, "a".into());
        names.suggest("Other", "Other");
        assert_eq!(names.text(NameField::Local), "a");
        assert_eq!(names.text(NameField::Remote), "b");
        assert_eq!(names.text(NameField::Name), "mine");
    }

    #[test]
    fn an_emptied_field_is_not_filled_again() {
        let mut names = Names::default();
        names.suggest("A", "B");
        names.type_over(NameField::Local, String::new());
        names.suggest("A", "B");
        assert_eq!(names.text(NameField::Local), "");
        assert_eq!(
            names.text_errors(),
            [FieldError::new("localShortName", ErrorCode::Required)]
        );
    }

    #[test]
    fn suggestions_alone_are_nothing_to_lose() {
        let mut names = Names::default();
        names.suggest("A", "B");
        assert!(!names.dirty());
        names.type_over(NameField::Description, "why".into());
        assert!(names.dirty());
    }

    #[test]
    fn a_missing_project_is_no_matter_of_the_text_fields() {
        let mut names = Names::default();
        names.suggest("A", "B");
        assert!(names.text_errors().is_empty());
        assert_eq!(
            names.project_errors(),
            [FieldError::new(PROJECT, ErrorCode::ProjectRequired)]
        );
    }
}

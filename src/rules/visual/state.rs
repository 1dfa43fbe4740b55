//! What the parts of the screen share: the configuration, and the fields that can be mapped.

use super::model::{blank, project, restore_defaults, side};
use crate::backend::ApiError;
use crate::rules::editing::Editing;
use crate::ui::{Remote, Scope, effect, memo};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Side;
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::rules::RulesContent;
use crosslink_protocol::visual::{Field, VisualConfig, VisualSide};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The fields of the project that was chosen for a side.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The fields; on their way, too, while no project is chosen.
    pub list: RwSignal<Remote<Vec<Field>, ApiError>>,
    project: Memo<Option<ProjectId>>,
    calls: Scope,
}

/// The screen.
#[derive(Clone, Copy)]
pub struct Screen {
    /// The rules.
    pub editing: Editing,
    /// The side that is looked from.
    pub own: Side,
    source: Fields,
    destination: Fields,
}

impl Screen {
    /// The screen, on which only the source works.
    pub fn new(editing: Editing) -> Self {
        let own = editing
            .around
            .connection
            .with_untracked(|connection| connection.side);
        let fields = |of: Side| Fields {
            list: RwSignal::new(Remote::Loading),
            project: memo(move || {
                read(editing, |config| {
                    project(config, of).map(|chosen| chosen.id)
                })
            }),
            calls: Scope::new(),
        };
        let screen = Self {
            editing,
            own,
            source: fields(Side::Source),
            destination: fields(Side::Destination),
        };
        for of in [Side::Source, Side::Destination] {
            effect(move || {
                let project = screen.fields(of).project.get();
                screen.load_fields(of, project);
            });
        }
        effect(move || screen.predefine());
        screen
    }

    /// Looks at the configuration.
    pub fn read<T>(self, look: impl FnOnce(&VisualConfig) -> T) -> T {
        read(self.editing, look)
    }

    /// Looks at one side of it.
    pub fn read_side<T>(self, of: Side, look: impl FnOnce(&VisualSide) -> T) -> T {
        self.read(|config| look(side(config, of)))
    }

    /// Changes the configuration.
    pub fn change(self, act: impl FnOnce(&mut VisualConfig)) {
        self.editing.change(|content| {
            if let RulesContent::Visual { config } = content {
                act(config);
            }
        });
    }

    /// The fields of a side.
    pub fn fields(self, of: Side) -> Fields {
        match of {
            Side::Source => self.source,
            Side::Destination => self.destination,
        }
    }

    /// What a side is called.
    pub fn name(self, of: Side) -> String {
        self.editing.around.connection.with(|connection| {
            let name = if of == self.own {
                &connection.local_short_name
            } else {
                &connection.remote_short_name
            };
            name.clone()
        })
    }

    /// Whether the project that was chosen for a side is gone, as far as the last look at its fields told.
    pub fn project_is_gone(self, of: Side) -> bool {
        self.fields(of).list.with(
            |list| matches!(list, Remote::Failed(error) if error.says(ErrorCode::ProjectUnknown)),
        )
    }

    /// Loads a side's fields once more.
    pub fn retry_fields(self, of: Side) {
        self.load_fields(of, self.fields(of).project.get_untracked());
    }

    fn load_fields(self, of: Side, project: Option<ProjectId>) {
        let Fields { list, calls, .. } = self.fields(of);
        list.set(Remote::Loading);
        let around = self.editing.around;
        let (Some(project), Some(api), Some(ticket)) =
            (project, around.api.try_get_value(), calls.begin())
        else {
            calls.cancel();
            return;
        };
        let connection = around
            .connection
            .with_untracked(|connection| connection.id.clone());
        let remote = (of != self.own).then_some(connection);
        spawn_local(async move {
            let answer = api.fields(remote.as_ref(), &project, &ticket.abort).await;
            if ticket.is_current() {
                list.try_set(match answer {
                    Ok(fields) => Remote::Ready(fields),
                    Err(error) => Remote::Failed(error),
                });
            }
        });
    }

    /// Whether the fields of both sides are known.
    pub fn fields_known(self) -> bool {
        let known = |of| self.fields(of).list.with(|list| list.ready().is_some());
        known(Side::Source) && known(Side::Destination)
    }

    /// **Restore defaults**.
    pub fn restore_defaults(self) {
        let fields = |of: Side| {
            let list = self.fields(of).list;
            list.with_untracked(|list| list.ready().cloned().unwrap_or_default())
        };
        let (source, destination) = (fields(Side::Source), fields(Side::Destination));
        self.change(|config| restore_defaults(config, &source, &destination));
    }

    /// What is configured for the first time begins with the predefined mappings.
    fn predefine(self) {
        let nothing_yet = self
            .editing
            .base
            .with_untracked(|rules| rules.content.is_none());
        let is_empty =
            self.editing
                .draft
                .with_untracked(|content| matches!(content, RulesContent::Visual { config } if config.mappings.is_empty()));
        if self.fields_known() && nothing_yet && is_empty {
            self.restore_defaults();
        }
    }
}

fn read<T>(editing: Editing, look: impl FnOnce(&VisualConfig) -> T) -> T {
    editing.draft.with(|content| match content {
        RulesContent::Visual { config } => look(config),
        // A connection's mode never changes.
        RulesContent::Script { .. } => look(&blank()),
    })
}

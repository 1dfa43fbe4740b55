//! A field for one of all projects of an instance, searched by the node, loaded page by page.

use crate::backend::ApiError;
use crate::text;
use crate::ui::derived;
use crate::ui::{Choice, Combobox, Listing, Scope};
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::project::{Project, ProjectPage};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use web_sys::AbortSignal;

/// How long after the last key the node is asked.
const DEBOUNCE: Duration = Duration::from_millis(250);

/// What is asked for.
pub struct Asked {
    /// What the projects' names contain.
    pub search: String,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Gives the call up.
    pub abort: AbortSignal,
}

/// A page of projects, on its way.
pub type ProjectAnswer = Pin<Box<dyn Future<Output = Result<ProjectPage, ApiError>>>>;

/// The projects that are loaded, and the calls for more.
#[derive(Clone, Copy)]
struct Search {
    ask: Callback<Asked, ProjectAnswer>,
    listing: RwSignal<Listing>,
    /// What the list is of, and where it goes on. `None` until something was asked.
    wanted: StoredValue<Option<String>>,
    cursor: StoredValue<Option<String>>,
    loading: StoredValue<bool>,
    calls: Scope,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// The field.
#[component]
pub fn ProjectSearch(
    /// What it is called.
    label: &'static str,
    /// Asks for a page of projects.
    ask: Callback<Asked, ProjectAnswer>,
    /// What was selected.
    #[prop(into)]
    selected: Signal<Option<Project>>,
    /// Something was selected, or the selection taken back.
    on_select: Callback<Option<Project>>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let search = Search {
        ask,
        listing: RwSignal::new(Listing::default()),
        wanted: StoredValue::new(None),
        cursor: StoredValue::new(None),
        loading: StoredValue::new(false),
        calls: Scope::new(),
        timer: StoredValue::new(None),
    };
    on_cleanup(move || search.stop_timer());
    // The first page is there when the list is opened.
    search.fresh(String::new());
    let chosen = derived(move || selected.with(|project| project.as_ref().map(choice)));
    let on_choose = Callback::new(move |choice: Option<Choice>| {
        on_select.run(choice.map(|choice| Project {
            id: ProjectId::new(choice.id),
            name: choice.label,
        }));
    });
    view! {
        <Combobox
            label=label placeholder=text::search_projects() chosen=chosen listing=search.listing
            on_search=Callback::new(move |typed| search.search(typed))
            on_more=Callback::new(move |()| search.more())
            on_choose=on_choose error=error
        />
    }
}

impl Search {
    /// Asks once nobody types any more.
    fn search(self, typed: String) {
        self.stop_timer();
        let failed = self
            .listing
            .with_untracked(|listing| listing.failure.is_some());
        if self.wanted.get_value().as_ref() == Some(&typed) && !failed {
            return;
        }
        self.listing
            .update(|listing| text::loading().clone_into(&mut listing.note));
        let timer = set_timeout_with_handle(move || self.fresh(typed), DEBOUNCE);
        self.timer.set_value(timer.ok());
    }

    fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn fresh(self, typed: String) {
        self.wanted.try_set_value(Some(typed));
        self.cursor.try_set_value(None);
        self.load(false);
    }

    /// Goes on where the list ends, or where it failed.
    fn more(self) {
        if self.loading.get_value() {
            return;
        }
        let has_choices = self
            .listing
            .with_untracked(|listing| !listing.choices.is_empty());
        self.load(has_choices && self.cursor.with_value(Option::is_some));
    }

    fn load(self, append: bool) {
        let Some(ticket) = self.calls.begin() else {
            return;
        };
        let asked = Asked {
            search: self.wanted.get_value().unwrap_or_default(),
            cursor: self.cursor.get_value(),
            abort: ticket.abort.clone(),
        };
        self.loading.set_value(true);
        self.listing.update(|listing| {
            text::loading().clone_into(&mut listing.note);
            listing.failure = None;
        });
        let answer = self.ask.run(asked);
        spawn_local(async move {
            let answer = answer.await;
            if !ticket.is_current() {
                return;
            }
            self.loading.try_set_value(false);
            match answer {
                Ok(page) => self.show(page, append),
                Err(error) => {
                    self.listing
                        .try_update(|listing| listing.failure = Some(error.sentence()));
                }
            }
        });
    }

    fn show(self, page: ProjectPage, append: bool) {
        self.listing.try_update(|listing| {
            if !append {
                listing.choices.clear();
            }
            listing.choices.extend(page.items.iter().map(choice));
            listing.more = page.next_cursor.is_some();
            listing.note = match listing.choices.len() {
                0 => text::no_project_matches().to_owned(),
                shown => text::projects_shown(shown, page.total),
            };
        });
        self.cursor.try_set_value(page.next_cursor);
    }
}

fn choice(project: &Project) -> Choice {
    Choice {
        id: project.id.as_str().to_owned(),
        label: project.name.clone(),
    }
}

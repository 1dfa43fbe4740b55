//! Small parts of the page. They know neither the API nor the routes.

mod announcer;
mod button;
mod choice_cards;
mod combobox;
mod combobox_popup;
mod confirm;
mod copy_button;
mod disclosure;
mod focus;
mod icon;
mod message;
mod modal;
mod page_link;
mod panel;
mod reactive;
mod remote;
mod scope;
mod section;
mod select;
mod skeleton;
mod spinner;
mod status_pill;
mod text_field;
mod time_text;
mod toasts;
mod toggle;

pub use announcer::{Announcer, LiveRegion};
pub use button::{Button, ButtonKind};
pub use choice_cards::{ChoiceCard, ChoiceCards};
pub use combobox::{Choice, Combobox, Listing};
pub use confirm::Confirm;
pub use copy_button::CopyButton;
pub use disclosure::HelpButton;
pub use focus::{
    bring_to_front, focus_first_invalid, focus_if_lost, focus_in, focus_in_dialog, next_frame,
};
pub use icon::{Glyph, Icon};
pub use message::{Message, Severity};
pub use modal::{MAIN_BUTTON, Modal, Purpose, StepForm};
pub use page_link::{PageLink, leads_to_a_page};
pub use panel::Panel;
pub use reactive::{Attr, derived, dynamic, effect, memo, optional, true_or_false, true_or_none};
pub use remote::Remote;
pub use scope::Scope;
pub use section::Section;
pub use select::Select;
pub use skeleton::Skeleton;
pub use spinner::Spinner;
pub use status_pill::{StatusPill, StatusWord};
pub use text_field::{ErrorLine, FieldFrame, TextField, number_ids_from, unique_id};
pub use time_text::TimeText;
pub use toasts::{ToastList, Toasts};
pub use toggle::Toggle;

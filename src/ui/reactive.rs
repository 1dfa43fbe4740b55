//! Doors to the reactive system that are not generic over closures.
//!
//! Each `Memo::new`, `Signal::derive` and `Effect::new` makes its own copy of a good kilobyte of machinery for each
//! closure. Through these doors the closures are boxed, and there is one copy for each type of value.

use leptos::prelude::*;

/// A value that follows others; worked out whenever it is read.
pub fn derived<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn boxed<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(value)
    }
    boxed(Box::new(value))
}

/// A value that follows others; whoever reads it hears only of real changes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(
        value: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| value())
    }
    boxed(Box::new(value))
}

/// Something to do whenever what it reads changes.
pub fn effect(act: impl Fn() + 'static) {
    fn boxed(act: Box<dyn Fn()>) {
        Effect::new(move |_| act());
    }
    boxed(Box::new(act));
}

/// A value for an attribute that is there or isn't.
pub type Attr = Signal<Option<&'static str>>;

/// An attribute that says "true" or is left out.
pub fn true_or_none(flag: impl Fn() -> bool + Send + Sync + 'static) -> Attr {
    derived(move || flag().then_some("true"))
}

/// An attribute that says "true" or "false".
pub fn true_or_false(flag: impl Fn() -> bool + Send + Sync + 'static) -> Attr {
    derived(move || Some(if flag() { "true" } else { "false" }))
}

/// A part of the page that is made anew when what it reads changes.
pub fn dynamic(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn boxed(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || part()).into_any()
    }
    boxed(Box::new(part))
}

/// A part of the page that is there or isn't.
pub fn optional(part: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    dynamic(move || part().unwrap_or_else(|| ().into_any()))
}

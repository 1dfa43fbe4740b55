//! Time for people: "12 seconds ago", "in 7 days".

use crosslink_protocol::Timestamp;

/// A span as people say it: so many of a unit, negative for the past. The unit is one of `Intl.RelativeTimeFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// Within a few seconds of now.
    Now,
    /// So many of the unit.
    Span(i64, &'static str),
}

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The largest unit that still says something: 90 minutes are an hour, 36 hours are a day.
pub fn relative(time: Timestamp, now: Timestamp) -> Relative {
    let span = time.since(now);
    let size = span.abs();
    let (unit_ms, unit) = match size {
        _ if size < 5 * SECOND => return Relative::Now,
        _ if size < MINUTE => (SECOND, "second"),
        _ if size < HOUR => (MINUTE, "minute"),
        _ if size < DAY => (HOUR, "hour"),
        _ if size < 30 * DAY => (DAY, "day"),
        _ if size < 365 * DAY => (30 * DAY, "month"),
        _ => (365 * DAY, "year"),
    };
    // The past is rounded down; the future up to the nearest, so that a fresh week reads "in 7 days".
    let count = if span < 0 {
        span / unit_ms
    } else {
        (span + unit_ms / 2) / unit_ms
    };
    Relative::Span(count, unit)
}

#[cfg(target_arch = "wasm32")]
pub use browser::{exact, now, relative_text};

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Relative, relative};
    use crate::text;
    use crosslink_protocol::Timestamp;
    use js_sys::{Array, Date, Intl, Object, Reflect};
    use wasm_bindgen::JsValue;

    /// The time by this device's clock.
    pub fn now() -> Timestamp {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a time in whole milliseconds"
        )]
        Timestamp(Date::now() as i64)
    }

    /// The time relative to now, in words.
    pub fn relative_text(time: Timestamp, now: Timestamp) -> String {
        match relative(time, now) {
            Relative::Now => text::just_now().to_owned(),
            Relative::Span(count, unit) => {
                let options = Object::new();
                // "yesterday" instead of "1 day ago". Setting a property of a fresh object can't fail.
                let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
                #[expect(clippy::cast_precision_loss, reason = "a small count")]
                let count = count as f64;
                Intl::RelativeTimeFormat::new(&locales(), &options)
                    .format(count, unit)
                    .into()
            }
        }
    }

    /// Date and time in the device's time zone.
    pub fn exact(time: Timestamp) -> String {
        let options = Object::new();
        for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
            let _ = Reflect::set(&options, &key.into(), &value.into());
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "JavaScript's times are of this type"
        )]
        let date = Date::new(&JsValue::from_f64(time.0 as f64));
        date.to_locale_string(text::locale(), &options).into()
    }

    fn locales() -> Array {
        Array::of1(&text::locale().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_fits_the_span() {
        let now = Timestamp(1_000_000_000_000);
        for (span, expected) in [
            (-2 * SECOND, Relative::Now),
            (-12 * SECOND, Relative::Span(-12, "second")),
            (-90 * SECOND, Relative::Span(-1, "minute")),
            (-3 * HOUR, Relative::Span(-3, "hour")),
            (-36 * HOUR, Relative::Span(-1, "day")),
            (-61 * DAY, Relative::Span(-2, "month")),
            (-800 * DAY, Relative::Span(-2, "year")),
            (7 * DAY - 20 * SECOND, Relative::Span(7, "day")),
            (7 * DAY, Relative::Span(7, "day")),
            (50 * MINUTE, Relative::Span(50, "minute")),
        ] {
            assert_eq!(relative(now.plus_ms(span), now), expected, "{span}");
        }
    }
}

//! Styles, scripts and icons of the pages, built into the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// `GET /_assets/{file}`.
pub(super) async fn asset(Path(file): Path<String>) -> Response {
    let (content_type, content) = match file.as_str() {
        "themes.css" => (CSS, include_str!("../../assets/themes.css")),
        "settings.css" => (CSS, include_str!("../../assets/settings.css")),
        "theme.js" => (JAVASCRIPT, include_str!("../../assets/theme.js")),
        "hub.js" => (JAVASCRIPT, include_str!("../../assets/hub.js")),
        "services.js" => (JAVASCRIPT, include_str!("../../assets/services.js")),
        "messages.js" => (JAVASCRIPT, include_str!("../../assets/messages.js")),
        "record.js" => (JAVASCRIPT, include_str!("../../assets/record.js")),
        "icon.svg" => (SVG, include_str!("../../assets/icon.svg")),
        "icons.svg" => (SVG, include_str!("../../assets/icons.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    const THEMES: &str = include_str!("../../assets/themes.css");

    /// The names of the variables that the rule with this selector sets.
    fn variables(selector: &str) -> BTreeSet<&'static str> {
        let (_, rule) = THEMES
            .split_once(&format!("\n{selector} {{"))
            .unwrap_or_default();
        let (rule, _) = rule.split_once('}').unwrap_or_default();
        rule.lines()
            .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn every_theme_sets_the_same_palette() {
        let light = variables(r#":root[data-theme="light"]"#);
        assert!(light.contains("palette-neutral-0") && light.len() > 30);
        for theme in ["dark", "hc-light", "hc-dark"] {
            assert_eq!(
                variables(&format!(r#":root[data-theme="{theme}"]"#)),
                light,
                "{theme}"
            );
        }
    }

    #[test]
    fn every_variable_that_a_value_uses_is_set() {
        let set: BTreeSet<_> = variables(":root")
            .union(&variables(r#":root[data-theme="light"]"#))
            .copied()
            .collect();
        let used = THEMES
            .split("var(--")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'));
        for (name, _) in used {
            assert!(set.contains(name), "--{name} is used, but not set");
        }
    }
}

//! Whether the values of the themes are plausible: what stands on what can be read.

use std::collections::BTreeMap;

const THEMES: &str = include_str!("../../assets/themes.css");

/// Red, green, blue, each 0 to 255, and how opaque, 0 to 1.
type Colour = [f64; 4];

/// The values of all variables in a theme.
fn theme(name: &str) -> BTreeMap<&'static str, &'static str> {
    let mut values = BTreeMap::new();
    for selector in [":root", &format!(r#":root[data-theme="{name}"]"#)] {
        let (_, rule) = THEMES
            .split_once(&format!("\n{selector} {{"))
            .expect("the rule");
        let (rule, _) = rule.split_once('}').expect("its end");
        let lines = rule.lines().filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            Some((name, value.trim().trim_end_matches(';')))
        });
        values.extend(lines);
    }
    values
}

fn colour(values: &BTreeMap<&str, &str>, name: &str) -> Colour {
    let mut value = values[name].to_owned();
    while let Some((before, rest)) = value.split_once("var(--") {
        let (variable, after) = rest.split_once(')').expect("an end");
        value = format!("{before}{}{after}", values[variable]);
    }
    let numbers = value.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let parts: Vec<f64> = numbers
        .trim_end_matches(')')
        .split(',')
        .map(|part| part.trim().parse().expect("a number"))
        .collect();
    [
        parts[0],
        parts[1],
        parts[2],
        parts.get(3).copied().unwrap_or(1.0),
    ]
}

/// What is seen of a colour on another one that is opaque.
fn on(top: Colour, ground: Colour) -> Colour {
    let mix = |at: usize| top[at] * top[3] + ground[at] * (1.0 - top[3]);
    [mix(0), mix(1), mix(2), 1.0]
}

/// The contrast ratio of WCAG 2 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |colour: Colour| {
        let linear = |at: usize| {
            let part = colour[at] / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2)
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// Text, what it stands on, and the least contrast in ordinary themes.
const PAIRS: [(&str, &str, f64); 9] = [
    ("text-primary-color", "background-color", 7.0),
    ("text-primary-color", "nav-vertical-background-color", 7.0),
    ("text-secondary-color", "background-color", 4.5),
    ("communication-foreground", "background-color", 4.5),
    (
        "text-on-communication-background",
        "communication-background",
        4.5,
    ),
    ("status-error-text", "status-error-background", 4.5),
    ("status-success-text", "status-success-background", 4.5),
    // Azure DevOps' own values do not reach 4.5 in its light theme.
    ("status-warning-text", "status-warning-background", 3.9),
    ("focus-border-color", "background-color", 3.0),
];

#[test]
fn what_stands_on_something_can_be_read_in_every_theme() {
    for name in ["light", "dark", "hc-light", "hc-dark"] {
        let values = theme(name);
        let background = colour(&values, "background-color");
        for (text, ground, least) in PAIRS {
            let least = if name.starts_with("hc") { 7.0 } else { least };
            let ground_colour = on(colour(&values, ground), background);
            let text_colour = on(colour(&values, text), ground_colour);
            let ratio = contrast(text_colour, ground_colour);
            assert!(
                ratio >= least,
                "{name}: {text} on {ground} has a contrast of {ratio:.2}"
            );
        }
    }
}

#[test]
fn high_contrast_is_black_on_white_or_white_on_black_and_nothing_is_seen_through() {
    const BLACK: Colour = [0.0, 0.0, 0.0, 1.0];
    const WHITE: Colour = [255.0, 255.0, 255.0, 1.0];
    for (name, text, background) in [("hc-light", BLACK, WHITE), ("hc-dark", WHITE, BLACK)] {
        let values = theme(name);
        assert_eq!(colour(&values, "background-color"), background, "{name}");
        assert_eq!(colour(&values, "text-primary-color"), text, "{name}");
        for variable in [
            "text-secondary-color",
            "border-subtle-color",
            "communication-background",
            "callout-background-color",
            "nav-vertical-background-color",
        ] {
            let [.., opacity] = colour(&values, variable);
            assert!((opacity - 1.0).abs() < f64::EPSILON, "{name}: {variable}");
        }
    }
}

#[test]
fn light_themes_are_light_and_dark_themes_are_dark() {
    for (name, is_light) in [
        ("light", true),
        ("dark", false),
        ("hc-light", true),
        ("hc-dark", false),
    ] {
        let values = theme(name);
        let [red, green, blue, _] = colour(&values, "background-color");
        assert_eq!(red + green + blue > 3.0 * 128.0, is_light, "{name}");
    }
}

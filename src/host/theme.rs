//! Is the surrounding page light or dark, and is its contrast high? Azure DevOps doesn't say, but gives its colours.

/// A theme's brightness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

impl Theme {
    /// The value of the `data-theme` attribute and of CSS's `color-scheme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that a background colour belongs to. Understands what `--background-color` holds in the themes
    /// of Azure DevOps: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, `rgba(…)` and bare triplets such as `37, 37, 38`.
    pub fn of_background(colour: &str) -> Option<Self> {
        // Of relative luminance, 0.18 is the middle grey of perception.
        Some(if luminance(colour)? < 0.18 {
            Self::Dark
        } else {
            Self::Light
        })
    }
}

/// Whether these are the text and the background of a theme with high contrast: as far apart as hardly anything but black and
/// white is, and the text without any transparency, which the other themes give to theirs.
pub fn has_high_contrast(text: &str, background: &str) -> bool {
    let (Some(one), Some(other)) = (luminance(text), luminance(background)) else {
        return false;
    };
    // WCAG 2.2: contrast ratio.
    let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
    ratio >= 20.0 && is_opaque(text)
}

/// Relative luminance (WCAG 2.2), from 0 to 1.
fn luminance(colour: &str) -> Option<f32> {
    let [red, green, blue] = components(colour.trim())?;
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

/// Whether nothing shines through a colour. What isn't written as browsers write colours is.
fn is_opaque(colour: &str) -> bool {
    let alpha = colour.trim().strip_prefix("rgba(");
    let alpha = alpha.and_then(|inner| inner.trim_end_matches(')').rsplit([',', '/']).next());
    alpha.is_none_or(|alpha| matches!(alpha.trim(), "1" | "1.0" | "100%"))
}

fn components(colour: &str) -> Option<[u8; 3]> {
    if let Some(hex) = colour.strip_prefix('#') {
        return hex_components(hex);
    }
    let inner = match colour.split_once('(') {
        Some((name, rest)) if name.starts_with("rgb") => rest.trim_end_matches(')'),
        Some(_) => return None,
        None => colour,
    };
    let mut numbers = inner
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u8>().ok());
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

fn hex_components(hex: &str) -> Option<[u8; 3]> {
    if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let width = match hex.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    let component = |at: usize| {
        let digits = hex.get(at * width..(at + 1) * width)?;
        let value = u8::from_str_radix(digits, 16).ok()?;
        Some(if width == 1 { value * 17 } else { value })
    };
    Some([component(0)?, component(1)?, component(2)?])
}

/// From an sRGB component to linear light. The square is near enough to tell light from dark.
fn linear(component: u8) -> f32 {
    let share = f32::from(component) / 255.0;
    share * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backgrounds_of_the_themes_are_told_apart() {
        for (colour, theme) in [
            ("#fff", Theme::Light),
            ("rgba(255, 255, 255, 1)", Theme::Light),
            (" #F8F8F8 ", Theme::Light),
            ("rgb(30,30,30)", Theme::Dark),
            ("rgb(30 30 30 / 1)", Theme::Dark),
            ("37, 37, 38", Theme::Dark),
            ("#000000ff", Theme::Dark),
        ] {
            assert_eq!(Theme::of_background(colour), Some(theme), "{colour}");
        }
    }

    #[test]
    fn high_contrast_is_told_from_the_other_themes() {
        assert!(has_high_contrast("rgb(0, 0, 0)", "rgba(255, 255, 255, 1)"));
        assert!(has_high_contrast("#fff", "#000"));
        assert!(has_high_contrast("rgba(255,255,255,1)", "rgb(0,0,0)"));
        for (text, background) in [
            ("rgba(0, 0, 0, .9)", "rgb(255, 255, 255)"),
            ("rgba(0, 0, 0, 0.9)", "#fff"),
            ("rgba(255, 255, 255, 0.92)", "rgb(31, 31, 31)"),
            ("rgb(255, 255, 255)", "rgb(31, 31, 31)"),
            ("rgb(51, 51, 51)", "#fff"),
            ("", "#fff"),
        ] {
            assert!(!has_high_contrast(text, background), "{text} {background}");
        }
    }

    #[test]
    fn what_is_no_colour_decides_nothing() {
        for colour in [
            "",
            "#ff",
            "#zzz",
            "papayawhip",
            "hsl(0, 0%, 0%)",
            "rgb(1,2)",
            "1,2,300",
            "#é00",
        ] {
            assert_eq!(Theme::of_background(colour), None, "{colour}");
        }
    }
}

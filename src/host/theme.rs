//! Is the surrounding page light or dark? Azure DevOps doesn't say, but gives its background colour.

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
        let [red, green, blue] = components(colour.trim())?;
        // Relative luminance (WCAG 2.2), of which 0.18 is the middle grey of perception.
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        Some(if luminance < 0.18 {
            Self::Dark
        } else {
            Self::Light
        })
    }
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

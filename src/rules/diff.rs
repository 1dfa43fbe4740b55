//! What differs between two texts, line by line. For where the editor can't be loaded, which compares by itself.

/// Beyond this many pairs of lines a comparison would keep the page busy: a longest common subsequence takes as many steps.
const PAIRS_MAX: usize = 1_000_000;
/// So many equal lines are shown around a difference.
const AROUND: usize = 3;

/// Where a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In both texts.
    Same,
    /// In the first one only.
    Removed,
    /// In the second one only.
    Added,
}

/// A row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line.
    Line(Kind, String),
    /// So many equal lines that are left out.
    Skipped(usize),
}

/// The rows of a comparison, with a few equal lines around each difference. `None` where the texts are too long and
/// too different to be compared; empty where they are equal.
pub fn rows(before: &str, after: &str) -> Option<Vec<Row>> {
    if before == after {
        return Some(Vec::new());
    }
    Some(folded(&lines(before, after)?))
}

fn lines<'a>(before: &'a str, after: &'a str) -> Option<Vec<(Kind, &'a str)>> {
    let (before, after): (Vec<_>, Vec<_>) =
        (before.split('\n').collect(), after.split('\n').collect());
    let equal = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let head = before.iter().zip(&after).take_while(equal).count();
    let room = before.len().min(after.len()) - head;
    let backwards = before.iter().rev().zip(after.iter().rev());
    let tail = backwards.take(room).take_while(equal).count();

    let same =
        |lines: &[&'a str]| -> Vec<_> { lines.iter().map(|line| (Kind::Same, *line)).collect() };
    let mut found = same(&before[..head]);
    found.extend(middle(
        &before[head..before.len() - tail],
        &after[head..after.len() - tail],
    )?);
    found.extend(same(&before[before.len() - tail..]));
    Some(found)
}

/// By the longest common subsequence, the shortest way to tell what changed.
fn middle<'a>(before: &[&'a str], after: &[&'a str]) -> Option<Vec<(Kind, &'a str)>> {
    let width = after.len() + 1;
    if before.len().saturating_mul(after.len()) > PAIRS_MAX {
        return None;
    }
    // `common[i * width + j]`: how many lines before[i..] and after[j..] have in common, in order.
    let mut common = vec![0u32; (before.len() + 1) * width];
    for (i, old) in before.iter().enumerate().rev() {
        for (j, new) in after.iter().enumerate().rev() {
            let at = i * width + j;
            common[at] = if old == new {
                common[at + width + 1] + 1
            } else {
                common[at + width].max(common[at + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    loop {
        match (before.get(i), after.get(j)) {
            (Some(old), Some(new)) if old == new => {
                found.push((Kind::Same, *old));
                (i, j) = (i + 1, j + 1);
            }
            (Some(old), new)
                if new.is_none() || common[(i + 1) * width + j] >= common[i * width + j + 1] =>
            {
                found.push((Kind::Removed, *old));
                i += 1;
            }
            (_, Some(new)) => {
                found.push((Kind::Added, *new));
                j += 1;
            }
            _ => return Some(found),
        }
    }
}

fn folded(lines: &[(Kind, &str)]) -> Vec<Row> {
    let changed: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].0 != Kind::Same)
        .collect();
    let near = |at: usize| {
        let next = changed.partition_point(|change| *change < at);
        let before = next.checked_sub(1).and_then(|last| changed.get(last));
        [before, changed.get(next)]
            .into_iter()
            .flatten()
            .any(|change| change.abs_diff(at) <= AROUND)
    };
    let mut rows = Vec::new();
    for (at, (kind, line)) in lines.iter().enumerate() {
        if near(at) {
            rows.push(Row::Line(*kind, (*line).to_owned()));
        } else if let Some(Row::Skipped(count)) = rows.last_mut() {
            *count += 1;
        } else {
            rows.push(Row::Skipped(1));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row in one word: `=line`, `-line`, `+line`, or `~count`.
    fn told(before: &str, after: &str) -> Option<Vec<String>> {
        let rows = rows(before, after)?;
        Some(
            rows.iter()
                .map(|row| match row {
                    Row::Line(Kind::Same, line) => format!("={line}"),
                    Row::Line(Kind::Removed, line) => format!("-{line}"),
                    Row::Line(Kind::Added, line) => format!("+{line}"),
                    Row::Skipped(count) => format!("~{count}"),
                })
                .collect(),
        )
    }

    #[test]
    fn a_changed_line_is_removed_and_added_between_what_is_the_same() {
        assert_eq!(
            told("a\nb\nc", "a\nB\nc").unwrap(),
            ["=a", "-b", "+B", "=c"]
        );
        assert_eq!(told("a\nb", "a\nb\nc").unwrap(), ["=a", "=b", "+c"]);
        assert_eq!(told("a\na\nb", "a\nb").unwrap(), ["=a", "-a", "=b"]);
        assert_eq!(
            told("a\nb\nc", "c\na\nb").unwrap(),
            ["+c", "=a", "=b", "-c"]
        );
    }

    #[test]
    fn equal_texts_have_no_rows() {
        assert_eq!(told("a\nb", "a\nb").unwrap(), Vec::<String>::new());
        assert_eq!(told("", "a").unwrap(), ["-", "+a"]);
    }

    #[test]
    fn long_equal_stretches_are_left_out() {
        let before: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        let mut after = before.clone();
        after[10] = "x".into();
        assert_eq!(
            told(&before.join("\n"), &after.join("\n")).unwrap(),
            [
                "~7", "=7", "=8", "=9", "-10", "+x", "=11", "=12", "=13", "~6"
            ]
        );
    }

    #[test]
    fn what_would_take_too_long_is_not_compared() {
        let text = |word: &str| vec![word; 1_100].join("\n");
        assert_eq!(told(&text("a"), &text("b")), None);
        let long = text("a");
        assert_eq!(
            told(&long, &format!("{long}\nb")).unwrap(),
            ["~1097", "=a", "=a", "=a", "+b"]
        );
    }

    #[test]
    fn every_line_of_both_texts_is_in_the_comparison() {
        let (before, after) = ("x\ny\nz\nx", "y\nx\nx\nq");
        let lines = lines(before, after).unwrap();
        let of = |other: Kind| -> Vec<&str> {
            let kept = lines.iter().filter(|(kind, _)| *kind != other);
            kept.map(|(_, line)| *line).collect()
        };
        assert_eq!(of(Kind::Added).join("\n"), before);
        assert_eq!(of(Kind::Removed).join("\n"), after);
    }
}

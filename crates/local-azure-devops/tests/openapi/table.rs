//! The table of what Crosslink sends and reads: `openapi/reads.txt`, which says what its lines mean.

pub const READS: &str = include_str!("../../openapi/reads.txt");

/// A call.
pub struct Operation<'a> {
    /// The file of the specification; `unpublished` for none.
    pub file: &'a str,
    pub id: &'a str,
    pub method: &'a str,
    pub path: &'a str,
    pub lines: Vec<Line<'a>>,
}

/// Something that is sent or read.
pub struct Line<'a> {
    pub what: &'a str,
    pub name: &'a str,
    /// Type and format; for `send` the value.
    pub kind: &'a str,
    /// The last column.
    pub rest: &'a str,
}

impl<'a> Operation<'a> {
    /// The lines of this kind; `answer` and `answer?` are two.
    pub fn lines(&self, what: &'static str) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(move |line| line.what == what)
    }

    pub fn is_published(&self) -> bool {
        self.file != "unpublished"
    }
}

/// Reads a table.
pub fn parse(text: &str) -> Vec<Operation<'_>> {
    let mut operations: Vec<Operation<'_>> = Vec::new();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let columns: Vec<_> = line.split('|').map(str::trim).collect();
        let column = |at: usize| columns.get(at).copied().unwrap_or_default();
        if line.starts_with(' ') {
            let operation = operations
                .last_mut()
                .unwrap_or_else(|| panic!("{line:?} belongs to no operation"));
            operation.lines.push(Line {
                what: column(0),
                name: column(1),
                kind: column(2),
                rest: column(3),
            });
        } else {
            let (method, path) = column(2)
                .split_once(' ')
                .unwrap_or_else(|| panic!("{line:?} has no method and path"));
            operations.push(Operation {
                file: column(0),
                id: column(1),
                method,
                path,
                lines: Vec::new(),
            });
        }
    }
    operations
}

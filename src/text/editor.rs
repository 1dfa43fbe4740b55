//! The texts of the editor of scripts, beyond what stands around it: of its search panel, and what it says to screen readers.

texts! {
    /// A field.
    editor_find "Find";
    /// A field, and the button that replaces one match.
    editor_replace "Replace";
    /// To the next match.
    editor_next "Next match";
    /// To the match before.
    editor_previous "Previous match";
    /// Selects all matches.
    editor_all "Select all matches";
    /// How it searches.
    editor_match_case "Match case";
    /// How it searches.
    editor_regexp "Regular expression";
    /// How it searches.
    editor_by_word "Whole words";
    /// Replaces all matches.
    editor_replace_all "Replace all";
    /// Said at the match that is selected.
    editor_current_match "Current match";
    /// Said before the number of the line of a match.
    editor_on_line "on line";
    /// Said after replacing; `$` stands for the number of the line.
    editor_replaced_one "Replaced the match on line $";
    /// Said after replacing; `$` stands for how many.
    editor_replaced_many "Replaced $ matches";
    /// In a comparison, in place of lines that are the same; `$` stands for how many.
    editor_unchanged "$ unchanged lines";
    /// Said after deleting.
    editor_selection_deleted "Selection deleted";
    /// The name of what can’t be seen.
    editor_control_character "Control character";
    /// A dialog's field.
    editor_go_to_line "Go to line";
    /// Its button.
    editor_go "Go";
}

/// What the editor says by itself, in the words of its own source, and what it shall say.
pub fn editor_phrases() -> [(&'static str, &'static str); 20] {
    [
        ("Find", editor_find()),
        ("Replace", editor_replace()),
        ("replace", editor_replace()),
        ("next", editor_next()),
        ("previous", editor_previous()),
        ("all", editor_all()),
        ("match case", editor_match_case()),
        ("regexp", editor_regexp()),
        ("by word", editor_by_word()),
        ("replace all", editor_replace_all()),
        ("close", super::close()),
        ("current match", editor_current_match()),
        ("on line", editor_on_line()),
        ("replaced match on line $", editor_replaced_one()),
        ("replaced $ matches", editor_replaced_many()),
        ("$ unchanged lines", editor_unchanged()),
        ("Selection deleted", editor_selection_deleted()),
        ("Control character", editor_control_character()),
        ("Go to line", editor_go_to_line()),
        ("go", editor_go()),
    ]
}

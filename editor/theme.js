// How the editor looks: the measures and colours of the page around it, in every theme.
import { EditorView } from "@codemirror/view";

export const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-literal)", lineHeight: "20px" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-gutters": { color: "var(--text-quiet)", backgroundColor: "var(--surface)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--code-line)" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--text)" },
  ".cm-content ::selection, .cm-line::selection": { backgroundColor: "var(--code-selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selected)", outline: "1px solid var(--focus)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-surface)" },
  ".cm-selectionMatch": { backgroundColor: "var(--selected)" },
  ".cm-searchMatch": { backgroundColor: "var(--warning-surface)", outline: "1px solid var(--warning)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selected)", outline: "2px solid var(--focus)" },

  ".cm-panels": { color: "var(--text)", backgroundColor: "var(--raised)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 8px", fontFamily: "var(--font)" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "4px", fontSize: "12px" },
  ".cm-textfield": {
    minHeight: "28px", padding: "3px 8px", border: "1px solid var(--line-field)", borderRadius: "2px", color: "var(--text)",
    backgroundColor: "var(--surface)", fontSize: "13px",
  },
  ".cm-button": {
    minHeight: "28px", padding: "3px 10px", border: "1px solid transparent", borderRadius: "2px", color: "var(--text)",
    backgroundColor: "var(--fill)", backgroundImage: "none", fontSize: "12px", fontWeight: "600",
    "&:hover": { backgroundColor: "var(--fill-hover)" },
    "&:active": { backgroundColor: "var(--fill-active)", backgroundImage: "none" },
  },
  ".cm-panel.cm-search [name=close]": {
    top: "8px", right: "8px", width: "24px", height: "24px", color: "var(--text)", fontSize: "16px", cursor: "pointer",
  },

  // A comparison: what only the left has is going, what only the right has is coming.
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": { backgroundColor: "var(--bad-surface)" },
  "&.cm-merge-b .cm-changedLine": { backgroundColor: "var(--good-surface)" },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in srgb, var(--bad) 22%, transparent)",
  },
  "&.cm-merge-b .cm-changedText": { background: "color-mix(in srgb, var(--good) 22%, transparent)" },
  "&.cm-merge-a .cm-changedLineGutter": { background: "var(--bad)" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--good)" },
  ".cm-collapsedLines": {
    padding: "4px 12px", color: "var(--text-quiet)", background: "var(--fill)", fontFamily: "var(--font)", fontSize: "12px",
    "&:before, &:after": { content: "none" },
  },
});

// The editor of sync rules: CodeMirror with Groovy, bundled to vendor/editor.js and loaded only where it is shown
// (src/rules/editor.rs). Its colours are those of the page (style/rules.css).
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { groovy } from "@codemirror/legacy-modes/mode/groovy";
import { MergeView } from "@codemirror/merge";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { theme } from "./theme.js";

const NARROW = "(max-width: 600px)";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.character], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-value)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.meta, tags.typeName], color: "var(--code-type)" },
]);

/** What an editor and both sides of a comparison have in common. */
function common(label, readOnly, describedBy, phrases) {
  // What can be scrolled has something in it that takes the focus; not everybody knows that a text to edit does.
  const attributes = { "aria-label": label, tabindex: "0" };
  if (describedBy) attributes["aria-describedby"] = describedBy;
  if (readOnly) attributes["aria-readonly"] = "true";
  return [
    lineNumbers(),
    highlightSpecialChars(),
    bracketMatching(),
    StreamLanguage.define(groovy),
    syntaxHighlighting(colours),
    search({ top: true }),
    highlightSelectionMatches(),
    EditorState.readOnly.of(readOnly),
    EditorState.tabSize.of(4),
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of(attributes),
    theme,
  ];
}

/** Set from outside: the page knows this text already. */
const fromPage = Annotation.define();

/**
 * An editor in `element`, with the caret after so many characters of `value`, whose line breaks are `\n`. `onChange` is
 * told the whole text whenever somebody changes it.
 */
export function mount(element, { value, label, readOnly = false, describedBy = "", phrases = {}, caret = 0, onChange }) {
  const wrapping = new Compartment();
  const narrow = matchMedia(NARROW);
  const wrap = () => (narrow.matches ? EditorView.lineWrapping : []);
  const view = new EditorView({
    parent: element,
    doc: value,
    selection: { anchor: Math.min(caret, value.length) },
    extensions: [
      common(label, readOnly, describedBy, phrases),
      history(),
      indentOnInput(),
      indentUnit.of("    "),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
      wrapping.of(wrap()),
      EditorView.updateListener.of((update) => {
        const told = update.transactions.some((transaction) => transaction.annotation(fromPage));
        if (update.docChanged && !told) onChange?.(update.state.doc.toString());
      }),
    ],
  });
  // Tab goes on to what comes next, as everywhere on the page, until somebody turns indenting on (Ctrl+M).
  view.setTabFocusMode(true);
  const rewrap = () => view.dispatch({ effects: wrapping.reconfigure(wrap()) });
  narrow.addEventListener("change", rewrap);
  return {
    get: () => view.state.doc.toString(),
    set(text) {
      if (text === view.state.doc.toString()) return;
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      view.dispatch({ changes, annotations: fromPage.of(true) });
    },
    focus: () => view.focus(),
    destroy() {
      narrow.removeEventListener("change", rewrap);
      view.destroy();
    },
  };
}

/** Two texts side by side in `element`, to be read; what both have in common is folded. */
export function compare(element, { left, right, leftLabel, rightLabel, phrases }) {
  const side = (doc, label) => ({
    doc,
    extensions: [common(label, true, "", phrases), keymap.of([...searchKeymap, ...defaultKeymap]), EditorView.lineWrapping],
  });
  const view = new MergeView({
    parent: element,
    a: side(left, leftLabel),
    b: side(right, rightLabel),
    collapseUnchanged: { margin: 3, minSize: 6 },
    gutter: true,
  });
  return { destroy: () => view.destroy() };
}

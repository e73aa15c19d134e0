import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
import { cypherColours, cypherLanguage } from './cypher-language';
import { suggest } from './suggest';

export interface Editor {
  text(): string;
  /** Replaces everything; what was can be had back by undo. */
  setText(text: string): void;
  /** Marks the place of a fault, from 1; does nothing where it is not within the text. */
  mark(place: { line: number; column: number; message: string } | null): void;
  /** Puts the cursor there. */
  goTo(line: number, column: number): void;
  focus(): void;
}

export interface EditorOptions {
  parent: HTMLElement;
  nonce: string;
  /** The names that have a value, for completion after `$`. */
  parameters: () => string[];
  onChange: () => void;
  onRun: () => void;
}

/** The place of the query. Tab leaves it, as in any field. */
export function createEditor({ parent, nonce, parameters, onChange, onRun }: EditorOptions): Editor {
  const complete = (context: CompletionContext): CompletionResult | null => {
    const whole = context.state.doc.toString();
    const found = suggest(whole.slice(0, context.pos), whole, parameters());
    if (!found || found.options.length === 0) return null;
    return {
      from: found.from,
      options: found.options.map(({ label, kind }) => ({ label, type: kind })),
      validFor: /^[\p{L}\p{N}_]*$/u,
    };
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        EditorView.cspNonce.of(nonce),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [complete], icons: false }),
        cypherLanguage,
        syntaxHighlighting(cypherColours),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Query in Cypher' }),
        look,
        keymap.of([
          { key: 'Mod-Enter', preventDefault: true, run: () => (onRun(), true) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
        ]),
        EditorView.updateListener.of(({ docChanged }) => {
          if (docChanged) onChange();
        }),
      ],
    }),
  });
  const positionOf = (line: number, column: number): number | null => {
    if (line < 1 || line > view.state.doc.lines) return null;
    const { from, to } = view.state.doc.line(line);
    return Math.min(from + Math.max(0, column - 1), to);
  };
  return {
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (place) => {
      const from = place && positionOf(place.line, place.column);
      if (from === null) return view.dispatch(setDiagnostics(view.state, []));
      const word = /^[\p{L}\p{N}_.]+/u.exec(view.state.doc.sliceString(from, from + 200))?.[0].length ?? 1;
      const to = Math.min(from + word, view.state.doc.length);
      view.dispatch(setDiagnostics(view.state, [{ from, to, severity: 'error', message: place?.message ?? '' }]));
    },
    goTo: (line, column) => {
      const anchor = positionOf(line, column);
      if (anchor !== null) view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
  };
}

// The editor's own pictures are data: addresses, which the policy keeps out: here each is replaced by a line or nothing.
const look = EditorView.theme({
  '&': { backgroundColor: 'var(--card)', color: 'var(--ink)', fontSize: '0.9375rem' },
  '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', minHeight: '10rem', maxHeight: '45vh' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.6rem 0' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--soft)', border: 'none' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--fault)',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintPoint': { backgroundColor: 'var(--fault)' },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--fault)' },
});

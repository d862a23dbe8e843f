import type { Completion, CompletionSource } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { caretIn } from './caret.ts';
import type { Complete } from './policy-state.ts';

/** Completion from the lab, which knows the grammar, the actions and who is there. */
export function policySource(complete: Complete): CompletionSource {
  return async ({ state, pos, explicit }) => {
    const found = await complete(state.doc.toString(), pos);
    if (found === null || (!explicit && found.from === pos && !isBehindQuote(state.sliceDoc(pos - 1, pos))))
      return null;
    return {
      from: found.from,
      validFor: /^[\w:*./$-]*$/,
      options: found.options.map(({ label, says, insert }) => ({
        label,
        detail: says,
        apply: (view: EditorView, _: Completion, from: number) =>
          view.dispatch({
            changes: { from, to: Math.max(view.state.selection.main.head, found.to), insert },
            selection: { anchor: from + caretIn(insert) },
            userEvent: 'input.complete',
          }),
      })),
    };
  };
}

function isBehindQuote(before: string): boolean {
  return before === '"';
}

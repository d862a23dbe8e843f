import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { AnswerTo, LabQuery } from '../../core/index.ts';
import { policySource } from './policy-source.ts';
import { JSON_COLOURS, THEME } from './theme.ts';

/** Asks what may stand at a place of a text. */
export type Complete = (
  text: string,
  at: number,
) => Promise<AnswerTo<Extract<LabQuery, { readonly type: 'policyComplete' }>>>;

interface PolicyStateOptions {
  readonly label: string;
  readonly describedBy: string;
  readonly complete: Complete;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}

/** An editor's beginning, with a policy in it. */
export function policyState(text: string, options: PolicyStateOptions): EditorState {
  const { label, describedBy, complete, onChange, onLeave } = options;
  return EditorState.create({
    doc: text,
    extensions: [
      nonceOfPage(),
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      EditorView.lineWrapping,
      json(),
      syntaxHighlighting(JSON_COLOURS),
      autocompletion({ override: [policySource(complete)], icons: false }),
      keymap.of([
        // Tab takes a completion where one is open, and otherwise goes on to the next control: nobody is kept here.
        { key: 'Tab', run: acceptCompletion },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        ...lintKeymap,
        {
          key: 'Escape',
          run: () => {
            onLeave();
            return true;
          },
        },
      ]),
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
      THEME,
    ],
  });
}

/** Its styles are let in by the nonce that the page was loaded with. Source: CodeMirror, "EditorView.cspNonce". */
function nonceOfPage(): Extension {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta === null ? [] : EditorView.cspNonce.of(meta.nonce);
}

import { setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { PolicyRemark } from '../../core/index.ts';
import { type Complete, policyState } from './policy-state.ts';

type PolicyEditorProps = {
  readonly label: string;
  /** The id of a text that tells of its keys. */
  readonly describedBy: string;
  /** What the text begins as; another one needs another editor. */
  readonly text: string;
  /** What is to be said of `checkedText`. */
  readonly remarks: readonly PolicyRemark[];
  readonly checkedText: string;
  /** The part that the cursor goes to first. */
  readonly goTo: { readonly from: number; readonly to: number } | null;
  readonly complete: Complete;
  readonly onChange: (text: string) => void;
  /** Escape, where nothing is open in the editor. */
  readonly onLeave: () => void;
};

/** Pixels left above the part that is gone to: the key's tabs stand over what scrolls, and a line before it helps to read it. */
const ABOVE = 64;

/** A policy's JSON under CodeMirror: completion, remarks under the text, and no trap for the keyboard. */
export function PolicyEditor(props: PolicyEditorProps) {
  const { remarks, checkedText, goTo } = props;
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const current = useRef(props);
  useEffect(() => {
    current.current = props;
  });
  // The editor outlives its parent's frames, so it asks for what it needs of the newest.
  useEffect(() => {
    if (parent.current === null) return;
    const { label, describedBy, text } = current.current;
    const view = new EditorView({
      parent: parent.current,
      state: policyState(text, {
        label,
        describedBy,
        complete: (policy, at) => current.current.complete(policy, at),
        onChange: (policy) => current.current.onChange(policy),
        onLeave: () => current.current.onLeave(),
      }),
    });
    editor.current = view;
    view.focus();
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, []);
  useEffect(() => {
    const view = editor.current;
    if (view === null || view.state.doc.toString() !== checkedText) return;
    view.dispatch(
      setDiagnostics(
        view.state,
        remarks.map(({ from, to, severity, error, says }) => ({
          from,
          to,
          severity,
          message: error === null ? says : `${error}: ${says}`,
        })),
      ),
    );
  }, [remarks, checkedText]);
  const from = goTo?.from ?? null;
  const to = goTo?.to ?? null;
  useEffect(() => {
    const view = editor.current;
    if (view === null || from === null || to === null || to > view.state.doc.length) return;
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: ABOVE }),
    });
  }, [from, to]);
  return <div className="policy-editor" ref={parent} />;
}

import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { KeyView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import type { PolicyDraft } from '../app/ui-state.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useLab } from '../hooks/use-lab.ts';
import { type PolicyCheck, usePolicyCheck } from '../hooks/use-policy-check.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { refusalOf } from '../lab/outputs.ts';
import { PolicyPen } from './PolicyPen.tsx';
import { PolicySum } from './PolicySum.tsx';
import { PolicyVerdict } from './PolicyVerdict.tsx';
import { WhyRefused } from './WhyRefused.tsx';

type PolicyDeskProps = { readonly keyView: KeyView; readonly draft: PolicyDraft };

/** The editor is large, and most of those who look at a key change no policy. */
const PolicyEditor = lazy(async () => ({ default: (await import('../editor/PolicyEditor.tsx')).PolicyEditor }));

/** A key policy while it is written: what KMS would say of it, what it would change, and the command that puts it. */
export function PolicyDesk({ keyView, draft }: PolicyDeskProps) {
  const { run, standpoint, dispatch, names, version } = useWorkbench();
  const lab = useLab();
  const { keyArn, policy } = keyView;
  const [text, setText] = useState(draft.text ?? policy);
  const [began] = useState(text);
  const [refusal, setRefusal] = useState<ReturnType<typeof refusalOf>>(null);
  const check = usePolicyCheck(keyArn, text);
  const written = useRef(text);
  useEffect(() => {
    written.current = text;
  });
  // Who looks at another tab or place finds the draft again as it was left.
  useEffect(() => () => dispatch({ type: 'policyWritten', draft, text: written.current }), [dispatch, draft]);
  // What was refused to one is not what another may expect.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever acts now has not asked yet
  useEffect(() => setRefusal(null), [standpoint.as]);
  const who = useAnswer({ type: 'who', key: keyArn }, version);
  const isInSight = useRef(true);
  useEffect(() => {
    isInSight.current = true;
    return () => {
      isInSight.current = false;
    };
  }, []);
  const leave = () => {
    flushSync(() => dispatch({ type: 'leavePolicy', keyArn }));
    focusFirst('#policy-edit');
  };
  const put = async () => {
    const outcome = await run(keyCommands.putPolicy(keyReference(keyView, standpoint.as), text));
    setRefusal(outcome && refusalOf(outcome));
    if (outcome?.exitCode !== 0) return;
    dispatch({ type: 'toast', toast: { says: 'The key has this policy now.', offers: 'undo' } });
    // Somebody may be at another key by now.
    if (isInSight.current) leave();
    else dispatch({ type: 'leavePolicy', keyArn });
  };
  const complete = useCallback(
    (written: string, at: number) => lab.ask({ type: 'policyComplete', key: keyArn, policy: written, at }),
    [lab, keyArn],
  );
  // Once what stands above the text has said its say, nothing pushes the place out of sight.
  const goTo = check?.text === began ? placeIn(draft, check.lint.statements) : null;
  return (
    <section className="card" aria-labelledby="policy-heading">
      <div className="card-head">
        <h3 id="policy-heading">Key policy</h3>
        <Button id="policy-cancel" onClick={leave}>
          Cancel
        </Button>
        <Button id="policy-put" kind="primary" isDisabled={text === policy} onClick={() => void put()}>
          Put policy
        </Button>
      </div>
      <p className="says" id="policy-keys">
        Ctrl+Space offers what may stand there. Tab goes on, and Escape leaves the editor.
      </p>
      <PolicySum check={check} isChanged={check !== null && check.text !== policy} />
      {who !== undefined && <PolicyPen who={who} />}
      {refusal !== null && <WhyRefused {...refusal} />}
      <Suspense fallback={<p role="status">Opening the editor…</p>}>
        <PolicyEditor
          label="Key policy document"
          describedBy="policy-keys"
          text={began}
          remarks={check?.lint.remarks ?? []}
          checkedText={check?.text ?? ''}
          goTo={goTo}
          complete={complete}
          onChange={setText}
          onLeave={() => focusFirst('#policy-cancel')}
        />
      </Suspense>
      {check !== null && (
        <PolicyVerdict check={check} isChanged={check.text !== policy} caller={names.caller(standpoint.as)} />
      )}
    </section>
  );
}

/** The part of a text that its draft is opened at: a statement, or where a change begins. */
function placeIn({ statement, caret }: PolicyDraft, statements: PolicyCheck['lint']['statements']) {
  if (statement !== null) return statements[statement] ?? null;
  return caret === null ? null : { from: caret, to: caret };
}

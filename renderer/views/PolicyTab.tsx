import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { GainsList } from '../components/GainsList.tsx';
import { WhoTable } from '../components/WhoTable.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useTrial } from '../hooks/use-trial.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { refusalOf } from '../lab/outputs.ts';
import { WhyRefused } from './WhyRefused.tsx';

type PolicyTabProps = { readonly keyView: KeyView };

/** The key policy, to read, to try out and to replace; and who may use the key under it. */
export function PolicyTab({ keyView }: PolicyTabProps) {
  const { version } = useWorkbench();
  const who = useAnswer({ type: 'who', key: keyView.keyArn }, version);
  return (
    <>
      <PolicyCard keyView={keyView} />
      <section className="card" aria-labelledby="who-heading">
        <div className="card-head">
          <h3 id="who-heading">Who may use this key</h3>
        </div>
        {who !== undefined && <WhoTable who={who} />}
      </section>
    </>
  );
}

function PolicyCard({ keyView }: PolicyTabProps) {
  const { run, standpoint } = useWorkbench();
  const { trial, tryOut, forget } = useTrial();
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ReturnType<typeof refusalOf>>(null);
  const put = async (policy: string) => {
    const outcome = await run(keyCommands.putPolicy(keyReference(keyView, standpoint.as), policy));
    const refused = outcome && refusalOf(outcome);
    setRefusal(refused);
    if (outcome?.exitCode === 0) setDraft(null);
    forget();
  };
  const edit = (text: string | null) => {
    setDraft(text);
    forget();
  };
  return (
    <section className="card" aria-labelledby="policy-heading">
      <div className="card-head">
        <h3 id="policy-heading">Key policy</h3>
        {draft === null ? (
          <>
            <CopyButton text={keyView.policy} what="JSON" />
            <Button onClick={() => edit(keyView.policy)}>Edit</Button>
          </>
        ) : (
          <>
            <Button onClick={() => edit(null)}>Cancel</Button>
            <Button onClick={() => tryOut({ type: 'gains', key: keyView.keyArn, changes: { keyPolicy: draft } })}>
              Try it
            </Button>
            <Button kind="primary" onClick={() => void put(draft)}>
              Put policy
            </Button>
          </>
        )}
      </div>
      <p className="says">
        No IAM policy counts for a key unless its key policy lets the account's IAM policies decide: the statement that
        names the account's root does that.
      </p>
      {refusal !== null && <WhyRefused {...refusal} />}
      {draft === null ? (
        <CodeBlock label="Key policy document" text={keyView.policy} />
      ) : (
        <textarea
          className="code"
          aria-label="Key policy document"
          rows={22}
          spellCheck={false}
          value={draft}
          onChange={(event) => edit(event.target.value)}
        />
      )}
      {trial !== null && (
        <div className="trial" role="status">
          <h4>If this were the key policy</h4>
          {trial.ok ? <GainsList gains={trial.gains} /> : <p className="bad">{trial.message}</p>}
        </div>
      )}
    </section>
  );
}

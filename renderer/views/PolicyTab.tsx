import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { refusalOf } from '../lab/outputs.ts';
import { WhyRefused } from './WhyRefused.tsx';

type PolicyTabProps = { readonly keyView: KeyView };

/** The key policy, to read and to replace. */
export function PolicyTab({ keyView }: PolicyTabProps) {
  const { run, standpoint } = useWorkbench();
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ReturnType<typeof refusalOf>>(null);
  const put = async (policy: string) => {
    const outcome = await run(keyCommands.putPolicy(keyReference(keyView, standpoint.as), policy));
    const refused = outcome && refusalOf(outcome);
    setRefusal(refused);
    if (outcome?.exitCode === 0) setDraft(null);
  };
  return (
    <section className="card" aria-labelledby="policy-heading">
      <div className="card-head">
        <h3 id="policy-heading">Key policy</h3>
        {draft === null ? (
          <>
            <CopyButton text={keyView.policy} what="JSON" />
            <Button onClick={() => setDraft(keyView.policy)}>Edit</Button>
          </>
        ) : (
          <>
            <Button onClick={() => setDraft(null)}>Cancel</Button>
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
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
    </section>
  );
}

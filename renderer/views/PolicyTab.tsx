import type { KeyView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { WhoTable } from '../components/WhoTable.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { PolicyDesk } from './PolicyDesk.tsx';

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
  const { dispatch, policyDrafts } = useWorkbench();
  const { keyArn, policy } = keyView;
  const draft = policyDrafts.find((one) => one.keyArn === keyArn);
  if (draft !== undefined) {
    return <PolicyDesk key={`${keyArn} ${draft.text} ${draft.statement}`} keyView={keyView} draft={draft} />;
  }
  return (
    <section className="card" aria-labelledby="policy-heading">
      <div className="card-head">
        <h3 id="policy-heading">Key policy</h3>
        <CopyButton text={policy} what="JSON" />
        <Button
          id="policy-edit"
          onClick={() => dispatch({ type: 'editPolicy', draft: { keyArn, text: null, statement: null, caret: null } })}
        >
          Edit
        </Button>
      </div>
      <p className="says">
        No IAM policy counts for a key unless its key policy lets the account's IAM policies decide: the statement that
        names the account's root does that.
      </p>
      <CodeBlock label="Key policy document" text={policy} />
    </section>
  );
}

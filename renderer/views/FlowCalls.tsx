import type { TrailRow } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { callerOf, contextOf, keyOf, resultOf } from '../lab/trail-rows.ts';

/** Calls that are looked through, and how many of them are shown. */
const SEARCHED = 2000;
const SHOWN = 30;

/** The calls to KMS that EBS, EC2 and RDS made for somebody, newest last. */
export function FlowCalls() {
  const { version, names, open } = useWorkbench();
  const rows = (useAnswer({ type: 'trail', limit: SEARCHED }, version) ?? []).filter(isForStorage).slice(-SHOWN);
  if (rows.length === 0) return <p className="nothing">No service has called KMS for anybody yet.</p>;
  return (
    <div>
      <h3 id="flow-calls-heading">Calls to KMS for somebody</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to */}
      <section className="flow-calls" aria-labelledby="flow-calls-heading" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col">Key</th>
              <th scope="col">By</th>
              <th scope="col">For</th>
              <th scope="col">Context</th>
              <th scope="col">In the trail of</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { caller, by } = callerOf(row, names.caller);
              const keyArn = keyOf(row);
              const { word, isRefused } = resultOf(row);
              return (
                <tr key={row.record.eventID}>
                  <th scope="row">{row.record.eventName}</th>
                  <td>{keyArn === null ? '-' : names.key(keyArn)}</td>
                  <td>{by ?? '-'}</td>
                  <td>{caller ?? '-'}</td>
                  <td>{contextOf(row) || '-'}</td>
                  <td>{names.account(row.record.recipientAccountId)}</td>
                  <td className={isRefused ? 'bad' : 'good'}>
                    {word}
                    {isRefused && row.requestId !== null && <WhyButton requestId={row.requestId} onWhy={open} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

type WhyButtonProps = { readonly requestId: string; readonly onWhy: ReturnType<typeof useWorkbench>['open'] };

function WhyButton({ requestId, onWhy }: WhyButtonProps) {
  return (
    <Button kind="quiet" onClick={() => onWhy({ type: 'why', requestId })}>
      Why?
    </Button>
  );
}

function isForStorage({ record: { eventSource, userIdentity } }: TrailRow): boolean {
  return eventSource === 'kms.amazonaws.com' && /^(?:ec2|ebs|rds|AWS Internal)/.test(userIdentity.invokedBy ?? '');
}

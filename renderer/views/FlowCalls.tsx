import type { TrailItem } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { callerOf, contextOf, resultWord } from '../lab/trail-rows.ts';

/** How many are shown. */
const SHOWN = 30;

/** The calls to KMS that EBS, EC2 and RDS made for somebody, newest last. */
export function FlowCalls({ calls }: { readonly calls: readonly TrailItem[] }) {
  const { names, open } = useWorkbench();
  if (calls.length === 0) return <p className="nothing">No service has called KMS for anybody yet.</p>;
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
            {calls.slice(-SHOWN).map((call) => {
              const { row, keyArn, accountIds, result } = call;
              const { caller, by } = callerOf(call, names.caller);
              const isRefused = result !== 'ok';
              return (
                <tr key={row.record.eventID}>
                  <th scope="row">{row.record.eventName}</th>
                  <td>{keyArn === null ? '-' : names.key(keyArn)}</td>
                  <td>{by ?? '-'}</td>
                  <td>{caller ?? '-'}</td>
                  <td>{contextOf(call) || '-'}</td>
                  <td>{accountIds.map(names.account).join(' + ')}</td>
                  <td className={isRefused ? 'bad' : 'good'}>
                    {resultWord(call)}
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

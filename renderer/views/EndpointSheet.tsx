import { useEffect, useState } from 'react';
import type { LabView } from '../../core/index.ts';
import type { Standpoint } from '../app/ui-state.ts';
import { Button } from '../components/Button.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { Sheet } from '../components/Sheet.tsx';
import type { AskedDesk, Desk } from '../hooks/use-desk.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

type EndpointSheetProps = { readonly desk: Desk; readonly view: LabView; readonly onClose: () => void };

/** AWS's own protocol in front of this window's world: where it is, and what a shell needs to talk to it as whom. */
export function EndpointSheet({ desk, view, onClose }: EndpointSheetProps) {
  const { standpoint } = useWorkbench();
  const [as, setAs] = useState(standpoint.as);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const endpoint = desk.state.endpoint;
  const ask = async (message: AskedDesk) => {
    setBusy(true);
    setError(await desk.ask(message));
    setBusy(false);
  };
  const principal = view.principals.some(({ arn }) => arn === as) ? as : (view.principals[0]?.arn ?? '');
  const lines = useExports(desk, endpoint?.url ?? null, { as: principal, region: standpoint.region });
  return (
    <Sheet title="Endpoint for AWS clients" size="large" onClose={onClose}>
      <p className="says">
        The AWS CLI, SDKs and tools can use this world as if it were AWS: they need a URL and credentials, which are
        this world’s own and worth nothing elsewhere. What they do is in the trail here at once. It serves your own
        world, also while a lesson or a replay is on the screen; it listens on this machine alone, and ends with the
        app.
      </p>
      {error !== null && (
        <p className="bad" role="alert">
          {error}
        </p>
      )}
      {endpoint === null ? (
        <div className="sheet-actions">
          <Button kind="primary" isDisabled={isBusy} onClick={() => void ask({ type: 'startEndpoint' })}>
            Start the endpoint
          </Button>
        </div>
      ) : (
        <>
          <p className="endpoint-line" role="status">
            Running at <code>{endpoint.url}</code> <CopyButton text={endpoint.url} what="URL" />
          </p>
          <label className="field">
            <span>Clients act as</span>
            <select value={principal} onChange={(event) => setAs(event.target.value)}>
              {view.principals.map(({ arn, label }) => (
                <option key={arn} value={arn}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          {lines !== null && (
            <section className="endpoint-exports" aria-labelledby="exports-heading">
              <h3 id="exports-heading">
                In the shell of your client <CopyButton text={lines} what="exports" />
              </h3>
              <CodeBlock label="Lines for a shell" text={lines} />
              <p className="says">
                In a terminal with kmslab, <code>eval "$(kmslab env)"</code> does the same. Then:{' '}
                <code>aws kms list-keys</code>. A CLI older than 2.13 wants <code>--endpoint-url {endpoint.url}</code>{' '}
                with each command.
              </p>
            </section>
          )}
          <div className="sheet-actions">
            <Button isDisabled={isBusy} onClick={() => void ask({ type: 'stopEndpoint' })}>
              Stop the endpoint
            </Button>
          </div>
        </>
      )}
    </Sheet>
  );
}

/** What a client's shell is to evaluate; null until the app has said, and where nothing runs. */
function useExports(desk: Desk, url: string | null, { as, region }: Standpoint): string | null {
  const { exportsFor } = desk;
  const asked = url === null ? null : `${url} ${as} ${region}`;
  const [told, setTold] = useState<{ readonly asked: string; readonly lines: string } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    let isCurrent = true;
    exportsFor(as, region).then(
      (lines) => isCurrent && setTold({ asked, lines }),
      (error: unknown) => console.error(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [exportsFor, asked, as, region]);
  return told !== null && told.asked === asked ? told.lines : null;
}

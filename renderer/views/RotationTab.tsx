import { useState } from 'react';
import type { KeyView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { Facts } from '../components/Facts.tsx';
import { MaterialLine } from '../diagrams/MaterialLine.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatDay, formatUntil } from '../lab/format.ts';

type RotationTabProps = { readonly keyView: KeyView; readonly now: number };

const DEFAULT_PERIOD_DAYS = 365;

export function RotationTab({ keyView, now }: RotationTabProps) {
  const { run, standpoint } = useWorkbench();
  const { rotation } = keyView;
  const [days, setDays] = useState(String(rotation.periodInDays ?? DEFAULT_PERIOD_DAYS));
  const keyId = keyReference(keyView, standpoint.as);
  const enableLine = keyCommands.enableRotation(keyId, Number(days));
  const next = rotation.nextRotationDate;
  const { automatic, onDemand } = rotation.kinds;
  if (!automatic && !onDemand) return <NoRotation keySpec={keyView.keySpec} />;
  return (
    <>
      <section className="card" aria-labelledby="materials-heading">
        <h3 id="materials-heading">Key materials</h3>
        <p className="says">
          Rotation adds a key material: the newest encrypts, and all of them decrypt. The key's id, ARN and aliases
          stay, and nothing is encrypted again.
        </p>
        <MaterialLine materials={keyView.materials} nextRotationDate={next} now={now} />
      </section>
      <section className="card" aria-labelledby="rotation-heading">
        <h3 id="rotation-heading">{automatic ? 'Automatic rotation' : 'Rotation on demand'}</h3>
        <Facts
          facts={[
            { name: 'Status', value: rotation.isEnabled ? 'On' : 'Off' },
            { name: 'Period', value: rotation.periodInDays === null ? 'none' : `${rotation.periodInDays} days` },
            { name: 'Next', value: next === null ? 'none' : `${formatDay(next)}, ${formatUntil(next, now)}` },
            { name: 'On demand', value: `${rotation.onDemandCount} of 25` },
          ]}
        />
        <form
          className="actions"
          onSubmit={(event) => {
            event.preventDefault();
            void run(enableLine);
          }}
        >
          {automatic && (
            <>
              <label className="field field-inline">
                <span>Every (days)</span>
                <input
                  type="number"
                  min={90}
                  max={2560}
                  value={days}
                  onChange={(event) => setDays(event.target.value)}
                />
              </label>
              <Button type="submit">{rotation.isEnabled ? 'Change period' : 'Enable rotation'}</Button>
            </>
          )}
          {rotation.isEnabled && (
            <Button onClick={() => void run(keyCommands.disableRotation(keyId))}>Disable rotation</Button>
          )}
          {onDemand && <Button onClick={() => void run(keyCommands.rotateNow(keyId))}>Rotate now</Button>}
        </form>
        {automatic && <CommandLine line={enableLine} />}
        {onDemand && <CommandLine line={keyCommands.rotateNow(keyId)} />}
      </section>
    </>
  );
}

/** What there is instead, for a key of a kind that KMS does not rotate. */
function NoRotation({ keySpec }: Pick<KeyView, 'keySpec'>) {
  return (
    <section className="card" aria-labelledby="rotation-heading">
      <h3 id="rotation-heading">No rotation</h3>
      <p className="says">
        {keySpec === 'SYMMETRIC_DEFAULT'
          ? 'KMS does not rotate keys whose material is outside it, in a custom key store.'
          : 'KMS rotates symmetric encryption keys alone.'}{' '}
        Make a new key in its place, and point its alias there.
      </p>
    </section>
  );
}

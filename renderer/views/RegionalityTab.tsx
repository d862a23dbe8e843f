import { useState } from 'react';
import type { KeyView, LabView } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type RegionalityTabProps = { readonly keyView: KeyView; readonly view: LabView };

/** Whether a key is in one Region or in several, and where the others of its set are. */
export function RegionalityTab({ keyView, view }: RegionalityTabProps) {
  const { multiRegion } = keyView;
  return (
    <section className="card" aria-labelledby="regionality-heading">
      <h3 id="regionality-heading">Regionality</h3>
      {multiRegion === null ? (
        <p className="says">
          A single-Region key, in {keyView.region}. It can't become a multi-Region key later: what shall be readable in
          several Regions needs a key that was made so, with <code>--multi-region</code>.
        </p>
      ) : (
        <MultiRegion keyView={keyView} view={view} related={multiRegion.related} isReplica={multiRegion.isReplica} />
      )}
    </section>
  );
}

type MultiRegionProps = RegionalityTabProps & NonNullable<KeyView['multiRegion']>;

function MultiRegion({ keyView, view, related, isReplica }: MultiRegionProps) {
  const { run, dispatch, standpoint } = useWorkbench();
  const taken = new Set(related.map(regionOf));
  const free = view.regions.filter(({ region }) => !taken.has(region));
  const [chosen, choose] = useState('');
  const target = chosen || free[0]?.region || '';
  const keyId = keyReference(keyView, standpoint.as);
  const line = keyCommands.replicate(keyId, target);
  return (
    <>
      <p className="says">
        A multi-Region {isReplica ? 'replica' : 'primary'} key. All keys of the set have one key id and the same key
        material, so each opens what another encrypted; key policy, grants, aliases, tags and state are each one's own.
      </p>
      <ul className="alias-list" aria-label="Keys of this set">
        {related.map((arn) => (
          <li key={arn}>
            <code>{regionOf(arn)}</code>
            {arn === keyView.keyArn ? (
              <span className="muted">this key</span>
            ) : (
              <Button
                kind="quiet"
                label={`Show the key in ${regionOf(arn)}`}
                onClick={() => dispatch({ type: 'selectKey', keyArn: arn, region: regionOf(arn) })}
              >
                Show
              </Button>
            )}
            {!isReplica && arn !== keyView.keyArn && (
              <Button
                label={`Make ${regionOf(arn)} the primary Region`}
                onClick={() => void run(keyCommands.updatePrimary(keyId, regionOf(arn)))}
              >
                Make it the primary
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isReplica ? (
        <p className="muted">Only the primary can be replicated.</p>
      ) : (
        <>
          <form
            className="actions"
            onSubmit={(event) => {
              event.preventDefault();
              void run(line);
            }}
          >
            <label className="field field-inline">
              <span>Region</span>
              <select value={target} onChange={(event) => choose(event.target.value)}>
                {free.map(({ region, name }) => (
                  <option key={region} value={region}>
                    {region} {name}
                  </option>
                ))}
              </select>
            </label>
            <Button type="submit" isDisabled={target === ''}>
              Create a replica
            </Button>
          </form>
          <CommandLine line={line} />
        </>
      )}
    </>
  );
}

function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}

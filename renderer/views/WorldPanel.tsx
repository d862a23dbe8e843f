import { useState } from 'react';
import type { MapItem, WorldMap } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Facts } from '../components/Facts.tsx';
import { WorldDrawing } from '../diagrams/WorldDrawing.tsx';
import { WorldTable } from '../diagrams/WorldTable.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { LessonPointer } from './LessonPointer.tsx';

/** The map of the world, and what was chosen on it. */
export function WorldPanel() {
  const { version, standpoint, names, run, isPast } = useWorkbench();
  const map = useAnswer({ type: 'map', region: standpoint.region }, version);
  const [chosen, choose] = useState<string | null>(null);
  const item = map?.items.find(({ id }) => id === chosen);
  return (
    <section className="panel world-panel" aria-label="World map" tabIndex={-1} id="panel-world">
      {map !== undefined && (
        <>
          <p className="says">
            Keys stay in their Region, and what is encrypted under one needs it there. Lines join the replicas of a
            multi-Region key, and copies of snapshots, which lie under a key of their own place.
          </p>
          {map.items.length === 0 && (
            <EmptyState
              title="Nothing is there yet"
              {...(!isPast && { line: 'aws kms create-key', onRun: (line: string) => void run(line) })}
              lesson={<LessonPointer teaches="map" />}
            >
              Create a key, a volume, a bucket: each stands on the map where its account and Region are.
            </EmptyState>
          )}
          <WorldDrawing map={map} chosen={chosen} onChoose={choose} />
          {item !== undefined && <ChosenItem item={item} map={map} />}
          <WorldTable map={map} names={names} />
        </>
      )}
    </section>
  );
}

/** What was chosen, its key, and the command that shows it. */
function ChosenItem({ item, map }: { readonly item: MapItem; readonly map: WorldMap }) {
  const { run, names, standpoint, dispatch } = useWorkbench();
  const { id, kind, name, state, accountId, region, keyArn, otherwise, facts, command } = item;
  const key = map.items.find((one) => one.id === keyArn);
  return (
    <section className="card" aria-label={`About ${name}`}>
      <div className="card-head">
        <h3>{name}</h3>
        <span className="muted">{kind}</span>
      </div>
      <Facts
        facts={[
          { name: 'Where', value: `${names.account(accountId)}, ${region}` },
          ...(state === null ? [] : [{ name: 'State', value: state }]),
          ...(id === keyArn ? [] : [{ name: 'Encrypted by', value: keyArn === null ? otherwise : names.key(keyArn) }]),
          ...facts.map(([fact, value]) => ({ name: fact === '' ? 'also' : fact, value })),
        ]}
      />
      <CommandLine line={command} onRun={() => void run(command, { ...standpoint, region })} />
      {key !== undefined && (
        <div className="actions">
          <Button
            onClick={() => {
              dispatch({ type: 'selectKey', keyArn: key.id, region: key.region });
              dispatch({ type: 'openTab', tab: 'overview' });
            }}
          >
            {id === key.id ? 'Open this key' : `Open its key, ${names.key(key.id)}`}
          </Button>
        </div>
      )}
    </section>
  );
}

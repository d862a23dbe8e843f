import { useEffect, useState } from 'react';
import type { FlowNode, FlowView, KeySummary, LabView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import { chartFor, commandOf, possibleActions } from '../aws/key-actions.ts';
import { accountOf, keyReference } from '../aws/key-commands.ts';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { FlowDrawing, wrapping } from '../diagrams/FlowDrawing.tsx';
import { layoutFlow } from '../diagrams/flow-layout.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useMoveClock } from '../hooks/use-move-clock.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { FlowBreaks } from '../views/FlowBreaks.tsx';
import { FlowCalls } from '../views/FlowCalls.tsx';
import { LessonPointer } from '../views/LessonPointer.tsx';

type FlowPlaceProps = { readonly view: LabView };

/** Where the data of volumes and databases lies, which key wraps each data key, and which calls to KMS that took. */
export function FlowPlace({ view }: FlowPlaceProps) {
  const { version, standpoint, names } = useWorkbench();
  const flow = useAnswer({ type: 'flow', ...standpoint }, version);
  const [chosen, choose] = useState<string | null>(null);
  const cells = flow === undefined ? [] : layoutFlow(flow);
  const node = cells.find((cell) => cell.node.id === chosen)?.node;
  return (
    <main className="place place-flow" id="place" tabIndex={-1} aria-label="Flow">
      <h2>Flow of stored data</h2>
      {flow !== undefined && cells.length === 0 && (
        <EmptyState title="No volume, snapshot or database yet" lesson={<LessonPointer teaches="flow" />}>
          EBS and RDS encrypt what they store under a data key, and have it wrapped by a KMS key. Where a snapshot is
          copied to another Region or account, the copy gets a data key of its own, under a key of that place.
        </EmptyState>
      )}
      {flow !== undefined && cells.length > 0 && (
        <FlowDrawing flow={flow} names={names} chosen={chosen} onChoose={choose} />
      )}
      {cells.length > 0 && node === undefined && (
        <p className="says">Choose a card to see its key, and what breaks without it.</p>
      )}
      {flow !== undefined && <NextStep next={flow.next} />}
      {flow !== undefined && <FlowBreaks breaks={flow.breaks} tries={flow.tries} />}
      {node !== undefined && <ChosenNode node={node} keys={view.keys} />}
      <FlowCalls calls={flow?.calls ?? []} />
    </main>
  );
}

/** What could be done next, and a button that does it. */
function NextStep({ next }: { readonly next: FlowView['next'] }) {
  const { run } = useWorkbench();
  const moveClock = useMoveClock();
  const step = next === null ? null : `${next.says} ${next.line}`;
  useEffect(() => {
    // The button that led here may be gone, and the keyboard with it.
    if (step !== null && document.activeElement === document.body) focusFirst('#flow-next');
  }, [step]);
  if (next === null) return null;
  const { line, says } = next;
  return (
    <section className="card" id="flow-next" tabIndex={-1} aria-label="What could be done next">
      <p>
        Next: <strong>{says}</strong>
      </p>
      {line === null ? (
        <Button onClick={() => void moveClock({ type: 'advanceToNext' })}>To the next event</Button>
      ) : (
        <CommandLine line={line} onRun={() => void run(line)} />
      )}
    </section>
  );
}

/** What a key that the chosen thing lies under can be tried with, by what whoever acts may do to it now. */
const TRIES = {
  DisableKey: 'Break it: disable the key, then copy, attach or restore, and see which step fails.',
  EnableKey: 'Its key is disabled: copy, attach or restore now, and see which step fails. To mend it, enable the key.',
} as const;

/** One node, its key, and a way to see what becomes of it without that key. */
function ChosenNode({ node, keys }: { readonly node: FlowNode; readonly keys: readonly KeySummary[] }) {
  const { names, dispatch } = useWorkbench();
  const { name, state, failure, keyArn } = node;
  const key = keys.find((one) => one.keyArn === keyArn);
  return (
    <section className="card" aria-label={`About ${name}`}>
      <div className="card-head">
        <h3>{name}</h3>
        <span className="muted">
          {state}, {wrapping(node, names)}
        </span>
      </div>
      {failure !== null && <p className="refusal-words">{failure}</p>}
      {key !== undefined && (
        <>
          <KeyTry keyArn={key.keyArn} />
          <div className="actions">
            <Button
              kind="quiet"
              onClick={() => {
                dispatch({ type: 'selectKey', keyArn: key.keyArn, region: key.region });
                dispatch({ type: 'goTo', place: 'key' });
              }}
            >
              Show its key
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Disables or enables a key, where KMS lets whoever acts do that to it. */
function KeyTry({ keyArn }: { readonly keyArn: string }) {
  const { run, names, version, standpoint } = useWorkbench();
  const key = useAnswer({ type: 'key', keyArn }, version);
  if (key == null) return null;
  const action = possibleActions(chartFor(key, standpoint.as)).find(({ event }) => event in TRIES);
  if (action === undefined) {
    const { keyManager, keyState, accountId } = key;
    return (
      <p className="says">
        {accountOf(standpoint.as) !== accountId
          ? `Its key is of ${names.account(accountId)}, which alone can disable or enable it.`
          : keyManager === 'AWS'
            ? 'Its key is an AWS managed one: nobody but AWS can disable it.'
            : `Its key can be neither disabled nor enabled now: it is in the state ${keyState}.`}
      </p>
    );
  }
  const region = key.region === standpoint.region ? '' : ` --region ${key.region}`;
  const line = `${commandOf(action, keyReference(key, standpoint.as))}${region}`;
  return (
    <>
      <p className="says">{action.event === 'DisableKey' ? TRIES.DisableKey : TRIES.EnableKey}</p>
      <CommandLine line={line} onRun={() => void run(line)} />
    </>
  );
}

import { useEffect } from 'react';
import type { LabView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import type { UiState } from '../app/ui-state.ts';
import { useReplay } from '../hooks/use-replay.ts';
import { useReplayKeys } from '../hooks/use-replay-keys.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { KeyPanel } from '../views/KeyPanel.tsx';
import { KeysPanel } from '../views/KeysPanel.tsx';
import { ReplayBar } from '../views/ReplayBar.tsx';
import { ReplayList } from '../views/ReplayList.tsx';
import { ReplayStep } from '../views/ReplayStep.tsx';
import { ReplaySteps } from '../views/ReplaySteps.tsx';

type ReplayPlaceProps = { readonly view: LabView; readonly ui: UiState };

/** Scenarios, and the lab's own past, played step by step; at each step the lab is as it was then. */
export function ReplayPlace({ view, ui }: ReplayPlaceProps) {
  const { state, steps, replays, act, error } = useReplay();
  const on = state?.on ?? null;
  const { hasLetters, isPresenting } = useWorkbench();
  useReplayKeys(on === null ? null : on.status === 'playing', hasLetters, isPresenting, act);
  const isOn = on !== null;
  useEffect(() => {
    // The button that led from the player to the list is gone, and the keyboard with it.
    if (!isOn && document.activeElement === document.body) focusFirst('#place');
  }, [isOn]);
  const lost = error !== null && (
    <p className="refusal-words" role="alert">
      {error}
    </p>
  );
  if (state === undefined) return <main className="place" id="place" tabIndex={-1} aria-label="Replay" />;
  if (on === null) {
    return (
      <main key="list" className="place place-lessons" id="place" tabIndex={-1} aria-label="Replay">
        {lost}
        <ReplayList replays={replays} continued={state.continued} onAct={act} />
      </main>
    );
  }
  return (
    <main className="place place-replay" id="place" tabIndex={-1} aria-label="Replay">
      <ReplayBar on={on} steps={steps} onAct={act} />
      {lost}
      <div className="replay-parts">
        <ReplaySteps steps={steps} done={on.done} onAct={act} />
        <ReplayStep on={on} />
        <div className="column column-keys">
          <KeysPanel view={view} selectedKeyArn={ui.selectedKeyArn} isPast />
        </div>
        <div className="column column-key">
          <KeyPanel view={view} keyArn={ui.selectedKeyArn} tab={ui.tab} during="past" />
        </div>
      </div>
    </main>
  );
}

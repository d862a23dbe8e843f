import { useEffect, useReducer } from 'react';
import type { CommandId } from '../../main/bridge-contract.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useFollowingClock } from '../hooks/use-following-clock.ts';
import { useLabVersion } from '../hooks/use-lab-version.ts';
import { useRun } from '../hooks/use-run.ts';
import { Shell } from './Shell.tsx';
import { INITIAL_UI, nextUi } from './ui-state.ts';

type AppProps = { readonly onMenuCommand: (listener: (command: CommandId) => void) => () => void };

/** The window: what it remembers, what the lab says, and its places. */
export function App({ onMenuCommand }: AppProps) {
  const [ui, dispatch] = useReducer(nextUi, INITIAL_UI);
  const version = useLabVersion();
  const view = useAnswer({ type: 'view' }, version);
  const run = useRun(ui.standpoint, dispatch);
  useFollowingClock(view?.clock);
  useEffect(() => {
    if (view !== undefined) dispatch({ type: 'viewArrived', view });
  }, [view]);
  if (view === undefined || ui.standpoint === null) return <p className="starting">Opening the lab…</p>;
  return (
    <Shell
      view={view}
      ui={ui}
      standpoint={ui.standpoint}
      version={version}
      run={run}
      dispatch={dispatch}
      onMenuCommand={onMenuCommand}
    />
  );
}

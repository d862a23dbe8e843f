import { useCallback, useContext, useEffect, useReducer } from 'react';
import { PLACES } from '../../core/bridge/index.ts';
import type { WindowSettings } from '../../main/bridge-contract.ts';
import type { CommandId } from '../../main/commands.ts';
import { useFollowingClock } from '../hooks/use-following-clock.ts';
import { useLabView } from '../hooks/use-lab-view.ts';
import { useRun } from '../hooks/use-run.ts';
import { onlyKey } from '../lab/only-key.ts';
import { SettingsContext } from '../lab/settings.ts';
import { Shell } from './Shell.tsx';
import { INITIAL_UI, nextUi, type UiEvent, type UiState } from './ui-state.ts';

type AppProps = { readonly onMenuCommand: (listener: (command: CommandId) => void) => () => void };

/** The window: what it remembers, what the lab says, and its places. */
export function App({ onMenuCommand }: AppProps) {
  const { places } = useContext(SettingsContext);
  const [ui, dispatchAll] = useReducer(nextUi, places, initialUi);
  const dispatch = useCallback(
    (event: UiEvent) => {
      const isClosed = event.type === 'goTo' && places !== null && !places.includes(event.place);
      if (!isClosed) dispatchAll(event);
    },
    [places],
  );
  const { view, version } = useLabView();
  const run = useRun(ui.standpoint, dispatch);
  useFollowingClock(view?.clock);
  useEffect(() => {
    if (view !== undefined) dispatch({ type: 'viewArrived', view });
  }, [view, dispatch]);
  if (view === undefined || ui.standpoint === null) return <p className="starting">Opening the lab…</p>;
  const selectedKeyArn = ui.selectedKeyArn ?? onlyKey(view, ui.standpoint)?.keyArn ?? null;
  return (
    <Shell
      view={view}
      ui={{ ...ui, selectedKeyArn }}
      standpoint={ui.standpoint}
      version={version}
      run={run}
      dispatch={dispatch}
      onMenuCommand={onMenuCommand}
    />
  );
}

/** A window that shows some places only begins at the first of them. */
function initialUi(places: WindowSettings['places']): UiState {
  const place = PLACES.find(({ id }) => id === places?.[0])?.id;
  return place === undefined ? INITIAL_UI : { ...INITIAL_UI, place };
}

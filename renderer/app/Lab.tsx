import { useCallback, useMemo, useState } from 'react';
import type { LabView, RunOutcome } from '../../core/index.ts';
import type { CommandId } from '../../main/bridge-contract.ts';
import { Splitter } from '../components/Splitter.tsx';
import { useColumnWidths } from '../hooks/use-column-widths.ts';
import { goToPanel, useCommands } from '../hooks/use-commands.ts';
import { useLetterKeys } from '../hooks/use-letter-keys.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { type Workbench, WorkbenchContext } from '../hooks/use-workbench.ts';
import { namesIn } from '../lab/key-names.ts';
import { CommandPanel } from '../views/CommandPanel.tsx';
import { HeaderBar } from '../views/HeaderBar.tsx';
import { KeyPanel } from '../views/KeyPanel.tsx';
import { KeysPanel } from '../views/KeysPanel.tsx';
import { PrincipalsPanel } from '../views/PrincipalsPanel.tsx';
import { TrailPanel } from '../views/TrailPanel.tsx';
import { ColumnStrip } from './ColumnStrip.tsx';
import { panelBeside } from './focus.ts';
import { OpenSheet } from './OpenSheet.tsx';
import type { Standpoint, UiEvent, UiState } from './ui-state.ts';

type LabProps = {
  readonly view: LabView;
  readonly ui: UiState;
  readonly standpoint: Standpoint;
  readonly version: number;
  readonly run: (line: string) => Promise<RunOutcome | null>;
  readonly dispatch: (event: UiEvent) => void;
  readonly onMenuCommand: (listener: (command: CommandId) => void) => () => void;
};

/** Keys and principals, the selected key, the trail, and the command bar under them. */
export function Lab({ view, ui, standpoint, version, run, dispatch, onMenuCommand }: LabProps) {
  const [trailPlace, setTrailPlace] = useState<{ readonly eventId: string; readonly requestId: string | null } | null>(
    null,
  );
  const { columns, left, right } = useColumnWidths();
  const [hasLetters, setLetters] = useLetterKeys();
  const workbench = useMemo<Workbench>(
    () => ({
      standpoint,
      version,
      run,
      dispatch,
      open: (sheet) => dispatch({ type: 'openSheet', sheet }),
      names: namesIn(view),
    }),
    [standpoint, version, run, dispatch, view],
  );
  const selectedKey = view.keys.find(({ keyArn }) => keyArn === ui.selectedKeyArn) ?? null;
  const does = useCommands(
    { workbench, view, selectedKey, whyRequestId: trailPlace?.requestId ?? lastRequest(ui) },
    onMenuCommand,
  );
  const moves = useCallback(
    ({ tab, panel }: { readonly tab?: 1 | -1; readonly panel?: 1 | -1 }) => {
      if (tab !== undefined) dispatch({ type: 'nextTab', step: tab });
      if (panel !== undefined) goToPanel(panelBeside(panel), dispatch);
    },
    [dispatch],
  );
  useShortcuts(does, moves, hasLetters);
  return (
    <WorkbenchContext value={workbench}>
      <div className="lab" data-column={ui.column}>
        <HeaderBar view={view} selectedKeyArn={ui.selectedKeyArn} />
        <ColumnStrip column={ui.column} onShow={(column) => dispatch({ type: 'showColumn', column })} />
        <main className="columns" ref={columns}>
          <div className="column column-keys">
            <KeysPanel view={view} selectedKeyArn={ui.selectedKeyArn} />
            <PrincipalsPanel view={view} />
          </div>
          <Splitter {...left} />
          <div className="column column-key">
            <KeyPanel view={view} keyArn={ui.selectedKeyArn} tab={ui.tab} />
          </div>
          <Splitter {...right} />
          <div className="column column-trail">
            <TrailPanel
              activeId={trailPlace?.eventId ?? null}
              onMove={(eventId, requestId) => setTrailPlace(eventId === '' ? null : { eventId, requestId })}
            />
          </div>
        </main>
        <CommandPanel log={ui.log} />
        <OpenSheet ui={ui} view={view} selectedKey={selectedKey} does={does} letters={{ hasLetters, setLetters }} />
      </div>
    </WorkbenchContext>
  );
}

/** The last command's request, where it became one. */
function lastRequest({ log }: UiState): string | null {
  for (const entry of log.toReversed()) {
    if (entry.type !== 'command' || entry.result.type !== 'ran') continue;
    const { outcome } = entry.result.run;
    if (outcome !== null) return outcome.requestId;
  }
  return null;
}

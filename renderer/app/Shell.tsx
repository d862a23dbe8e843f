import { useCallback, useContext, useMemo } from 'react';
import type { LabView, ReplayView } from '../../core/index.ts';
import type { CommandId } from '../../main/commands.ts';
import { Toast } from '../components/Toast.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useClassroom } from '../hooks/use-classroom.ts';
import { goToPanel, useCommands } from '../hooks/use-commands.ts';
import { useDesk } from '../hooks/use-desk.ts';
import { useFirstStandpoint } from '../hooks/use-first-standpoint.ts';
import { useLetterKeys } from '../hooks/use-letter-keys.ts';
import { usePresenter } from '../hooks/use-presenter.ts';
import { useRequestInFocus } from '../hooks/use-request-in-focus.ts';
import type { RunLine } from '../hooks/use-run.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { useVisits } from '../hooks/use-visits.ts';
import { useWindowTitle } from '../hooks/use-window-title.ts';
import { type Workbench, WorkbenchContext } from '../hooks/use-workbench.ts';
import { namesIn } from '../lab/key-names.ts';
import { tabBeside } from '../lab/key-tabs.ts';
import { SettingsContext } from '../lab/settings.ts';
import { Caption } from '../views/Caption.tsx';
import { CommandPanel } from '../views/CommandPanel.tsx';
import { HeaderBar } from '../views/HeaderBar.tsx';
import { isPanelInSight, panelBeside } from './focus.ts';
import { OpenSheet } from './OpenSheet.tsx';
import { Place } from './Place.tsx';
import { PlaceRail } from './PlaceRail.tsx';
import type { CommandEntry, LogEntry, Standpoint, UiEvent, UiState } from './ui-state.ts';

type ShellProps = {
  readonly view: LabView;
  readonly ui: UiState;
  readonly standpoint: Standpoint;
  readonly version: number;
  readonly run: RunLine;
  readonly dispatch: (event: UiEvent) => void;
  readonly onMenuCommand: (listener: (command: CommandId) => void) => () => void;
};

/** What every place has around it: where the window stands, the places, and the command bar. */
export function Shell({ view, ui, standpoint, version, run, dispatch, onMenuCommand }: ShellProps) {
  const [hasLetters, setLetters] = useLetterKeys();
  const classroom = useClassroom(version, dispatch);
  const replay = useAnswer({ type: 'replay' }, version);
  useFirstStandpoint({ lesson: classroom.lesson, replay, dispatch });
  const desk = useDesk();
  const settings = useContext(SettingsContext);
  useWindowTitle(desk?.state.world.name ?? null, classroom.lesson ?? null);
  const requestInFocus = useRequestInFocus(ui, version);
  const isPresenting = ui.presenting !== null;
  const isPast = replay?.on != null;
  const workbench = useMemo<Workbench>(
    () => ({
      standpoint,
      version,
      run,
      lineOf: (requestId) => lineOf(ui.log, requestId),
      dispatch,
      open: (sheet) => dispatch({ type: 'openSheet', sheet }),
      names: namesIn(view),
      requestInFocus,
      hasLetters,
      isPast,
      isPresenting,
      policyDrafts: ui.policyDrafts,
    }),
    [
      standpoint,
      version,
      run,
      dispatch,
      view,
      requestInFocus,
      hasLetters,
      isPast,
      isPresenting,
      ui.policyDrafts,
      ui.log,
    ],
  );
  const selectedKey = view.keys.find(({ keyArn }) => keyArn === ui.selectedKeyArn) ?? null;
  const does = useCommands({ workbench, view, selectedKey, classroom, place: ui.place, desk }, onMenuCommand);
  const moves = useCallback(
    ({ tab, panel }: { readonly tab?: 1 | -1; readonly panel?: 1 | -1 }) => {
      if (tab !== undefined && selectedKey !== null && isPanelInSight('key')) {
        dispatch({ type: 'openTab', tab: tabBeside(selectedKey, ui.tab, tab) });
      }
      if (panel !== undefined) goToPanel(panelBeside(panel), dispatch);
    },
    [dispatch, selectedKey, ui.tab],
  );
  const goes = useVisits(workbench, classroom);
  useShortcuts(does, moves, hasLetters);
  usePresenter({ isPresenting, classroom, isInLesson: ui.place === 'learn', dispatch });
  return (
    <WorkbenchContext value={workbench}>
      <div className="lab" data-place={ui.place} data-column={ui.column} data-presenting={isPresenting || undefined}>
        <HeaderBar
          view={view}
          selectedKeyArn={ui.selectedKeyArn}
          lesson={classroom.lesson ?? null}
          replay={replay?.on ?? null}
          continued={replay?.continued ?? null}
        />
        <div className="below-header">
          <PlaceRail place={ui.place} onGo={(place) => dispatch({ type: 'goTo', place })} />
          <Place view={view} ui={ui} classroom={classroom} />
        </div>
        {ui.presenting !== null && (
          <Caption presenting={ui.presenting} said={captionOf(ui, replay?.on ?? null, classroom.played)} />
        )}
        {!settings.locked.includes('commands') && (
          <CommandPanel
            log={ui.log}
            offered={ui.offered}
            onUndo={settings.locked.includes('undo') ? null : () => does('undo')}
          />
        )}
        <OpenSheet
          ui={ui}
          view={view}
          selectedKey={selectedKey}
          does={does}
          goes={goes}
          desk={desk}
          letters={{ hasLetters, setLetters }}
        />
        {ui.toast !== null && (
          <Toast
            says={ui.toast.says}
            {...(ui.toast.offers !== null && { action: offer(ui.toast.offers, does) })}
            onClose={() => dispatch({ type: 'toast', toast: null })}
          />
        )}
      </div>
    </WorkbenchContext>
  );
}

function lineOf(log: UiState['log'], requestId: string): CommandEntry | null {
  const made = (entry: LogEntry): entry is CommandEntry =>
    entry.type === 'command' && entry.result.type === 'ran' && entry.result.run.outcome?.requestId === requestId;
  return log.find(made) ?? null;
}

/** What those who watch are to read: the replay's command, or the solution's, in its place; else what was typed last. */
function captionOf({ place, log }: UiState, replay: ReplayView | null, played: readonly string[]): string {
  if (place === 'replay' && replay !== null) return replay.step?.run ?? replay.step?.note ?? replay.title;
  if (place === 'learn' && played.length > 0) return played.join('\n');
  return log.findLast((entry) => entry.type === 'command')?.line ?? '';
}

function offer(what: 'undo' | 'redo', does: (command: CommandId) => void) {
  return { title: what === 'undo' ? 'Undo' : 'Do it again', onDo: () => does(what) };
}

import { useCallback, useContext, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { PLACES, type PlaceId } from '../../core/bridge/index.ts';
import type { KeySummary, LabView, LessonDeed } from '../../core/index.ts';
import type { DeskMessage } from '../../main/bridge-contract.ts';
import { COMMANDS, type CommandId, parseCommandId } from '../../main/commands.ts';
import { focusFirst, focusPanel, isPanelInSight } from '../app/focus.ts';
import { actionOf, isKeyCommand, type KeyCommandId } from '../app/key-command-lines.ts';
import type { Panel } from '../app/ui-state.ts';
import { keyReference } from '../aws/key-commands.ts';
import { isOffered, SettingsContext } from '../lab/settings.ts';
import type { ClassroomState } from './use-classroom.ts';
import type { Desk } from './use-desk.ts';
import { useLab } from './use-lab.ts';
import { useTakeBack } from './use-take-back.ts';
import type { Workbench } from './use-workbench.ts';

interface CommandScope {
  readonly workbench: Workbench;
  readonly view: LabView;
  readonly selectedKey: KeySummary | null;
  readonly classroom: ClassroomState;
  readonly place: PlaceId;
  readonly desk: Desk | null;
}

const PANEL_OF = {
  'go-keys': 'keys',
  'go-principals': 'principals',
  'go-key': 'key',
  'go-trail': 'trail',
  'command-bar': 'commands',
} as const satisfies Partial<Record<CommandId, Panel>>;

/** Shows a panel of the place Lab, where another place or a narrow window hides it, and moves the keyboard there. */
export function goToPanel(panel: Panel, dispatch: Workbench['dispatch']): void {
  if (panel !== 'commands' && panel !== 'lesson' && !isPanelInSight(panel)) {
    dispatch({ type: 'goTo', place: 'lab' });
    if (panel === 'key') dispatch({ type: 'showMiddle', middle: 'key' });
    dispatch({ type: 'showColumn', column: panel === 'principals' ? 'keys' : panel });
  }
  focusPanel(panel);
}

/** Whether the keyboard is in the trail, wherever it is shown; a place that is nothing but the trail has it always. */
function isInTrail(): boolean {
  return document.querySelector('.place-trail, #panel-trail:focus-within') !== null;
}

/** What each command of the palette, the keyboard and the menu does in this window. */
export function useCommands(
  scope: CommandScope,
  onMenuCommand: (listener: (command: CommandId) => void) => () => void,
) {
  const lab = useLab();
  const settings = useContext(SettingsContext);
  const takeBack = useTakeBack(scope.workbench.dispatch);
  const current = useRef(scope);
  useEffect(() => {
    current.current = scope;
  });
  const does = useCallback(
    (command: CommandId) => {
      const { workbench, view, selectedKey, desk } = current.current;
      const { open, dispatch, requestInFocus } = workbench;
      const asked = COMMANDS.find(({ id }) => id === command);
      if (asked === undefined || !isOffered(asked, settings)) return;
      if (isKeyCommand(command)) return runOnKey(command, workbench, selectedKey);
      const place = PLACES.find(({ id }) => command === `place-${id}`);
      if (place !== undefined) {
        // The place must be there before the keyboard goes to it: the one in sight is about to leave.
        flushSync(() => dispatch({ type: 'goTo', place: place.id }));
        return focusFirst('#place');
      }
      switch (command) {
        case 'palette':
        case 'act-as':
        case 'go-to-region':
        case 'help':
        case 'copy':
        case 'progress':
        case 'handout':
        case 'worlds':
        case 'endpoint':
        case 'build':
        case 'create-key':
          return open({ type: command });
        case 'present':
          return dispatch({ type: 'present' });
        case 'world-new':
        case 'world-open':
        case 'world-save':
        case 'root-key-lock':
        case 'root-key-unlock':
        case 'window-new':
        case 'endpoint-stop':
          return void askDesk(DESK_MESSAGES[command], desk, dispatch);
        case 'endpoint-start':
          open({ type: 'endpoint' });
          return void askDesk('startEndpoint', desk, dispatch);
        case 'move-time':
          return open({ type: 'time' });
        case 'why':
          return requestInFocus === null
            ? dispatch({
                type: 'toast',
                toast: { says: 'Nothing was asked yet: run a command, then ask why.', offers: null },
              })
            : open({ type: 'why', requestId: requestInFocus });
        case 'follow-time':
          return void lab.act({ type: 'setClock', clock: view.clock === 'following' ? 'standing' : 'following' });
        case 'lesson-next':
        case 'lesson-hint':
        case 'lesson-reset':
        case 'lesson-leave':
          return actInLesson(LESSON_DEEDS[command], current.current);
        case 'undo':
        case 'redo':
          return takeBack(command);
        case 'filter-keys':
          if (isInTrail()) return focusFirst('#filter-trail');
          if (!isPanelInSight('keys')) {
            dispatch({ type: 'goTo', place: 'lab' });
            dispatch({ type: 'showColumn', column: 'keys' });
          }
          return focusFirst('#filter-keys');
        case 'encrypt':
        case 'decrypt':
          dispatch({ type: 'openTab', tab: 'overview' });
          return focusFirst(command === 'encrypt' ? '#desk-text' : '#desk-ciphertext');
        case 'show-map':
          dispatch({ type: 'goTo', place: 'lab' });
          dispatch({ type: 'showMiddle', middle: 'world' });
          return focusFirst('#panel-world');
        case 'go-keys':
        case 'go-principals':
        case 'go-key':
        case 'go-trail':
        case 'command-bar':
          return goToPanel(PANEL_OF[command], dispatch);
      }
    },
    [lab, takeBack, settings],
  );
  useEffect(() => onMenuCommand((command) => does(parseCommandId(command))), [onMenuCommand, does]);
  return does;
}

const DESK_MESSAGES = {
  'world-new': 'newWorld',
  'world-open': 'openWorld',
  'world-save': 'saveWorld',
  'root-key-lock': 'lockRootKey',
  'root-key-unlock': 'unlockRootKey',
  'window-new': 'newWindow',
  'endpoint-stop': 'stopEndpoint',
} as const satisfies Partial<Record<CommandId, DeskMessage['type']>>;

async function askDesk(
  type: (typeof DESK_MESSAGES)[keyof typeof DESK_MESSAGES] | 'startEndpoint',
  desk: Desk | null,
  dispatch: Workbench['dispatch'],
): Promise<void> {
  const says = (await desk?.ask({ type })) ?? null;
  if (says !== null) dispatch({ type: 'toast', toast: { says, offers: null } });
}

const LESSON_DEEDS = {
  'lesson-next': 'next',
  'lesson-hint': 'hint',
  'lesson-reset': 'resetStep',
  'lesson-leave': 'leave',
} as const satisfies Partial<Record<CommandId, LessonDeed>>;

/** With the lesson in hand, where it is in sight; from any other place goes there first, where buttons say what each key does. */
function actInLesson(does: LessonDeed, { place, classroom, workbench: { dispatch } }: CommandScope): void {
  const { lesson, lessons, act } = classroom;
  if (place !== 'learn' || lesson == null) {
    dispatch({ type: 'goTo', place: 'learn' });
  } else if (lesson.status === 'done' && does === 'next') {
    const after = lessons?.find(({ number }) => number > lesson.number);
    void act(after === undefined ? { does: 'leave' } : { does: 'start', lesson: after.id });
  } else {
    void act({ does });
  }
}

function runOnKey(command: KeyCommandId, { run, open, standpoint }: Workbench, key: KeySummary | null): void {
  const action = actionOf(command);
  if (key === null || action === undefined) return;
  if (action.does.type === 'ask') open({ type: action.does.sheet });
  else void run(action.does.line(keyReference(key, standpoint.as)));
}

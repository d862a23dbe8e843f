import { type KeyboardEvent, useContext, useMemo, useState } from 'react';
import type { PlaceAddress } from '../../core/bridge/index.ts';
import type { LabView } from '../../core/index.ts';
import type { CommandId } from '../../main/commands.ts';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { type Findable, findableCommands, findablePlaces, findableThings, search } from '../lab/search-commands.ts';
import { SettingsContext } from '../lab/settings.ts';

/** More than anybody reads; who has more keys than that types on. */
const MOST_SHOWN = 100;

type PaletteSheetProps = {
  readonly view: LabView;
  /** Whether it has nobody but those who can be acted as. */
  readonly isOfPeople: boolean;
  /** Whether the window is the app's, which has files and windows. */
  readonly hasDesk: boolean;
  readonly onCommand: (command: CommandId) => void;
  readonly onGo: (address: PlaceAddress, begins: boolean) => void;
  readonly onClose: () => void;
};

/** Every action of the window, lesson, scenario, principal and key, by its name, AWS's name for it, or plain words. */
export function PaletteSheet({ view, isOfPeople, hasDesk, onCommand, onGo, onClose }: PaletteSheetProps) {
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const { version, dispatch } = useWorkbench();
  const settings = useContext(SettingsContext);
  const lessons = useAnswer({ type: 'lessons' }, version);
  const replays = useAnswer({ type: 'replays' }, version);
  const all = useMemo(
    () => [
      ...findableCommands(hasDesk, settings),
      ...findablePlaces(
        settings.locked.includes('lessons') ? [] : (lessons ?? []),
        settings.locked.includes('replays') ? [] : (replays ?? []),
      ),
    ],
    [hasDesk, settings, lessons, replays],
  );
  const things = useMemo(() => findableThings(view), [view]);
  const people = things.filter(({ does }) => 'actAs' in does);
  const among = isOfPeople ? people : text.trim() === '' ? all : [...all, ...things];
  const found = search(among, text).slice(0, MOST_SHOWN);
  const chosen = found[Math.min(place, found.length - 1)];
  const choose = ({ does }: Findable) => {
    onClose();
    if ('command' in does) onCommand(does.command);
    else if ('goTo' in does) onGo(does.goTo, true);
    else if ('actAs' in does) dispatch({ type: 'actAs', arn: does.actAs });
    else {
      dispatch({ type: 'selectKey', keyArn: does.selectKey, region: does.region });
      dispatch({ type: 'openTab', tab: 'overview' });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPlace(Math.max(0, Math.min(found.length - 1, place + step)));
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      choose(chosen);
    }
  };
  return (
    <Sheet title={isOfPeople ? 'Act as' : 'Command palette'} onClose={onClose}>
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label={isOfPeople ? 'Search principals' : 'Search commands'}
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={chosen && `command-${chosen.id}`}
        placeholder={
          isOfPeople
            ? 'A role, a user or an account'
            : 'Search actions, lessons, principals, keys: Encrypt, CMK, clock…'
        }
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="palette-list"
        id="palette-list"
        role="listbox"
        aria-label={isOfPeople ? 'Principals' : 'Commands'}
      >
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keyboard
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            className="palette-item"
            onClick={() => choose(command)}
          >
            <span className="muted">{command.category}</span>
            <span>{command.title}</span>
            {command.key !== null && <kbd>{command.key}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="nothing">
          {isOfPeople
            ? 'Nobody here is called that.'
            : "Nothing is called that. Try an API name (Decrypt), an exam's term (BYOK), or a plain word (bill)."}
        </p>
      )}
    </Sheet>
  );
}

import { type KeyboardEvent, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { PlaceAddress } from '../../core/bridge/index.ts';
import type { LabView } from '../../core/index.ts';
import type { CommandId } from '../../main/commands.ts';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useOperations } from '../hooks/use-operations.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import {
  type Findable,
  findableCommands,
  findableOperations,
  findablePlaces,
  findableThings,
  search,
} from '../lab/search-commands.ts';
import { SettingsContext } from '../lab/settings.ts';

/** More than anybody reads; who has more keys than that types on. */
const MOST_SHOWN = 100;

/** The palette, and the lists that have nothing but things of one kind. */
const LISTS = {
  palette: {
    title: 'Command palette',
    search: 'Search commands',
    list: 'Commands',
    placeholder: 'Search actions, lessons, principals, keys: Encrypt, CMK, clock…',
    nothing: "Nothing is called that. Try an API name (Decrypt), an exam's term (BYOK), or a plain word (bill).",
    has: () => true,
  },
  'act-as': {
    title: 'Act as',
    search: 'Search principals',
    list: 'Principals',
    placeholder: 'A role, a user or an account',
    nothing: 'Nobody here is called that.',
    has: ({ does }) => 'actAs' in does,
  },
  'go-to-region': {
    title: 'Go to another Region',
    search: 'Search Regions',
    list: 'Regions',
    placeholder: 'A Region or its place: eu-west-2, London',
    nothing: 'No Region is called that.',
    has: ({ does }) => 'goToRegion' in does,
  },
} as const satisfies Record<string, ListOf>;

interface ListOf {
  readonly title: string;
  readonly search: string;
  readonly list: string;
  readonly placeholder: string;
  readonly nothing: string;
  readonly has: (findable: Findable) => boolean;
}

type PaletteSheetProps = {
  readonly view: LabView;
  readonly of: keyof typeof LISTS;
  /** Whether the window is the app's, which has files and windows. */
  readonly hasDesk: boolean;
  readonly onCommand: (command: CommandId) => void;
  readonly onGo: (address: PlaceAddress, begins: boolean) => void;
  readonly onClose: () => void;
};

/** Every action of the window, lesson, scenario, principal, key, Region and operation, by its name, AWS's name for it, or plain words. */
export function PaletteSheet({ view, of, hasDesk, onCommand, onGo, onClose }: PaletteSheetProps) {
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
  const { title, search: label, list, placeholder, nothing, has } = LISTS[of];
  const told = useOperations(of === 'palette' && !settings.locked.includes('commands'));
  const operations = useMemo(() => findableOperations(told), [told]);
  const isAll = of === 'palette' && text.trim() === '';
  const among = (isAll ? all : [...all, ...things]).filter(has);
  const found = [...search(among, text), ...(isAll ? [] : search(operations, text))].slice(0, MOST_SHOWN);
  const chosen = found[Math.min(place, found.length - 1)];
  const chosenId = chosen?.id;
  const inHand = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chosen one is another element
  useEffect(() => {
    inHand.current?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const choose = ({ does }: Findable) => {
    onClose();
    if ('command' in does) onCommand(does.command);
    else if ('goTo' in does) onGo(does.goTo, true);
    else if ('actAs' in does) dispatch({ type: 'actAs', arn: does.actAs });
    else if ('goToRegion' in does) dispatch({ type: 'goToRegion', region: does.goToRegion });
    else if ('offerLine' in does) dispatch({ type: 'offerLine', line: does.offerLine });
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
    <Sheet title={title} onClose={onClose}>
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={chosen && `command-${chosen.id}`}
        placeholder={placeholder}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id="palette-list" role="listbox" aria-label={list}>
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keyboard
          <div
            key={command.id}
            ref={command === chosen ? inHand : null}
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
      {found.length === 0 && <p className="nothing">{nothing}</p>}
    </Sheet>
  );
}

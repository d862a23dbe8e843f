import { type KeyboardEvent, useContext, useMemo, useState } from 'react';
import type { PlaceAddress } from '../../core/bridge/index.ts';
import type { CommandId } from '../../main/commands.ts';
import { Sheet } from '../components/Sheet.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { type Findable, findableCommands, findablePlaces, search } from '../lab/search-commands.ts';
import { SettingsContext } from '../lab/settings.ts';

type PaletteSheetProps = {
  /** Whether the window is the app's, which has files and windows. */
  readonly hasDesk: boolean;
  readonly onCommand: (command: CommandId) => void;
  readonly onGo: (address: PlaceAddress, begins: boolean) => void;
  readonly onClose: () => void;
};

/** Every action of the window, every lesson and scenario, by its name, AWS's name for it, or plain words. */
export function PaletteSheet({ hasDesk, onCommand, onGo, onClose }: PaletteSheetProps) {
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const { version } = useWorkbench();
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
  const found = search(all, text);
  const chosen = found[Math.min(place, found.length - 1)];
  const choose = ({ does }: Findable) => {
    onClose();
    if ('command' in does) onCommand(does.command);
    else onGo(does.goTo, true);
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
    <Sheet title="Command palette" onClose={onClose}>
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label="Search commands"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={chosen && `command-${chosen.id}`}
        placeholder="Search actions, lessons and scenarios: Encrypt, CMK, clock…"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id="palette-list" role="listbox" aria-label="Commands">
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
          Nothing is called that. Try an API name (Decrypt), an exam's term (BYOK), or a plain word (bill).
        </p>
      )}
    </Sheet>
  );
}

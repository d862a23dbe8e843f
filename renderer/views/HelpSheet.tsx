import { useContext } from 'react';
import { COMMANDS } from '../../main/commands.ts';
import { Sheet } from '../components/Sheet.tsx';
import { isOffered, SettingsContext } from '../lab/settings.ts';

type HelpSheetProps = {
  readonly hasLetters: boolean;
  readonly onLetters: (isOn: boolean) => void;
  readonly onClose: () => void;
};

const OTHER_KEYS = [
  ['Ctrl K', 'Command palette'],
  ['F6', 'Next panel; Shift F6 the one before'],
  ['Tab', 'Next control'],
  ['↑ ↓ j k', 'Move in a list'],
  ['Enter', 'Open'],
  ['Esc', 'Back: leave the command bar, close a sheet'],
  ['[ ]', 'Previous, next tab of the key'],
] as const;

/** The keyboard, and the setting that turns its single letters off. */
export function HelpSheet({ hasLetters, onLetters, onClose }: HelpSheetProps) {
  const settings = useContext(SettingsContext);
  return (
    <Sheet title="Keys and help" onClose={onClose}>
      <p className="says">
        This is a small AWS of your own: its keys really encrypt, its policies are really enforced, and every answer
        explains itself. Everything a button does is an <code>aws</code> command, and the command bar takes them all.
      </p>
      <dl className="keys-help">
        {OTHER_KEYS.map(([key, title]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
        {COMMANDS.filter((command) => isOffered(command, settings)).map(
          ({ id, key, title }) =>
            key !== null && (
              <div key={id}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{title}</dd>
              </div>
            ),
        )}
      </dl>
      <label className="switch">
        <input type="checkbox" checked={hasLetters} onChange={(event) => onLetters(event.target.checked)} />
        <span>Single letters are shortcuts</span>
      </label>
    </Sheet>
  );
}

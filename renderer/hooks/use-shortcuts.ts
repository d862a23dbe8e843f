import { useEffect } from 'react';
import { COMMANDS, type CommandId } from '../../main/commands.ts';

/** A letter means a command, unless something else has the keyboard: a text field, a sheet, a menu. */
const COMMAND_OF_KEY: ReadonlyMap<string, CommandId> = new Map(
  COMMANDS.flatMap(({ key, id }) => (key === null ? [] : [[key, id] as const])),
);

/**
 * Listens for the window's shortcuts. `hasLetters` is false where its user has turned single letters off.
 * Source: WCAG 2.2, 2.1.4 "Character Key Shortcuts".
 */
export function useShortcuts(
  does: (command: CommandId) => void,
  moves: (step: { readonly tab?: 1 | -1; readonly panel?: 1 | -1 }) => void,
  hasLetters: boolean,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(event, hasLetters);
      if (command !== null) {
        event.preventDefault();
        does(command);
      } else if (event.key === 'F6' && !isSheetOpen()) {
        event.preventDefault();
        moves({ panel: event.shiftKey ? -1 : 1 });
      } else if ((event.key === '[' || event.key === ']') && hasLetters && isFreeKey(event)) {
        event.preventDefault();
        moves({ tab: event.key === ']' ? 1 : -1 });
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [does, moves, hasLetters]);
}

function commandOf(event: KeyboardEvent, hasLetters: boolean): CommandId | null {
  const hasModifier = event.ctrlKey || event.metaKey;
  if (hasModifier && !event.altKey && (event.key === 'k' || event.key === 'p')) return isSheetOpen() ? null : 'palette';
  if (!hasLetters || !isFreeKey(event)) return null;
  return COMMAND_OF_KEY.get(event.key) ?? null;
}

/** A tick box or a slider takes no letters: who has just used one may go on with the keyboard. */
const TAKES_LETTERS = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

/** Whether a letter may mean something: no text field and no sheet has the keyboard. */
export function isFreeKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isSheetOpen()) return false;
  const { target } = event;
  return !(target instanceof HTMLElement && target.matches(TAKES_LETTERS));
}

function isSheetOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

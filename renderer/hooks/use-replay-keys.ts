import { useEffect } from 'react';
import type { ReplayDeed } from '../../core/index.ts';
import { isFreeKey } from './use-shortcuts.ts';

const DEEDS: ReadonlyMap<string, ReplayDeed> = new Map([
  ['.', 'forward'],
  [',', 'back'],
  [']', 'nextMark'],
  ['[', 'previousMark'],
  ['>', 'faster'],
  ['<', 'slower'],
]);

/** What a presenter's clicker sends. */
const CLICKER: ReadonlyMap<string, ReplayDeed> = new Map([
  ['PageDown', 'forward'],
  ['PageUp', 'back'],
]);

/** A player's keys, as asciinema's: Space plays and pauses, `.` and `,` step, `]` and `[` go to marks, `>` and `<` set the pace. */
export function useReplayKeys(
  isPlaying: boolean | null,
  hasLetters: boolean,
  isPresenting: boolean,
  act: (act: { readonly does: ReplayDeed }) => void,
): void {
  useEffect(() => {
    if (isPlaying === null || !(hasLetters || isPresenting)) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isFreeKey(event)) return;
      // A button that has the keyboard is pressed by Space, and nothing else.
      const isOnButton =
        event.target instanceof HTMLElement && event.target.matches('button, summary, [type=checkbox], [type=radio]');
      const space = event.key === ' ' && !isOnButton ? (isPlaying ? 'pause' : 'play') : undefined;
      const letter = hasLetters ? (DEEDS.get(event.key) ?? space) : undefined;
      const does = letter ?? (isPresenting ? CLICKER.get(event.key) : undefined);
      if (does === undefined) return;
      event.preventDefault();
      act({ does });
    };
    // Before the window's own shortcuts, which have other uses for `[` and `]`.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isPlaying, hasLetters, isPresenting, act]);
}

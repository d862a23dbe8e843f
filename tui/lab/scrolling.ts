import type { KeyPress } from '../terminal/keys.ts';
import { clampScroll } from './list.ts';

/** How far a key scrolls, in lines; `page` for a screenful. Null for a key that doesn't scroll. */
export function scrollBy(press: KeyPress, page: number): number | null {
  switch (press.name) {
    case 'Up':
    case 'k':
      return -1;
    case 'Down':
    case 'j':
      return 1;
    case 'PageUp':
      return -page;
    case 'PageDown':
    case 'Space':
      return page;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** The place in a list of `count` that a key leads to from `index`; null for a key that doesn't move. `page` is a screenful. */
export function indexAfter(press: KeyPress, index: number, count: number, page: number): number | null {
  const by = scrollBy(press, Math.max(1, page));
  return by === null ? null : Math.max(0, Math.min(count - 1, index + by));
}

/** `scroll` moved by a key; infinite steps lead to the ends. */
export function scrolledTo(scroll: number, by: number, count: number, height: number): number {
  return clampScroll(Math.min(Math.max(scroll + by, 0), count), count, height);
}

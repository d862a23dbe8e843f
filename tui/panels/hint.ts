import { type Line, span } from '../text/line.ts';

/** A key and what it does, as the lines at the bottom name it. */
export function hint(keys: string, says: string): Line {
  return [span(keys, 'accent'), span(` ${says}  `)];
}

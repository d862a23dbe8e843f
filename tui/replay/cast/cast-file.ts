/** Something that happens in a cast: output, a mark to jump to, or the end of the program. */
export interface CastEvent {
  /** Seconds since the event before. */
  readonly after: number;
  readonly code: 'o' | 'm' | 'x';
  readonly data: string;
}

/** What a cast says of itself. */
export interface CastHeader {
  readonly columns: number;
  readonly rows: number;
  readonly title: string;
  readonly command: string;
}

/** The versions of asciinema's format that are written: what its CLI 3 records, and what CLI 2 did. */
export const CAST_VERSIONS = [3, 2] as const;
export type CastVersion = (typeof CAST_VERSIONS)[number];

/**
 * A terminal session in asciinema's format: a header, and a line for each event. Version 3 tells the seconds since the
 * event before, and how the program ended; version 2 the seconds since the beginning, and no end. There is no time stamp
 * in the header, so that two casts of one replay are the same.
 * Source: docs.asciinema.org, "asciicast v3" and "asciicast v2".
 */
export function castFile(header: CastHeader, events: readonly CastEvent[], version: CastVersion): string {
  const lines = version === 3 ? [headerOf3(header), ...intervals(events)] : [headerOf2(header), ...instants(events)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function headerOf3({ columns, rows, title, command }: CastHeader): unknown {
  return { version: 3, term: { cols: columns, rows, type: TERM }, command, title };
}

function headerOf2({ columns, rows, title, command }: CastHeader): unknown {
  return { version: 2, width: columns, height: rows, command, title, env: { TERM } };
}

const TERM = 'xterm-256color';

function intervals(events: readonly CastEvent[]): readonly unknown[] {
  return events.map(({ after, code, data }) => [milliseconds(after), code, data]);
}

function instants(events: readonly CastEvent[]): readonly unknown[] {
  let at = 0;
  return events.flatMap(({ after, code, data }) => {
    at += after;
    return code === 'x' ? [] : [[milliseconds(at), code, data]];
  });
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

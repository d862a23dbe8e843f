import type { PlayedStep } from '../../core/index.ts';

/** A step in a few words: `kms decrypt`, `time passes: 365d`, the beginning of a note. */
export function stepLabel({ kind, run, note, mark }: PlayedStep): string {
  if (run === null) return note ?? mark?.replaceAll('-', ' ') ?? 'look';
  if (kind === 'call') return run.split(' ', 2).join(' ');
  if (kind !== 'run') return run;
  const [program = '', ...words] = run.split(/\s+/);
  const named = words.slice(
    0,
    Math.max(
      0,
      words.findIndex((word) => word.startsWith('-')),
    ),
  );
  const shown = named.length === 0 ? words.slice(0, 2) : named.slice(0, 3);
  return (program === 'aws' ? shown : [program, ...shown]).join(' ');
}

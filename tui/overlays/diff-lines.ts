import type { WhyView } from '../../core/index.ts';
import { type Line, line, type Tone } from '../text/line.ts';
import { chopLines } from '../text/wrap.ts';

type PolicyDiff = WhyView['decisions'][number]['diffs'][number];
type DiffLine = PolicyDiff['hunks'][number]['lines'][number];

const MARKS = { same: ' ', added: '+', removed: '-' } as const satisfies Record<DiffLine['kind'], string>;
const TONES = { same: 'dim', added: 'good', removed: 'bad' } as const satisfies Record<DiffLine['kind'], Tone>;

/** A change of a policy as a unified diff; the marks say it without colours too. */
export function diffLines({ policy, isNew, isGone, hunks }: PolicyDiff, width: number): readonly Line[] {
  return [
    ...chopLines(`--- ${isNew ? '(none yet)' : policy}`, width, 'dim'),
    ...chopLines(`+++ ${isGone ? '(nothing left)' : `${policy}${isNew ? '' : ', changed'}`}`, width, 'dim'),
    ...hunks.flatMap(({ header, lines }) => [
      line(header, 'accent'),
      ...lines.flatMap(({ kind, text }) => chopLines(`${MARKS[kind]}${text}`, width, TONES[kind])),
    ]),
  ];
}

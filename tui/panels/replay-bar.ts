import { type PlayedStep, type ReplayView, refusalOf } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, lineWidth, type Span, span } from '../text/line.ts';

/** ` playing 2x  step 7 of 20 : disable  ●━━●━━◆──✗──○`: where a replay stands. The words say all that the bar does. */
export function replayBar(replay: ReplayView, steps: readonly PlayedStep[], width: number, glyphs: Glyphs): Line {
  const head = headOf(replay, steps);
  const room = width - lineWidth(head) - 1;
  return room < LEAST ? head : [...head, ...barOf(replay, steps, room, glyphs)];
}

/** A bar that is shorter tells nothing. */
const LEAST = 8;

function headOf({ status, speed, done, count }: ReplayView, steps: readonly PlayedStep[]): Line {
  const mark = steps.slice(0, done).findLast((step) => step.mark !== null)?.mark ?? null;
  return [
    span(` ${STATUS[status]}`, status === 'playing' ? 'good' : 'strong'),
    span(` ${speed}x  step ${done} of ${count}`),
    span(mark === null ? '  ' : `: ${mark.replaceAll('-', ' ')}  `, 'dim'),
  ];
}

const STATUS: Readonly<Record<ReplayView['status'], string>> = {
  idle: 'at the start',
  playing: 'playing',
  paused: 'paused',
  ended: 'at the end',
};

/** A sign for each step, joined where there is room; where there is too little, one for as many steps as must be. */
function barOf({ done }: ReplayView, steps: readonly PlayedStep[], room: number, glyphs: Glyphs): Line {
  const each = Math.ceil(steps.length / room);
  const groups = Array.from({ length: Math.ceil(steps.length / each) }, (_, n) =>
    steps.slice(n * each, (n + 1) * each),
  );
  const joint = Math.min(2, Math.floor((room - groups.length) / Math.max(1, groups.length - 1)));
  return groups.flatMap((group, index): Span[] => {
    const first = group[0]?.n ?? 0;
    const isDone = first <= done;
    const isShown = isDone && done < first + group.length;
    const before = index === 0 ? '' : (isDone ? glyphs.heavy : glyphs.horizontal).repeat(joint);
    const sign = signOf(group, isDone, glyphs);
    const tone = isDone ? (sign === glyphs.no ? 'bad' : 'accent') : 'dim';
    return [span(before, isDone ? 'accent' : 'dim'), isShown ? { text: sign, isSelected: true } : span(sign, tone)];
  });
}

function signOf(group: readonly PlayedStep[], isDone: boolean, glyphs: Glyphs): string {
  if (group.some((step) => refusalOf(step) !== null || step.expect?.held === false)) return glyphs.no;
  if (group.some(({ mark }) => mark !== null)) return glyphs.mark;
  return isDone ? glyphs.on : glyphs.off;
}

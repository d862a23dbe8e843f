import type { Measured } from './row.ts';

const PAIRS = 15;
const WARM_UPS = 2;

/** Something to time. It answers with its own milliseconds, so that what it needs before and after doesn't count. */
export type Timed = () => Promise<number>;

/**
 * Times two things in turn and compares them: the median of the ratios of 15 pairs. What the machine does meanwhile
 * hits both halves of a pair alike, and the order within a pair alternates, so that neither always comes second.
 */
export async function timeRatio(subject: Timed, base: Timed): Promise<Measured> {
  const pairs: { readonly subject: number; readonly base: number }[] = [];
  for (let n = -WARM_UPS; n < PAIRS; n += 1) {
    const first = n % 2 === 0 ? await subject() : await base();
    const second = n % 2 === 0 ? await base() : await subject();
    const pair = n % 2 === 0 ? { subject: first, base: second } : { subject: second, base: first };
    if (n >= 0) pairs.push(pair);
  }
  const ms = (which: 'subject' | 'base'): string => `${median(pairs.map((pair) => pair[which])).toFixed(1)} ms`;
  return {
    value: median(pairs.map((pair) => pair.subject / pair.base)),
    detail: `${ms('subject')} against ${ms('base')}`,
  };
}

/** How many of something happen in a second: the median of 15 runs. */
export async function rate(countInOneRun: number, oneRun: Timed): Promise<Measured> {
  const perSecond: number[] = [];
  for (let n = -WARM_UPS; n < PAIRS; n += 1) {
    const ms = await oneRun();
    if (n >= 0) perSecond.push((countInOneRun / ms) * 1000);
  }
  return { value: median(perSecond), detail: `${countInOneRun} a run` };
}

/** Times a piece of work by the host's clock. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

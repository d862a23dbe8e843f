import type { EpochMs } from '../../ports.ts';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** How a scenario says that the clock goes from one instant to another: by whole days, hours … or to the instant. */
export function timeText(from: EpochMs, to: EpochMs): string {
  const by = to - from;
  const unit = UNITS.find(([, ms]) => by % ms === 0);
  return unit === undefined ? new Date(to).toISOString() : `${by / unit[1]}${unit[0]}`;
}

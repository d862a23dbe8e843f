import type { LabAction } from '../lab/client.ts';
import type { EpochMs } from '../ports.ts';
import { ScenarioError } from './scenario-error.ts';

/** Where the clock is to go. */
export type Time =
  | { readonly type: 'next' }
  | { readonly type: 'by'; readonly ms: number }
  | { readonly type: 'at'; readonly at: EpochMs };

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `next`, a time such as `365d`, or an instant in ISO 8601. @throws {ScenarioError} */
export function parseTime(text: string): Time {
  if (text === 'next') return { type: 'next' };
  const [, amount, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined)
    return { type: 'by', ms: Number(amount) * UNITS[unit as keyof typeof UNITS] };
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new ScenarioError(`expected next, a time such as 365d, 12h, 30m or 10s, or an instant, got '${text}'`);
  return { type: 'at', at };
}

/** The lab's action that moves the clock as a text says. @throws {ScenarioError} for a text that names no time */
export function clockMove(text: string): LabAction {
  const time = parseTime(text);
  if (time.type === 'next') return { type: 'advanceToNext' };
  return time.type === 'by' ? { type: 'advance', by: time.ms } : { type: 'advanceTo', at: time.at };
}

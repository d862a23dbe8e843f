import { parseTime, ScenarioError } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/**
 * The instant that an option names: itself, or a time before (`sign` -1) or after `now`, such as `7d`.
 * @throws {UsageError} for a text that names none
 */
export function instantFrom(option: string, text: string, now: number, sign: -1 | 1): number {
  try {
    const time = parseTime(text);
    if (time.type === 'at') return time.at;
    if (time.type === 'by') return now + sign * time.ms;
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
  }
  throw new UsageError(`${option}: expected a time such as 7d, or an instant such as 2026-01-31, got "${text}"`);
}

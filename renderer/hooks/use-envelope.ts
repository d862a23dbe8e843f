import type { EnvelopeView } from '../../core/index.ts';
import type { LogEntry } from '../app/ui-state.ts';
import { envelopeRuns } from '../lab/envelope-runs.ts';
import { useAnswer } from './use-answer.ts';
import { useKept } from './use-kept.ts';
import { useWorkbench } from './use-workbench.ts';

/**
 * The data key that was asked for last in this window, and what became of it. With each new line the question is
 * another one: until its answer is here the picture stays as it was, so that it changes and does not blink.
 */
export function useEnvelope(log: readonly LogEntry[]): EnvelopeView | undefined {
  const { version, standpoint } = useWorkbench();
  return useKept(useAnswer({ type: 'envelope', runs: envelopeRuns(log), ...standpoint }, version));
}

import type { ActionOutcome, Classroom, LabAction } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/** What a verb has to work with. */
export interface Desk {
  readonly classroom: Classroom;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Words behind the verb. */
  readonly words: readonly string[];
}

/** @throws {UsageError} in the lab's words, where it refuses */
export async function act(
  classroom: Classroom,
  action: LabAction,
): Promise<Extract<ActionOutcome, { readonly ok: true }>> {
  const outcome = await classroom.act(action);
  if (outcome.ok) return outcome;
  throw new UsageError(outcome.error.message);
}

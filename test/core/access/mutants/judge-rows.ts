import { decide, verdictOf } from '../../../../core/access/decide.ts';
import { PolicyError } from '../../../../core/access/policy-error.ts';
import { answerOf, toldBy } from '../row-answer.ts';
import type { Row } from '../truth-table.ts';

/** The first row that does not come out as it says, or null. Run against core with a mistake in it. */
export function firstWrongRow(rows: readonly Row[]): Row | null {
  return rows.find((row) => !isRight(row)) ?? null;
}

/** A policy that is refused is an answer too; that the mistake stops core altogether is none, and is thrown. */
function isRight(row: Row): boolean {
  try {
    return JSON.stringify(answerOf(row, { decide, verdictOf })) === JSON.stringify(toldBy(row));
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
}

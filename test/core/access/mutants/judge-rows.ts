import { decide } from '../../../../core/access/decide.ts';
import { PolicyError } from '../../../../core/access/policy-error.ts';
import { answerOf, toldBy } from '../row-answer.ts';
import { allRows, type Row } from '../truth-table.ts';

/** The first row of the truth table that does not come out as it says, or null. Run against core with a mistake in it. */
export function firstWrongRow(): string | null {
  return allRows().find((row) => !isRight(row))?.id ?? null;
}

/** A policy that is refused is an answer too; that the mistake stops core altogether is none, and is thrown. */
function isRight(row: Row): boolean {
  try {
    return JSON.stringify(answerOf(row, decide)) === JSON.stringify(toldBy(row));
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
}

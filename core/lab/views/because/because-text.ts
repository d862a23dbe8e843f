import type { Because } from '../../../errors/because.ts';

/** What a refusal means, and one thing to try; in plain English. */
export interface BecauseText {
  readonly says: string;
  readonly fix: string | null;
}

/** The texts for some of the reasons. */
export type BecauseTexts = Partial<Record<Because, BecauseText>>;

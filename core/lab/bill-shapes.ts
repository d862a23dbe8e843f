/** What a bill's lines are for, in the order in which they stand. */
export const BILL_PARTS = ['keys', 'rotations', 'requests'] as const;
export type BillPart = (typeof BILL_PARTS)[number];

/** What KMS costs in a month, in parts. Millionths of a dollar, and as texts to the cent. */
export interface BillMonth {
  /** `2026-03` */
  readonly month: string;
  readonly microDollars: number;
  readonly total: string;
  /** What the free tier takes off is off the requests. */
  readonly parts: readonly { readonly part: BillPart; readonly microDollars: number; readonly amount: string }[];
}

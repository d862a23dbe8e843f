import type { KeySummary, LabView } from '../world-shapes.ts';

/** A symmetric key of the caller's own account, in a Region, that KMS encrypts with now; the first of them. */
export function usableKey(
  { keys }: Pick<LabView, 'keys'>,
  { as, region }: { readonly as: string; readonly region: string },
): KeySummary | undefined {
  const accountId = as.split(':')[4];
  return keys.find(
    (one) =>
      one.accountId === accountId &&
      one.region === region &&
      one.keyManager === 'CUSTOMER' &&
      one.keyState === 'Enabled' &&
      one.keySpec === 'SYMMETRIC_DEFAULT',
  );
}

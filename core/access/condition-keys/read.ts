import type { ConditionValue } from '../conditions/condition-value.ts';
import type { AuthorizationRequest } from '../decision.ts';

/** Reads a condition key's value out of a request. */
export type Read = (request: AuthorizationRequest) => ConditionValue;

/** A text in the operation's input, or null. */
export function inputText({ call }: AuthorizationRequest, member: string): string | null {
  const value = call.input[member];
  return typeof value === 'string' ? value : null;
}

/** The encryption context of a request; of CreateGrant, the one that the new grant is bound to. */
export function contextOf({ encryptionContext, newGrant }: AuthorizationRequest): Readonly<Record<string, string>> {
  if (newGrant === undefined) return encryptionContext;
  return newGrant.encryptionContextEquals ?? newGrant.encryptionContextSubset ?? encryptionContext;
}

/** `true` or `false`. */
export function flag(isSet: boolean): string {
  return isSet ? 'true' : 'false';
}

/** An instant as AWS's date keys have it. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

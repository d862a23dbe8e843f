import type { AuthorizationRequest } from '../decision.ts';

/**
 * What a request has for a condition key: one text, several for a multivalued key, or null where the key is absent.
 * Numbers, booleans and dates are texts too, as in a policy; the operators read them.
 * Source: IAM User Guide, "Request context" and "Single-valued vs. multivalued context keys".
 */
export type ConditionValue = string | readonly string[] | null;

/** A condition key that kmslab knows, or one that no request ever has. */
export interface ConditionKey {
  /** In AWS's spelling, or as the policy has it where AWS has no such key. */
  readonly name: string;
  /** Reads the value out of a request; called only when a policy asks. */
  readonly valueIn: (request: AuthorizationRequest) => ConditionValue;
  /** For keys that a key policy must not ask: there they are always absent. */
  readonly isForIdentityPoliciesOnly?: boolean;
}

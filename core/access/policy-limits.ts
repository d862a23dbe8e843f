import { utf8 } from '../crypto/bytes.ts';

/** How long a policy may be, and how it is counted. */
export interface PolicyLimit {
  readonly most: number;
  /** Bytes of the text as it is; characters as they are; or characters without white space. */
  readonly counts: 'bytes' | 'characters' | 'nonWhiteSpaceCharacters';
}

/**
 * The limits on the size of a policy, by where it stands. Of the inline policies it is the sum of all that a user, role
 * or group has that is limited.
 * Source: KMS Developer Guide, "Quotas", key policy document size; IAM User Guide, "IAM and AWS STS quotas", character
 * limits; Organizations User Guide, "Quotas for AWS Organizations", maximum size of a policy document; AWS PrivateLink
 * Guide, "Control access to VPC endpoints using endpoint policies".
 */
export const POLICY_LIMITS = {
  key: { most: 32_768, counts: 'bytes' },
  managed: { most: 6_144, counts: 'nonWhiteSpaceCharacters' },
  inlineOfUser: { most: 2_048, counts: 'nonWhiteSpaceCharacters' },
  inlineOfRole: { most: 10_240, counts: 'nonWhiteSpaceCharacters' },
  inlineOfGroup: { most: 5_120, counts: 'nonWhiteSpaceCharacters' },
  trust: { most: 2_048, counts: 'nonWhiteSpaceCharacters' },
  scp: { most: 10_240, counts: 'characters' }, // since May 2026; half of that before
  rcp: { most: 5_120, counts: 'characters' },
  session: { most: 2_048, counts: 'characters' },
  vpcEndpoint: { most: 20_480, counts: 'characters' },
} as const satisfies Record<string, PolicyLimit>;

/** The size of a policy's text, as its limit counts. */
export function policySize(text: string, { counts }: PolicyLimit): number {
  switch (counts) {
    case 'bytes':
      return utf8(text).length;
    case 'characters':
      return text.length;
    case 'nonWhiteSpaceCharacters':
      return text.replace(/\s/g, '').length;
  }
}

/** Whether a policy's text is longer than its limit allows. */
export function exceedsLimit(text: string, limit: PolicyLimit): boolean {
  return policySize(text, limit) > limit.most;
}

import type { ConditionKey } from '../conditions/condition-value.ts';
import type { AuthorizationRequest } from '../decision.ts';
import { TAGGING, tagsIn } from './global-keys.ts';
import { contextOf } from './read.ts';

type Pairs = Readonly<Record<string, string>>;

/** Keys that end in a name of the request's own, and where that name is looked up. */
const FAMILIES: readonly {
  readonly prefix: string;
  readonly pairsIn: (request: AuthorizationRequest) => Pairs | null;
  readonly isForIdentityPoliciesOnly?: boolean;
}[] = [
  { prefix: 'kms:EncryptionContext:', pairsIn: contextOf },
  { prefix: 'kms:RecipientAttestation:', pairsIn: ({ call }) => call.circumstances.attestation ?? null },
  { prefix: 'aws:PrincipalTag/', pairsIn: ({ call }) => call.circumstances.principalTags ?? null },
  {
    prefix: 'aws:RequestTag/',
    pairsIn: ({ call: { operation, input } }) =>
      TAGGING.includes(operation) ? Object.fromEntries(tagsIn(input)) : null,
  },
  // Source: KMS Developer Guide, "ABAC for AWS KMS"; access.md, "Further rules"; IAM User Guide, "iam:ResourceTag".
  {
    prefix: 'aws:ResourceTag/',
    pairsIn: ({ resource, entity }) => Object.fromEntries(tagsIn({ Tags: resource?.key.tags ?? entity?.tags })),
    isForIdentityPoliciesOnly: true,
  },
  {
    prefix: 'ssm:resourceTag/',
    pairsIn: ({ action, entity }) =>
      action.startsWith('ssm:') ? Object.fromEntries(tagsIn({ Tags: entity?.tags })) : null,
  },
  {
    prefix: 'secretsmanager:ResourceTag/',
    pairsIn: ({ action, entity }) =>
      action.startsWith('secretsmanager:') ? Object.fromEntries(tagsIn({ Tags: entity?.tags })) : null,
  },
  {
    prefix: 'iam:ResourceTag/',
    pairsIn: ({ entity }) => Object.fromEntries(tagsIn({ Tags: entity?.tags })),
    isForIdentityPoliciesOnly: true,
  },
];

/**
 * A condition key of a family, such as `kms:EncryptionContext:tenant`; null when the name is of none. The name behind
 * the prefix counts without regard to case, as all of a condition key's name does; where a request has it in several
 * spellings, the policy's own counts, or else the first.
 * Source: KMS Developer Guide, "kms:EncryptionContext:context-key"; IAM User Guide, "aws:PrincipalTag/tag-key".
 */
export function prefixedKey(name: string): ConditionKey | null {
  const lower = name.toLowerCase();
  const family = FAMILIES.find(({ prefix }) => lower.startsWith(prefix.toLowerCase()));
  if (family === undefined) return null;
  const { prefix, pairsIn, isForIdentityPoliciesOnly = false } = family;
  const asWritten = name.slice(prefix.length);
  const wanted = asWritten.toLowerCase();
  return {
    name: prefix + asWritten,
    isForIdentityPoliciesOnly,
    valueIn: (request) => {
      const pairs = pairsIn(request);
      if (pairs === null) return null;
      if (Object.hasOwn(pairs, asWritten)) return pairs[asWritten] ?? null;
      for (const pair in pairs) if (pair.toLowerCase() === wanted) return pairs[pair] ?? null;
      return null;
    },
  };
}

/** What the keys of families begin with. */
export const PREFIXES: readonly string[] = FAMILIES.map(({ prefix }) => prefix);

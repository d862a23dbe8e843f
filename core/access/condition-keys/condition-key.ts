import type { ConditionKey } from '../conditions/condition-value.ts';
import { GLOBAL_KEYS } from './global-keys.ts';
import { GRANT_KEYS } from './grant-keys.ts';
import { IAM_KEYS } from './iam-keys.ts';
import { KEY_KEYS } from './key-keys.ts';
import { PARAMETER_KEYS } from './parameter-keys.ts';
import { PREFIXES, prefixedKey } from './prefixed-keys.ts';
import { PRINCIPAL_KEYS } from './principal-keys.ts';
import type { Read } from './read.ts';
import { S3_KEYS } from './s3-keys.ts';
import { SECRETS_MANAGER_KEYS } from './secrets-manager-keys.ts';
import { SERVICE_KEYS } from './service-keys.ts';
import { SSM_KEYS } from './ssm-keys.ts';
import { STS_KEYS } from './sts-keys.ts';

/**
 * A key policy never sees it, whatever the key's aliases are.
 * Source: KMS Developer Guide, "kms:ResourceAliases"; access.md, "Further rules".
 */
const FOR_IDENTITY_POLICIES_ONLY: readonly string[] = ['kms:ResourceAliases'];

/** By name in lower case: the names of condition keys are case-insensitive. */
const KEYS: ReadonlyMap<string, ConditionKey> = new Map(
  [
    GLOBAL_KEYS,
    PRINCIPAL_KEYS,
    SERVICE_KEYS,
    KEY_KEYS,
    PARAMETER_KEYS,
    GRANT_KEYS,
    IAM_KEYS,
    S3_KEYS,
    SECRETS_MANAGER_KEYS,
    SSM_KEYS,
    STS_KEYS,
  ].flatMap((group) =>
    Object.entries<Read>(group).map(([name, valueIn]): [string, ConditionKey] => [
      name.toLowerCase(),
      { name, valueIn, isForIdentityPoliciesOnly: FOR_IDENTITY_POLICIES_ONLY.includes(name) },
    ]),
  ),
);

/**
 * The condition key of that name. One that AWS does not have is in no request, as in AWS, where a policy may name any.
 * Source: KMS Developer Guide, "Condition keys for AWS KMS"; IAM User Guide, "AWS global condition context keys".
 */
function conditionKey(name: string): ConditionKey {
  return KEYS.get(name.toLowerCase()) ?? prefixedKey(name) ?? { name, valueIn: () => null };
}

/**
 * The same as a policy of that kind sees it: a key that is for IAM policies alone has no value in a key policy, asked for
 * or read by a variable. Source: KMS Developer Guide, "ABAC for AWS KMS", table "Policy type"; access.md, "Further rules".
 */
export function conditionKeyIn(kind: 'key' | 'identity', name: string): ConditionKey {
  const key = conditionKey(name);
  return kind === 'key' && key.isForIdentityPoliciesOnly === true ? { ...key, valueIn: () => null } : key;
}

/** The names of all condition keys, in AWS's spelling; those that end in a name of the request's own end there. */
export function conditionKeyNames(): readonly string[] {
  return [...[...KEYS.values()].map(({ name }) => name), ...PREFIXES];
}

/** Whether some request may have a condition key of that name. */
export function isKnownConditionKey(name: string): boolean {
  return KEYS.has(name.toLowerCase()) || prefixedKey(name) !== null;
}

/** Whether a policy of that kind sees the values of a condition key. */
export function isConditionKeyIn(kind: 'key' | 'identity', name: string): boolean {
  return kind === 'identity' || conditionKey(name).isForIdentityPoliciesOnly !== true;
}

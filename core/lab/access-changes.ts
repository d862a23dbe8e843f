import type { AuthorizationRequest, IdentityPolicy } from '../access/decision.ts';
import { bindPrincipals, type CompiledPolicy, formatPolicy, parsePolicy } from '../access/policy.ts';
import type { PolicyChange } from '../access/policy-change.ts';
import { PolicyError } from '../access/policy-error.ts';
import { identityArnOf } from '../cloud/principal.ts';
import { AwsError } from '../errors/aws-error.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { readKeyPolicy } from '../operations/key-policies.ts';
import type { AccessChanges } from './client.ts';
import { LabError } from './lab-error.ts';
import { principalNamed } from './principal-named.ts';
import { resolvePrincipal } from './resolve-request.ts';
import type { World } from './world.ts';

/** Changes of which all names are found, and all policies read. */
export interface ReadyChanges {
  readonly keyPolicy: CompiledPolicy | null;
  readonly identityPolicies: readonly {
    /** ARN of the user or role. */
    readonly of: string;
    readonly name: string;
    readonly policy: CompiledPolicy | null;
  }[];
  readonly revokedGrants: ReadonlySet<string>;
  readonly diffs: readonly PolicyChange[];
}

/** Finds and reads what is to change. @throws {LabError} for what isn't there, or what AWS would not take */
export function readyChanges(world: World, key: KeyRecord, changes: AccessChanges): ReadyChanges {
  const { keyPolicy, identityPolicies = [], revokedGrants = [] } = changes;
  for (const grantId of revokedGrants) {
    if (world.grant(key.arn, grantId) === undefined) throw new LabError(`the key has no grant ${grantId}`);
  }
  const policy = keyPolicy === undefined ? null : newKeyPolicy(world, key, keyPolicy);
  const iam = identityPolicies.map(({ principal: text, name, policy: given }) => {
    const principal = resolvePrincipal(world, principalNamed(world, text));
    if (principal.type === 'root')
      throw new LabError(`expected a user or role, got '${text}', which has no IAM policies`);
    const what = `policy ${name} of ${text}`;
    const changed = given === null ? null : readIamPolicy(given, principal.accountId, what);
    const before = world.policiesOf(principal).find((one) => one.name === name)?.policy ?? null;
    return { of: callerOf({ principal }), name, policy: changed, title: `${name} of ${text}`, before };
  });
  return {
    keyPolicy: policy,
    identityPolicies: iam,
    revokedGrants: new Set(revokedGrants),
    diffs: [
      ...(policy === null
        ? []
        : [{ policy: { type: 'key' } as const, before: formatPolicy(key.policy), after: formatPolicy(policy) }]),
      ...iam.map(({ title, before, policy: after }) => ({
        policy: { type: 'identity', name: title } as const,
        before: before?.text ?? null,
        after: after?.text ?? null,
      })),
    ],
  };
}

function newKeyPolicy(world: World, key: KeyRecord, text: string): CompiledPolicy {
  if (key.keyManager === 'AWS')
    throw new LabError(`nobody can change the policy of ${key.arn}: it is an AWS managed key`);
  try {
    return bindPrincipals(readKeyPolicy(text, key, world), (arn) => world.idOf(arn));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new LabError(`KMS would not take this key policy: ${error.name}: ${error.message}`, { cause: error });
  }
}

function readIamPolicy(text: string, accountId: IdentityPolicy['policy']['accountId'], what: string): CompiledPolicy {
  try {
    return parsePolicy(text, { kind: 'identity', accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new LabError(`IAM would not take ${what}: ${error.message}`, { cause: error });
  }
}

/** The question as it would be with the changes made. */
export function withAccessChanges(question: AuthorizationRequest, changes: ReadyChanges): AuthorizationRequest {
  const { revokedGrants } = changes;
  const caller = callerOf(question);
  return {
    ...question,
    keyPolicy: changes.keyPolicy ?? question.keyPolicy,
    identityPolicies: changes.identityPolicies
      .filter(({ of }) => of === caller)
      .reduce<readonly IdentityPolicy[]>(withPolicy, question.identityPolicies),
    grants: question.grants.filter(({ grantId }) => !revokedGrants.has(grantId)),
  };
}

function withPolicy(
  policies: readonly IdentityPolicy[],
  { name, policy }: ReadyChanges['identityPolicies'][number],
): readonly IdentityPolicy[] {
  const others = policies.filter((one) => one.name !== name);
  return policy === null ? others : [...others, { name, policy }];
}

/** The user or role whose policies count, or whoever calls. */
export function callerOf({ principal }: Pick<AuthorizationRequest, 'principal'>): string {
  return identityArnOf(principal) ?? principal.arn;
}

import { AWS_ACCOUNT } from '../cloud/arn.ts';
import type { AuthorizationRequest, NamedPolicy, PolicyLevel, PolicySource } from './decision.ts';
import { resourceControlOf, serviceControlOf, sessionPoliciesOf } from './guardrails.ts';
import { bindPrincipals, type CompiledPolicy, formatPolicy, parsePolicy, shownDocument } from './policy.ts';
import type { PolicyKind } from './policy-document.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, printJson, readJson } from './policy-json.ts';
import { isOfResource, isSameSource } from './policy-source.ts';
import { NEW_POLICY } from './statement-title.ts';

/** A policy as it is and as it would be. Never applied by itself. */
export interface PolicyChange {
  readonly policy: PolicySource;
  /** Null for a policy that is not there yet. */
  readonly before: string | null;
  /** Null for a policy that has nothing left, or is taken off. */
  readonly after: string | null;
}

/** What becomes of a policy's statements: the new list. */
type Edit = (statements: readonly JsonObject[]) => readonly Json[];

/** Changes one policy of a question; null where there is no such policy, or one would be empty that must be there. */
export function changePolicy(question: AuthorizationRequest, source: PolicySource, edit: Edit): PolicyChange | null {
  const policy = policyOf(question, source);
  if (policy === null) return null;
  // KMS stores a key policy anew; the others stay as they were written.
  const before = source.type === 'key' ? formatPolicy(policy) : printJson(shownDocument(policy));
  const document = readJson(before);
  const { Statement: given = [], ...rest } = isJsonObject(document) ? document : {};
  const statements = (isJsonArray(given) ? given : [given]).filter(isJsonObject);
  const edited = edit(statements).flatMap((statement) => withoutGone(statement, policy));
  // A resource's policy would have to be deleted instead, and a key's or role's can't be.
  if (edited.length === 0 && isOfResource(source.type)) return null;
  const after = edited.length === 0 ? null : printJson({ ...rest, Statement: edited });
  return { policy: source, before, after };
}

/**
 * A statement without the principals that are gone: KMS takes no policy that names one, and it lets nobody in.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", "IAM user principals".
 */
function withoutGone(statement: Json, { gone }: CompiledPolicy): readonly Json[] {
  if (gone === undefined || !isJsonObject(statement)) return [statement];
  const { Principal: principal = null } = statement;
  if (!isJsonObject(principal)) return [statement];
  const isThere = (member: Json) => typeof member !== 'string' || !gone.has(member);
  const left = Object.entries(principal).flatMap(([kind, members]): [string, Json][] => {
    if (!isJsonArray(members)) return isThere(members) ? [[kind, members]] : [];
    const there = members.filter(isThere);
    return there.length === 0 ? [] : [[kind, there]];
  });
  return left.length === 0 ? [] : [{ ...statement, Principal: Object.fromEntries(left) }];
}

/** Adds a statement to a policy, or makes one of it where there is none of that name. */
export function addStatement(
  question: AuthorizationRequest,
  source: PolicySource,
  statement: JsonObject,
): PolicyChange {
  return (
    changePolicy(question, source, (statements) => [...statements, statement]) ?? {
      policy: source,
      before: null,
      after: printJson({ Version: '2012-10-17', Statement: [statement] }),
    }
  );
}

/** The caller's first IAM policy that is its account's own to change, or a new one. */
export function ownIdentityPolicy({
  identityPolicies,
}: AuthorizationRequest): PolicySource & { readonly type: 'identity' } {
  return { type: 'identity', name: ownName(identityPolicies) };
}

/** The same at a level of the organization. */
export function ownServiceControlPolicy(question: AuthorizationRequest, target: string): PolicySource {
  const level = serviceControlOf(question)?.find((one) => one.target === target);
  return { type: 'scp', target, name: ownName(level?.policies ?? []) };
}

function ownName(policies: readonly NamedPolicy[]): string {
  return policies.find((one) => !isAwsManaged(one))?.name ?? NEW_POLICY;
}

/** AWS's own policies in an organization. */
const AWS_ORGANIZATION_POLICIES: readonly string[] = ['FullAWSAccess', 'RCPFullAWSAccess'];

/** Whether nobody but AWS can change the policy. */
function isAwsManaged({ name, policy }: NamedPolicy): boolean {
  return policy.accountId === AWS_ACCOUNT || (policy.kind !== 'identity' && AWS_ORGANIZATION_POLICIES.includes(name));
}

/** Whether nobody but AWS can change the policy that a statement stands in. */
export function isFixedSource(source: PolicySource, question: AuthorizationRequest): boolean {
  if (source.type === 'key') return question.resource?.key.keyManager === 'AWS';
  const policy = policyOf(question, source);
  return policy !== null && 'name' in source && isAwsManaged({ name: source.name, policy });
}

/** The question as it would be with the changes made. */
export function withChanges(question: AuthorizationRequest, changes: readonly PolicyChange[]): AuthorizationRequest {
  return changes.reduce(withChange, question);
}

/** Two steps as one: of two changes of one policy, from before the first to after the second. */
export function mergeChanges(first: readonly PolicyChange[], second: readonly PolicyChange[]): readonly PolicyChange[] {
  const isIn = (changes: readonly PolicyChange[], one: PolicyChange) =>
    changes.find(({ policy }) => isSameSource(policy, one.policy));
  return [
    ...first.map((one) => ({ ...one, after: (isIn(second, one) ?? one).after })),
    ...second.filter((one) => isIn(first, one) === undefined),
  ];
}

const KINDS = {
  key: 'key',
  trust: 'trust',
  bucket: 'bucket',
  queue: 'queue',
  secret: 'secret',
  identity: 'identity',
  boundary: 'identity',
  session: 'identity',
  scp: 'scp',
  rcp: 'rcp',
  vpcEndpoint: 'vpcEndpoint',
} as const satisfies Record<PolicySource['type'], PolicyKind>;

function withChange(question: AuthorizationRequest, { policy: source, after }: PolicyChange): AuthorizationRequest {
  const { principal, resourceAccountId } = question;
  const accountId = isOfResource(source.type) ? resourceAccountId : principal.accountId;
  if (after === null) return withPolicy(question, source, null);
  const policy = parsePolicy(after, { kind: KINDS[source.type], accountId });
  const before = policyOf(question, source);
  return withPolicy(question, source, before === null ? policy : boundAsBefore(policy, before));
}

/** Who stays in a policy is who was in it; the name of one who is gone is whoever has it now. */
function boundAsBefore(policy: CompiledPolicy, { principalIds, gone }: CompiledPolicy): CompiledPolicy {
  return bindPrincipals(policy, (arn) => {
    const id = principalIds[arn];
    return id === undefined || gone?.has(id) === true ? undefined : id;
  });
}

/** The question with another policy in the place that a source stands for, or with none. */
export function withPolicy(
  question: AuthorizationRequest,
  source: PolicySource,
  policy: CompiledPolicy | null,
): AuthorizationRequest {
  const { guardrails, identityPolicies } = question;
  switch (source.type) {
    case 'key':
    case 'trust':
    case 'bucket':
    case 'queue':
    case 'secret':
      return { ...question, keyPolicy: policy };
    case 'identity':
      return { ...question, identityPolicies: replaced(identityPolicies, source.name, policy) };
    case 'scp':
      return withGuardrails({ serviceControl: levelsWith(guardrails.serviceControl, source, policy) });
    case 'rcp':
      return withGuardrails({ resourceControl: levelsWith(guardrails.resourceControl, source, policy) });
    case 'boundary':
      return withGuardrails({ boundary: named(source.name, policy) });
    case 'session':
      return withGuardrails({ session: replaced(guardrails.session ?? [], source.name, policy) });
    case 'vpcEndpoint':
      return withGuardrails({ vpcEndpoint: named(source.name, policy) });
  }

  function withGuardrails(changed: Partial<AuthorizationRequest['guardrails']>): AuthorizationRequest {
    return { ...question, guardrails: { ...guardrails, ...changed } };
  }
}

function named(name: string, policy: CompiledPolicy | null): NamedPolicy | null {
  return policy === null ? null : { name, policy };
}

function replaced(policies: readonly NamedPolicy[], name: string, policy: CompiledPolicy | null): NamedPolicy[] {
  const others = policies.filter((one) => one.name !== name);
  return policy === null ? others : [...others, { name, policy }];
}

function levelsWith(
  levels: readonly PolicyLevel[] | null,
  { target, name }: PolicySource & { readonly type: 'scp' | 'rcp' },
  policy: CompiledPolicy | null,
): readonly PolicyLevel[] | null {
  if (levels === null) return null; // nothing of an organization's binds the request
  return levels.map((level) =>
    level.target === target ? { target, policies: replaced(level.policies, name, policy) } : level,
  );
}

/** The policy of a question that a source stands for; null where it has none. */
export function policyOf(question: AuthorizationRequest, source: PolicySource): CompiledPolicy | null {
  const { keyPolicy, identityPolicies, guardrails } = question;
  const byName = (policies: readonly NamedPolicy[] | null | undefined, name: string) =>
    policies?.find((one) => one.name === name)?.policy ?? null;
  const atLevel = (levels: readonly PolicyLevel[] | null, target: string) =>
    levels?.find((level) => level.target === target)?.policies;
  switch (source.type) {
    case 'key':
    case 'trust':
      return keyPolicy;
    case 'bucket':
    case 'queue':
    case 'secret':
      return keyPolicy?.text === '' ? null : keyPolicy; // they need have none
    case 'identity':
      return byName(identityPolicies, source.name);
    case 'scp':
      return byName(atLevel(serviceControlOf(question), source.target), source.name);
    case 'rcp':
      return byName(atLevel(resourceControlOf(question), source.target), source.name);
    case 'boundary':
      return guardrails.boundary?.policy ?? null;
    case 'session':
      return byName(sessionPoliciesOf(question), source.name);
    case 'vpcEndpoint':
      return guardrails.vpcEndpoint?.policy ?? null;
  }
}

import type { PolicySource } from '../access/decision.ts';
import { type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import { withPolicy } from '../access/policy-change.ts';
import { policyDiff } from '../access/policy-diff.ts';
import { PolicyError } from '../access/policy-error.ts';
import { type AccountId, AWS_ACCOUNT } from '../cloud/arn.ts';
import type { Identity } from '../cloud/identity.ts';
import type { ChangedIamPolicy } from './access-shapes.ts';
import type { PolicyPlace } from './directory.ts';
import { LabError } from './lab-error.ts';
import { principalNamed } from './principal-named.ts';
import { callerOf, type ReadyChange } from './ready-change.ts';
import { resolvePrincipal } from './resolve-request.ts';
import type { World } from './world.ts';

/** A policy that a user or role has, as an IAM policy or as its boundary. */
interface Held {
  readonly source: PolicySource & { readonly type: 'identity' | 'boundary' };
  readonly policy: CompiledPolicy;
  readonly place: PolicyPlace;
}

/** @throws {LabError} for a principal that has no policies, or one that IAM would not take */
export function readyIdentityPolicy(world: World, change: ChangedIamPolicy): ReadyChange {
  const { identity, after } = readChange(world, change);
  const policies = held(world, identity).filter(({ source }) => source.type === 'identity');
  const before = change.name === null ? onlyInline(change, identity, policies) : policyCalled(change.name, policies);
  const fresh = { type: 'identity', name: change.name ?? NEW_POLICY } as const;
  const others = policies.filter((one) => one !== before).map(({ source }) => source.name);
  const ready = readyChange(world, identity, { change, before, after, fresh });
  return { ...ready, note: after === null ? null : noteOf(change.principal, before, fresh.name, others) };
}

/** @throws {LabError} for a principal that has no boundary, or one that IAM would not take */
export function readyBoundary(world: World, change: ChangedIamPolicy): ReadyChange {
  const { identity, after } = readChange(world, change);
  const before = held(world, identity).find(({ source }) => source.type === 'boundary') ?? null;
  const fresh = { type: 'boundary', name: change.name ?? NEW_POLICY } as const;
  return readyChange(world, identity, { change, before, after, fresh });
}

/** What a policy is called that has no name yet. */
const NEW_POLICY = 'new policy';

/**
 * The policy that is meant where none is named; null where the principal has no inline policy.
 * @throws {LabError} where it has several, with their names
 */
function onlyInline(
  { principal, policy }: ChangedIamPolicy,
  { arn }: Identity,
  policies: readonly Held[],
): Held | null {
  const inline = policies.filter(({ place }) => place.document.startsWith(`${arn} `));
  const [only = null, another] = inline;
  if (another !== undefined) {
    const names = inline.map(({ source }) => source.name).join(', ');
    throw new LabError(`${principal} has several inline policies: name one of ${names}, or a new one`);
  }
  if (only === null && policy === null) throw new LabError(`${principal} has no inline policy`);
  return only;
}

function noteOf(principal: string, before: Held | null, name: string, others: readonly string[]): string {
  if (before !== null) return `${principal}: in place of ${before.source.name}`;
  const what = name === NEW_POLICY ? `a ${name}` : `${name}, a new policy`;
  return `${principal}: as ${what}${others.length === 0 ? '' : ` beside ${others.join(', ')}`}`;
}

/** What is to become of a policy that a user or role has, or of none. */
interface PolicyHere {
  readonly change: ChangedIamPolicy;
  readonly before: Held | null;
  readonly after: CompiledPolicy | null;
  /** What it is called where it is new. */
  readonly fresh: Held['source'];
}

function readyChange(world: World, identity: Identity, { change, before, after, fresh }: PolicyHere): ReadyChange {
  const source = before?.source ?? fresh;
  const sources = before === null ? new Map([[identity.arn, [source]]]) : sourcesOf(world, before, after !== null);
  const others = sources.size - 1;
  const more = others === 0 ? '' : ` and ${others === 1 ? '1 other that has it' : `${others} others that have it`}`;
  const diff = policyDiff({ policy: source, before: before?.policy.text ?? null, after: after?.text ?? null });
  return {
    apply: (question) =>
      (sources.get(callerOf(question)) ?? []).reduce((changed, one) => withPolicy(changed, one, after), question),
    note: null,
    diff: { ...diff, policy: `${diff.policy} of ${change.principal}${more}` },
  };
}

/**
 * The users and roles for whom a policy changes, and what each calls it: whoever has its document, or where it is taken
 * off, who has it from that holder. Nobody edits AWS's own: another takes its place at the holder.
 */
function sourcesOf(world: World, { policy, place }: Held, isEdited: boolean) {
  const isForAll = isEdited && policy.accountId !== AWS_ACCOUNT;
  const sources = new Map<string, readonly Held['source'][]>();
  for (const identity of world.identities.values()) {
    const own = held(world, identity).filter(
      (one) => one.place.document === place.document && (isForAll || one.place.holder === place.holder),
    );
    if (own.length > 0)
      sources.set(
        identity.arn,
        own.map(({ source }) => source),
      );
  }
  return sources;
}

function held({ directory }: World, identity: Identity): readonly Held[] {
  const places = directory.placesOn(identity);
  const policies = directory.policiesOn(identity).flatMap(({ name, policy }, index): readonly Held[] => {
    const place = places[index];
    return place === undefined ? [] : [{ source: { type: 'identity', name }, policy, place }];
  });
  const { boundary } = identity;
  const inForce = boundary === null ? undefined : directory.managedPolicy(boundary)?.inForce;
  if (boundary === null || inForce === undefined) return policies;
  const { name, policy } = inForce;
  return [
    ...policies,
    { source: { type: 'boundary', name }, policy, place: { holder: identity.arn, document: boundary } },
  ];
}

/** A name may be without what tells it apart from others of that name, and without the ending of a scenario's file. */
function policyCalled(name: string, policies: readonly Held[]): Held | null {
  const withoutHolder = (own: string) => own.replace(/(?: \((?:inline|customer managed|group .*)\))+$/, '');
  const spellings = [(own: string) => own, withoutHolder, (own: string) => withoutHolder(own).replace(/\.json$/, '')];
  for (const spelt of spellings) {
    const found = policies.find(({ source }) => spelt(source.name) === name);
    if (found !== undefined) return found;
  }
  return null;
}

function readChange(world: World, { principal: text, name, policy }: ChangedIamPolicy) {
  const principal = resolvePrincipal(world, principalNamed(world, text));
  const identity = world.identities.get(callerOf({ principal }));
  if (identity === undefined) throw new LabError(`expected a user or role, got '${text}', which has no IAM policies`);
  const where = `${name === null ? 'the policy' : `policy ${name}`} of ${text}`;
  return { identity, after: policy === null ? null : readIamPolicy(policy, principal.accountId, where) };
}

function readIamPolicy(text: string, accountId: AccountId, what: string): CompiledPolicy {
  try {
    return parsePolicy(text, { kind: 'identity', accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new LabError(`IAM would not take ${what}: ${error.message}`, { cause: error });
  }
}

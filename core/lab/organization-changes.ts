import type { AuthorizationRequest } from '../access/decision.ts';
import { type CompiledPolicy, parsePolicy } from '../access/policy.ts';
import { withPolicy } from '../access/policy-change.ts';
import { policyDiff } from '../access/policy-diff.ts';
import { levelTitle } from '../access/statement-title.ts';
import type { BoundingPolicyType, Organization, OrganizationPolicy } from '../cloud/organization.ts';
import { AwsError } from '../errors/aws-error.ts';
import {
  checkContent,
  checkMutable,
  checkTypeEnabled,
  MOST_ATTACHED,
  policiesIn,
} from '../services/organizations/policy-rules.ts';
import type { ChangedOrganizationPolicy } from './access-shapes.ts';
import { LabError } from './lab-error.ts';
import type { ReadyChange } from './ready-change.ts';
import type { World } from './world.ts';

type Kind = ChangedOrganizationPolicy['kind'];

/** Where a policy changes: the levels of one organization, and the policy that is there, if it is. */
interface Place {
  readonly organization: Organization;
  readonly targets: readonly string[];
  readonly name: string;
  readonly policy: OrganizationPolicy | null;
}

const TYPES = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;

/** Finds and reads a change of an organization's policies. @throws {LabError} for what isn't there, or isn't possible */
export function readyOrganizationChange(world: World, change: ChangedOrganizationPolicy): ReadyChange {
  const { kind: type } = change;
  const { organization, targets, name, policy } = placeOf(world, change);
  const after = change.policy === null ? null : newPolicy(change.policy, organization, type);
  const sources = targets.map((target) => ({ type, target, name }));
  const diff = policyDiff({
    policy: { type, target: targets[0] ?? '', name },
    before: policy?.text ?? null,
    after: change.policy,
  });
  return {
    apply: (question) =>
      sources.reduce<AuthorizationRequest>((changed, source) => withPolicy(changed, source, after), question),
    note: null,
    diff: { ...diff, policy: `${type.toUpperCase()} ${name} at ${targets.map(levelTitle).join(', ')}` },
  };
}

function placeOf(world: World, { kind, on, name, policy }: ChangedOrganizationPolicy): Place {
  const place = found(world, kind, on);
  const { organization, targets } = place;
  const ofType = TYPES[kind];
  return refusedAsLab(kind, () => {
    checkTypeEnabled(organization, ofType);
    if (place.policy !== null) {
      checkMutable(place.policy);
      if (policy === null) for (const target of targets) checkOneIsLeft(world, organization, target, ofType);
      return place;
    }
    const [target = ''] = targets;
    const attached = world.organizations.attached(organization, target, ofType);
    const there = attached.find((one) => one.name === name);
    if (policy === null) {
      if (there === undefined) throw new LabError(`no ${kind.toUpperCase()} '${name}' is attached to ${on}`);
      checkOneIsLeft(world, organization, target, ofType);
      return { ...place, name, policy: there };
    }
    if (there === undefined) {
      if (attached.length < MOST_ATTACHED[ofType]) return { ...place, name };
      throw new LabError(`${on} has ${attached.length} policies of this type, and can have no more`);
    }
    checkMutable(there);
    return { ...placeOfPolicy(world, organization, there), name };
  });
}

/** What is meant by an id or a name: a level, or a policy. */
function found(world: World, kind: Kind, on: string): Place {
  const places = [...world.organizations.all.values()].flatMap((organization) => [
    ...levelsNamed(world, organization, on),
    ...policiesIn(world.organizations, organization)
      .filter((policy) => policy.type === TYPES[kind] && (policy.id === on || policy.name === on))
      .map((policy) => placeOfPolicy(world, organization, policy)),
  ]);
  const [place, another] = places;
  const what = `the root, a unit, an account or an ${kind.toUpperCase()} of an organization`;
  if (place === undefined) throw new LabError(`expected ${what}, by its id or name, got '${on}'`);
  if (another !== undefined) throw new LabError(`'${on}' is the name of more than one: give the id instead`);
  return place;
}

function levelsNamed({ organizations }: World, organization: Organization, on: string): readonly Place[] {
  const { id, rootId } = organization;
  const levels = [
    { id: rootId, name: 'root' },
    ...organizations.unitsIn(id),
    ...organizations.accountsIn(id).map(({ accountId, name }) => ({ id: accountId, name })),
  ];
  return levels
    .filter((level) => level.id === on || level.name === on)
    .map((level) => ({ organization, targets: [level.id], name: '', policy: null }));
}

function placeOfPolicy({ organizations }: World, organization: Organization, policy: OrganizationPolicy): Place {
  const targets = organizations
    .targetsIn(organization)
    .filter((target) => organizations.attachments.get(target)?.includes(policy.id));
  if (targets.length > 0) return { organization, targets, name: policy.name, policy };
  throw new LabError(`${policy.name} is attached to nothing: name the root, a unit or an account to attach it to`);
}

/** Source: Organizations API Reference, DetachPolicy: of a type that is enabled, one policy is always attached. */
function checkOneIsLeft(world: World, organization: Organization, target: string, type: BoundingPolicyType): void {
  if (world.organizations.attached(organization, target, type).length > 1) return;
  throw new LabError(`it is the only policy of its type at ${levelTitle(target)}: one is always attached`);
}

function newPolicy(text: string, { managementAccountId }: Organization, kind: Kind): CompiledPolicy {
  return refusedAsLab(kind, () => {
    checkContent(text, TYPES[kind], managementAccountId);
    return parsePolicy(text, { kind, accountId: managementAccountId });
  });
}

/** What AWS would refuse, the lab refuses in AWS's words. */
function refusedAsLab<Value>(kind: Kind, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const what = `Organizations would not take this ${kind.toUpperCase()}`;
    throw new LabError(`${what}: ${error.name}: ${error.message}`, { cause: error });
  }
}

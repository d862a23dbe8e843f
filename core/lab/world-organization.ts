import type { AccountId } from '../cloud/arn.ts';
import { type BoundingPolicyType, FULL_ACCESS, type OrganizationPolicy } from '../cloud/organization.ts';
import { GRAMMARS } from '../cloud/organizations.ts';
import type { Bytes } from '../ports.ts';
import { emailOf } from '../services/organizations/account-emails.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { checkPolicy, documentText, type PolicySpec } from './world-policies.ts';

/** What is attached to the root, a unit or an account. */
export interface OrganizationLevelSpec {
  /** Service control policies: documents, or names of files. */
  readonly scps?: readonly PolicySpec[] | undefined;
  readonly rcps?: readonly PolicySpec[] | undefined;
  /** False where AWS's FullAWSAccess is detached, so that only what the level's own SCPs allow is left. */
  readonly fullAccess?: boolean | undefined;
}

/** The root or a unit, and what is in it. */
export interface OrganizationUnitSpec extends OrganizationLevelSpec {
  /** By the accounts' names. */
  readonly accounts?: Readonly<Record<string, OrganizationLevelSpec>> | undefined;
  readonly units?: Readonly<Record<string, OrganizationUnitSpec>> | undefined;
}

/** An organization that is there from the start; what is attached to its root stands beside its management account. */
export interface OrganizationSpec extends OrganizationUnitSpec {
  /** Name of the management account, which is in the root. */
  readonly management: string;
  /** `o-` and 10 letters and digits; drawn where it is left out. */
  readonly id?: string | undefined;
}

interface Making {
  readonly engine: Engine;
  readonly organizationId: string;
  readonly rootId: string;
  readonly accounts: ReadonlyMap<string, AccountId>;
  readonly files: Readonly<Record<string, Bytes>>;
  readonly policies: Map<string, OrganizationPolicy>;
}

/** Levels of units below the root. */
const DEEPEST = 5;

/** Makes an organization with all that is in it. @throws {LabError} that names what is wrong with its specification */
export function makeOrganization(
  engine: Engine,
  spec: OrganizationSpec,
  accounts: ReadonlyMap<string, AccountId>,
  files: Readonly<Record<string, Bytes>>,
): void {
  const { ids } = engine;
  const managementAccountId = accountNamed(accounts, spec.management);
  const organizationId = spec.id ?? `o-${ids.alphanumeric(10)}`;
  if (!/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    throw new LabError(`organization ${organizationId}: expected an id of o- and 10 to 32 small letters and digits`);
  }
  const rootId = `r-${ids.alphanumeric(4)}`;
  const making = { engine, organizationId, rootId, accounts, files, policies: new Map<string, OrganizationPolicy>() };
  engine.commit([
    {
      type: 'organizationCreated',
      organization: {
        id: organizationId,
        rootId,
        managementAccountId,
        featureSet: 'ALL',
        enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
      },
      account: memberOf(making, managementAccountId, rootId),
    },
  ]);
  if (hasRcps(spec)) {
    engine.commit([{ type: 'policyTypeEnabled', organizationId, policyType: 'RESOURCE_CONTROL_POLICY' }]);
  }
  fill(making, 'root', rootId, spec, 0);
}

function fill(making: Making, name: string, id: string, spec: OrganizationUnitSpec, depth: number): void {
  const { engine, organizationId, rootId } = making;
  bind(making, name, id, spec);
  for (const [account, level] of Object.entries(spec.accounts ?? {})) {
    const accountId = accountNamed(making.accounts, account);
    if (engine.world.organizations.accounts.has(accountId)) {
      throw new LabError(`organization: the account ${account} is in it twice`);
    }
    engine.commit([{ type: 'accountJoined', account: memberOf(making, accountId, id) }]);
    bind(making, account, accountId, level);
  }
  for (const [unitName, unit] of Object.entries(spec.units ?? {})) {
    if (depth === DEEPEST) throw new LabError(`organization: the unit ${unitName} is more than ${DEEPEST} levels deep`);
    const unitId = `ou-${rootId.slice('r-'.length)}-${engine.ids.alphanumeric(8)}`;
    engine.commit([{ type: 'unitCreated', unit: { id: unitId, organizationId, name: unitName, parentId: id } }]);
    fill(making, unitName, unitId, unit, depth + 1);
  }
}

/** Attaches what a level has. */
function bind(making: Making, name: string, targetId: string, level: OrganizationLevelSpec): void {
  const { scps = [], rcps = [], fullAccess = true } = level;
  const { engine } = making;
  const attach = (policies: readonly PolicySpec[], type: BoundingPolicyType) => {
    policies.forEach((policy, index) => {
      const policyId = policyFor(making, policy, type, `${name}-${GRAMMARS[type]}-${index + 1}`).id;
      engine.commit([{ type: 'organizationPolicyAttached', targetId, policyId }]);
    });
  };
  attach(scps, 'SERVICE_CONTROL_POLICY');
  attach(rcps, 'RESOURCE_CONTROL_POLICY');
  if (fullAccess) return;
  if (scps.length === 0) {
    throw new LabError(`organization, ${name}: expected scps where fullAccess is false, for one is always attached`);
  }
  const policyId = FULL_ACCESS.SERVICE_CONTROL_POLICY.id;
  engine.commit([{ type: 'organizationPolicyDetached', targetId, policyId }]);
}

/** A file is one policy, however often it is attached. */
function policyFor(
  { engine, organizationId, accounts, files, policies }: Making,
  spec: PolicySpec,
  type: BoundingPolicyType,
  inlineName: string,
): OrganizationPolicy {
  const name = typeof spec === 'string' ? spec.replace(/\.json$/, '') : inlineName;
  const known = policies.get(`${type} ${name}`);
  if (known !== undefined) return known;
  const where = `organization, policy ${name}`;
  const text = documentText(spec, where, files);
  const [anyAccount] = accounts.values();
  if (anyAccount !== undefined) checkPolicy(text, GRAMMARS[type], anyAccount, where);
  const id = `p-${engine.ids.alphanumeric(10)}`;
  const policy = { id, organizationId, name, description: '', type, text };
  engine.commit([{ type: 'organizationPolicyPut', policy }]);
  policies.set(`${type} ${name}`, policy);
  return policy;
}

function memberOf({ engine: { world }, organizationId }: Making, accountId: AccountId, parentId: string) {
  const account = world.accounts.get(accountId);
  if (account === undefined) throw new Error(`${accountId} is no account`);
  const { name } = account;
  const email = emailOf(account);
  return { accountId, organizationId, name, email, parentId, joinedMethod: 'INVITED', joinedAt: world.now } as const;
}

function accountNamed(accounts: ReadonlyMap<string, AccountId>, name: string): AccountId {
  const accountId = accounts.get(name);
  if (accountId === undefined) throw new LabError(`organization: this world has no account '${name}'`);
  return accountId;
}

function hasRcps({ rcps = [], accounts = {}, units = {} }: OrganizationUnitSpec): boolean {
  return (
    rcps.length > 0 ||
    Object.values(accounts).some((level) => (level.rcps ?? []).length > 0) ||
    Object.values(units).some(hasRcps)
  );
}

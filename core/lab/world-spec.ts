import { type AccountId, parseAccountId } from '../cloud/arn.ts';
import type { FixedAccessKey } from '../cloud/identity.ts';
import type { CloudHsmClusterSpec, XksProxySpec } from '../key-stores/backing-specs.ts';
import type { Bytes, EpochMs } from '../ports.ts';
import type { QuotaChange } from '../quotas/quota-settings.ts';
import { arrange } from './arrange.ts';
import type { Engine } from './engine.ts';
import type { Fact } from './facts.ts';
import { LabError } from './lab-error.ts';
import { setQuotas } from './set-quotas.ts';
import { type KeySpecification, makeKey } from './world-keys.ts';
import { makeOrganization, type OrganizationSpec } from './world-organization.ts';
import type { PolicySpec } from './world-policies.ts';
import { drawPrincipalIds, makeGroup, makePrincipal, type PrincipalParts } from './world-principals.ts';
import { makeVpcEndpoint, type VpcEndpointSpec } from './world-vpc-endpoints.ts';

/** The world as it starts. */
export interface WorldSpec {
  /** Null: now, by the host's clock. */
  readonly start: EpochMs | null;
  /** Names → 12-digit ids. */
  readonly accounts: Readonly<Record<string, string>>;
  /** `prod/role/admin` or `prod/user/ann` → its policies. Root users (`prod/root`) are there by themselves. */
  readonly principals: Readonly<Record<string, readonly PolicySpec[]>>;
  /** Role → who may assume it; without one, its own account. */
  readonly trust?: Readonly<Record<string, PolicySpec>>;
  /** User or role → an access key to be known beforehand; others have one that is made. */
  readonly accessKeys?: Readonly<Record<string, FixedAccessKey>>;
  /** `prod/group/developers` → its policies. */
  readonly groups?: Readonly<Record<string, readonly PolicySpec[]>>;
  /** User → the names of groups that it is in. */
  readonly memberships?: Readonly<Record<string, readonly string[]>>;
  /** User or role → its permissions boundary. */
  readonly boundaries?: Readonly<Record<string, PolicySpec>>;
  /** User or role → its tags. */
  readonly tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The organization that accounts belong to, and its policies. */
  readonly organization?: OrganizationSpec;
  /** Ways of VPCs to services. */
  readonly vpcEndpoints?: readonly VpcEndpointSpec[];
  readonly keys?: readonly KeySpecification[];
  /** Simulated CloudHSM clusters, each in an account by its name. */
  readonly cloudHsmClusters?: readonly (Omit<CloudHsmClusterSpec, 'accountId'> & { readonly account: string })[];
  /** Simulated external key store proxies; they are in no account. */
  readonly xksProxies?: readonly XksProxySpec[];
  /** How its quotas differ from AWS's; its requests are counted only where this says so. */
  readonly quotas?: QuotaChange;
  readonly files?: Readonly<Record<string, Bytes>>;
  /** How long a new grant counts only for requests that bring its token, in milliseconds; none where it is left out. */
  readonly grantDelayMs?: number;
  /** Whether CloudTrail logs S3's data events: it does where a trail's event selectors ask for them. */
  readonly s3DataEvents?: boolean;
}

/** The design's defaults: two accounts, and an administrator in each. */
export const DEFAULT_WORLD: WorldSpec = {
  start: null,
  accounts: { main: '111122223333', partner: '444455556666' },
  principals: { 'main/role/admin': ['AdministratorAccess'], 'partner/role/admin': ['AdministratorAccess'] },
};

/**
 * Makes everything true that a specification says.
 * @throws {LabError} that names the part that is wrong, what was expected and what came.
 */
export async function startWorld(engine: Engine, spec: WorldSpec, seed: number): Promise<void> {
  engine.world.now = spec.start ?? engine.ports.clock.now();
  const { accounts, facts } = accountFacts(spec);
  const { grantDelayMs = 0, s3DataEvents = false } = spec;
  engine.commit([{ type: 'worldStarted', seed, grantDelayMs, s3DataEvents }, ...facts]);
  if (spec.quotas !== undefined) setQuotas(engine, spec.quotas);
  const named = { accounts, files: spec.files ?? {} };
  for (const [label, policies] of Object.entries(spec.groups ?? {})) makeGroup(engine, label, policies, named);
  const ids = drawPrincipalIds(engine, Object.keys(spec.principals), accounts);
  for (const [label, policies] of Object.entries(spec.principals)) {
    makePrincipal(engine, label, policies, partsOf(label, spec), { ...named, ids });
  }
  if (spec.organization !== undefined) makeOrganization(engine, spec.organization, accounts, named.files);
  for (const endpoint of spec.vpcEndpoints ?? []) makeVpcEndpoint(engine, endpoint, accounts, named.files);
  for (const key of spec.keys ?? []) await makeKey(engine, key, accounts, spec.files ?? {});
  for (const { account, ...cluster } of spec.cloudHsmClusters ?? []) {
    const accountId = accounts.get(account) ?? account;
    engine.commit([await arrange(engine, { type: 'createCloudHsmCluster', cluster: { ...cluster, accountId } })]);
  }
  for (const proxy of spec.xksProxies ?? []) engine.commit([await arrange(engine, { type: 'createXksProxy', proxy })]);
}

/** What a specification says of one principal, beside its policies. */
function partsOf(label: string, { trust, accessKeys, memberships, boundaries, tags }: WorldSpec): PrincipalParts {
  return {
    trust: trust?.[label],
    accessKey: accessKeys?.[label],
    groups: memberships?.[label],
    boundary: boundaries?.[label],
    tags: tags?.[label],
  };
}

function accountFacts({ accounts: named }: WorldSpec): { accounts: Map<string, AccountId>; facts: readonly Fact[] } {
  const accounts = new Map<string, AccountId>();
  const facts = Object.entries(named).map(([name, id]): Fact => {
    const accountId = parseAccountId(id);
    if (accountId === null) throw new LabError(`account ${name}: expected an id of 12 digits, got '${id}'`);
    if ([...accounts.values()].includes(accountId))
      throw new LabError(`account ${name}: ${id} is another account's id too`);
    accounts.set(name, accountId);
    return { type: 'accountAdded', account: { accountId, name } };
  });
  return { accounts, facts };
}

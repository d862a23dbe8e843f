import { type AccountId, iamArn, parseAccountId } from '../cloud/arn.ts';
import type { FixedAccessKey } from '../cloud/identity.ts';
import type { CloudHsmClusterSpec, XksProxySpec } from '../key-stores/backing-specs.ts';
import type { Bytes, EpochMs } from '../ports.ts';
import { arrange } from './arrange.ts';
import type { Engine } from './engine.ts';
import type { Fact } from './facts.ts';
import { LabError } from './lab-error.ts';
import { type KeySpecification, makeKey } from './world-keys.ts';
import { checkPolicy, type PolicySpec, policyText } from './world-policies.ts';

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
  readonly keys?: readonly KeySpecification[];
  /** Simulated CloudHSM clusters, each in an account by its name. */
  readonly cloudHsmClusters?: readonly (Omit<CloudHsmClusterSpec, 'accountId'> & { readonly account: string })[];
  /** Simulated external key store proxies; they are in no account. */
  readonly xksProxies?: readonly XksProxySpec[];
  readonly files?: Readonly<Record<string, Bytes>>;
  /** How long a new grant counts only for requests that bring its token, in milliseconds; none where it is left out. */
  readonly grantDelayMs?: number;
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
  engine.commit([{ type: 'worldStarted', seed, grantDelayMs: spec.grantDelayMs ?? 0 }, ...facts]);
  for (const [label, policies] of Object.entries(spec.principals)) {
    engine.commit([identityFact(engine, label, policies, accounts, spec)]);
  }
  for (const key of spec.keys ?? []) await makeKey(engine, key, accounts, spec.files ?? {});
  for (const { account, ...cluster } of spec.cloudHsmClusters ?? []) {
    const accountId = accounts.get(account) ?? account;
    engine.commit([await arrange(engine, { type: 'createCloudHsmCluster', cluster: { ...cluster, accountId } })]);
  }
  for (const proxy of spec.xksProxies ?? []) engine.commit([await arrange(engine, { type: 'createXksProxy', proxy })]);
}

/** The ARN behind a label such as `prod/role/admin`, `prod/user/ann` or `prod/root`; null when it has another form. */
export function principalArn(label: string, accountIdOf: (name: string) => AccountId | undefined): string | null {
  const [account = '', kind, ...path] = label.split('/');
  const accountId = accountIdOf(account);
  if (accountId === undefined) return null;
  if (kind === 'root' && path.length === 0) return iamArn('aws', accountId, 'root');
  if ((kind !== 'role' && kind !== 'user') || path.length === 0) return null;
  return iamArn('aws', accountId, `${kind}/${path.join('/')}`);
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

function identityFact(
  { ids }: Engine,
  label: string,
  policies: readonly PolicySpec[],
  accounts: ReadonlyMap<string, AccountId>,
  { files = {}, trust = {}, accessKeys = {} }: WorldSpec,
): Fact {
  const arn = principalArn(label, (name) => accounts.get(name));
  const [account = '', type, ...path] = label.split('/');
  const accountId = accounts.get(account);
  if (arn === null || accountId === undefined || (type !== 'role' && type !== 'user')) {
    throw new LabError(
      `principal ${label}: expected ACCOUNT/role/NAME or ACCOUNT/user/NAME with an account of this world`,
    );
  }
  const texts = policies.map((policy, index) => {
    const { name, text } = policyText(policy, `${label} policy ${index + 1}`, files);
    checkPolicy(text, 'identity', accountId, `principal ${label}, policy ${name}`);
    return { name, text };
  });
  const id = ids.unique(type === 'role' ? 'AROA' : 'AIDA');
  const trustPolicy = type === 'role' ? trustText(label, trust[label], accountId, files) : null;
  const accessKey = accessKeys[label];
  return {
    type: 'identityPut',
    identity: {
      arn,
      type,
      accountId,
      name: path.at(-1) ?? '',
      id,
      policies: texts,
      ...(trustPolicy === null ? {} : { trustPolicy }),
      ...(accessKey === undefined ? {} : { accessKey }),
    },
  };
}

function trustText(
  label: string,
  trust: PolicySpec | undefined,
  accountId: AccountId,
  files: Readonly<Record<string, Bytes>>,
): string | null {
  if (trust === undefined) return null;
  const { text } = policyText(trust, `${label} trust policy`, files);
  checkPolicy(text, 'trust', accountId, `principal ${label}, trust policy`);
  return text;
}

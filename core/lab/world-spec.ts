import { AWS_MANAGED_IAM_POLICIES, defaultKeyPolicy } from '../access/default-policies.ts';
import { parsePolicy } from '../access/policy.ts';
import { PolicyError } from '../access/policy-error.ts';
import { type AccountId, aliasArn, iamArn, isKeyId, keyArn, parseAccountId } from '../cloud/arn.ts';
import { partitionOf } from '../cloud/regions.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { factsOf, type KeySpec } from '../crypto/key-specs.ts';
import type { CloudHsmClusterSpec, XksProxySpec } from '../key-stores/backing-specs.ts';
import type { KeyIdentity, KeyUsage } from '../keys/key-record.ts';
import type { Bytes, EpochMs } from '../ports.ts';
import { arrange } from './arrange.ts';
import type { Engine } from './engine.ts';
import type { Fact } from './facts.ts';
import { LabError } from './lab-error.ts';
import { resolveRegion } from './resolve-request.ts';

/** A policy by the name of an AWS managed one or of a file, or the document itself. */
export type PolicySpec = string | Readonly<Record<string, unknown>>;

/** A key that is there from the start, with a fixed id, and a fixed material where a test needs one. */
export interface KeySpecification {
  /** The account's name. */
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly alias?: string;
  readonly description?: string;
  readonly policy?: PolicySpec;
  /** SYMMETRIC_DEFAULT when absent. */
  readonly keySpec?: KeySpec;
  /** The spec's only usage when absent. */
  readonly keyUsage?: KeyUsage;
  /**
   * The bytes of a symmetric or HMAC key, or a private key in PKCS #8 DER. For tests only: a key of a lab should have
   * random material.
   */
  readonly material?: Bytes;
}

/** The world as it starts. */
export interface WorldSpec {
  /** Null: now, by the host's clock. */
  readonly start: EpochMs | null;
  /** Names → 12-digit ids. */
  readonly accounts: Readonly<Record<string, string>>;
  /** `prod/role/admin` or `prod/user/ann` → its policies. Root users (`prod/root`) are there by themselves. */
  readonly principals: Readonly<Record<string, readonly PolicySpec[]>>;
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
    engine.commit([identityFact(engine, label, policies, accounts, spec.files ?? {})]);
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
  files: Readonly<Record<string, Bytes>>,
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
  return { type: 'identityPut', identity: { arn, type, accountId, name: path.at(-1) ?? '', id, policies: texts } };
}

async function makeKey(
  engine: Engine,
  spec: KeySpecification,
  accounts: ReadonlyMap<string, AccountId>,
  files: Readonly<Record<string, Bytes>>,
): Promise<void> {
  const accountId = accounts.get(spec.account);
  if (accountId === undefined) throw new LabError(`key ${spec.id}: this world has no account '${spec.account}'`);
  if (!isKeyId(spec.id)) throw new LabError(`key ${spec.id}: expected a UUID in lower case`);
  const region = resolveRegion(spec.region);
  const arn = keyArn(region, accountId, spec.id);
  const at = engine.world.now;
  const key: KeyIdentity = {
    arn,
    keyId: spec.id,
    accountId,
    region,
    ...kindOf(spec),
    origin: 'AWS_KMS',
    multiRegion: false,
    keyManager: 'CUSTOMER',
    creationDate: at,
  };
  const policy =
    spec.policy === undefined
      ? defaultKeyPolicy(accountId, partitionOf(region))
      : policyText(spec.policy, `key ${spec.id}`, files).text;
  checkPolicy(policy, 'key', accountId, `key ${spec.id}`);
  if (spec.material !== undefined && (await engine.vault.accepts(key, spec.material)) === null) {
    const { materialBytes } = factsOf(key.keySpec);
    const expected = materialBytes === null ? 'a private key in PKCS #8 DER' : `${materialBytes} bytes`;
    throw new LabError(`key ${spec.id}: expected a material of ${key.keySpec}, ${expected}`);
  }
  const keyMaterialId = await engine.vault.createMaterial(key, spec.material);
  engine.commit([
    { type: 'keyCreated', key, description: spec.description ?? '', policy },
    { type: 'keyChanged', keyArn: arn, event: { type: 'KeyMaterialCreated', keyMaterialId, at } },
    ...(spec.alias === undefined
      ? []
      : [{ type: 'aliasPut', aliasArn: aliasArn(region, accountId, spec.alias), keyArn: arn } as const]),
  ]);
}

/** @throws {LabError} when spec and usage don't go together, or several usages do. */
function kindOf({
  id,
  keySpec = 'SYMMETRIC_DEFAULT',
  keyUsage,
}: KeySpecification): Pick<KeyIdentity, 'keySpec' | 'keyUsage'> {
  const usages = Object.keys(factsOf(keySpec).usages) as readonly KeyUsage[];
  const usage = keyUsage ?? (usages.length === 1 ? usages[0] : undefined);
  if (usage === undefined || !usages.includes(usage)) {
    throw new LabError(`key ${id}: expected a usage of ${keySpec} (${usages.join(', ')}), got ${keyUsage ?? 'none'}`);
  }
  return { keySpec, keyUsage: usage };
}

function policyText(
  policy: PolicySpec,
  inlineName: string,
  files: Readonly<Record<string, Bytes>>,
): { name: string; text: string } {
  if (typeof policy !== 'string') return { name: inlineName, text: JSON.stringify(policy) };
  const managed = Object.hasOwn(AWS_MANAGED_IAM_POLICIES, policy) ? AWS_MANAGED_IAM_POLICIES[policy] : undefined;
  if (managed !== undefined) return { name: policy, text: managed };
  const file = Object.hasOwn(files, policy) ? files[policy] : undefined;
  if (file !== undefined) return { name: policy, text: fromUtf8(file) };
  throw new LabError(
    `${inlineName}: '${policy}' is neither an AWS managed policy of this lab (${Object.keys(AWS_MANAGED_IAM_POLICIES).join(', ')}) nor a file of this world`,
  );
}

function checkPolicy(text: string, kind: 'identity' | 'key', accountId: AccountId, where: string): void {
  try {
    parsePolicy(text, { kind, accountId });
  } catch (error) {
    if (error instanceof PolicyError) throw new LabError(`${where}: ${error.message}`, { cause: error });
    throw error;
  }
}

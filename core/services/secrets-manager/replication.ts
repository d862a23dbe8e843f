import { parseRegion, type Region } from '../../cloud/regions.ts';
import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import type { HandleScope, Scope } from '../../operations/operation.ts';
import { type Replica, replicaArn, type Secret, type SecretVersion, secretArn } from './secret.ts';
import type { SecretFact } from './secret-fact.ts';
import { keptKeyId, type PlainValue, SecretValues } from './secret-value.ts';

/** ReplicaRegionType of the API. */
export interface WantedReplica {
  readonly Region?: string;
  readonly KmsKeyId?: string;
}

/** A version as a replica gets it. */
export interface PlainVersion extends Omit<SecretVersion, 'value' | 'accessedAt'> {
  readonly value: PlainValue;
}

/** A primary as its replicas are made of it. */
export type Replicated = Pick<Secret, 'arn' | 'name' | 'accountId' | 'region' | 'settings' | 'tags' | 'replicas'> & {
  readonly policy: string | null;
};

/** What came of a replication: facts, and the primary's replicas afterwards. */
export interface ReplicationResult {
  readonly facts: readonly SecretFact[];
  readonly replicas: readonly Replica[];
}

/** Regions that a secret may be replicated to. @throws {SecretsManagerError} InvalidParameterException */
export function checkReplicaRegions(
  { region, replicas }: Pick<Replicated, 'region' | 'replicas'>,
  wanted: readonly WantedReplica[],
): void {
  const codes = wanted.map(({ Region: code = '' }) => code);
  if (new Set(codes).size < codes.length) throw SecretsManagerError.parameter('A Region is listed more than once.');
  for (const code of codes) {
    if (parseRegion(code) === null || code === region) throw SecretsManagerError.parameter('Invalid replica region.');
    if (replicas.some((one) => one.region === code && one.status === 'InSync')) {
      throw SecretsManagerError.parameter(`The secret is already replicated to ${code}.`);
    }
  }
}

/**
 * Replicates a secret: its labelled versions are encrypted again in each Region, as the caller, under that Region's key.
 * Where KMS refuses, or another secret has the name, that replica's status is Failed.
 * Simplified: AWS goes on replicating after it has answered; here all is done before.
 * Source: Secrets Manager API Reference, ReplicateSecretToRegions; User Guide, "Replicate AWS Secrets Manager secrets
 * across Regions".
 */
export async function replicate(
  scope: HandleScope,
  primary: Replicated,
  versions: readonly PlainVersion[],
  { wanted, overwrites }: { readonly wanted: readonly WantedReplica[]; readonly overwrites: boolean },
): Promise<ReplicationResult> {
  const facts: SecretFact[] = [];
  const made: Replica[] = [];
  for (const { Region: code = '', KmsKeyId } of wanted) {
    const region = code as Region;
    const kmsKeyId = keptKeyId(KmsKeyId);
    const inTheWay = otherOfThatName(scope, primary, region);
    if (inTheWay !== null && (!overwrites || inTheWay.primaryRegion !== null || inTheWay.replicas.length > 0)) {
      const statusMessage = `Replication failed: Secret name ${primary.name} already exists in region ${region}.`;
      made.push({ region, kmsKeyId, status: 'Failed', statusMessage });
      continue;
    }
    const sealed = await sealedFor(scope, primary, versions, { region, kmsKeyId });
    made.push(sealed.replica);
    if (sealed.versions === null) continue;
    if (inTheWay !== null) {
      facts.push({ type: 'secretChanged', secretArn: inTheWay.arn, event: { type: 'DeleteWithoutRecovery' } });
    }
    facts.push(...newReplica(primary, { region, kmsKeyId, createdAt: scope.at }), ...sealed.versions);
  }
  const codes = made.map(({ region }) => region);
  return { facts, replicas: [...primary.replicas.filter(({ region }) => !codes.includes(region)), ...made] };
}

/** Changes of a primary that its replicas follow as they are. */
type Mirrored = Extract<
  SecretFact,
  { readonly type: 'secretSet' | 'secretStaged' | 'secretTagged' | 'secretPolicyPut' }
>;

/**
 * What a change of a primary is for its replicas, beside its values: the same; each keeps its own key.
 * Source: Secrets Manager User Guide, "Replicate AWS Secrets Manager secrets across Regions".
 */
export function mirrored(scope: Scope, secret: Secret, facts: readonly Mirrored[]): readonly SecretFact[] {
  const copies = replicasOf(scope, secret).flatMap(({ arn, settings }) =>
    facts.map((fact): Mirrored => {
      if (fact.type !== 'secretSet') return { ...fact, secretArn: arn };
      return { ...fact, secretArn: arn, settings: { ...fact.settings, kmsKeyId: settings.kmsKeyId } };
    }),
  );
  return [...facts, ...copies];
}

/** A new version of a primary in its replicas; one whose key can't be used is Failed from now on. */
export async function mirrorVersion(
  scope: HandleScope,
  secret: Secret,
  version: PlainVersion,
  stages: Readonly<Record<string, readonly string[]>>,
): Promise<readonly SecretFact[]> {
  const facts: SecretFact[] = [];
  const replicas: Replica[] = [];
  for (const replica of secret.replicas) {
    const { region, kmsKeyId, status } = replica;
    if (status === 'Failed') {
      replicas.push(replica);
      continue;
    }
    const sealed = await sealedFor(scope, secret, [version], { region, kmsKeyId });
    replicas.push(sealed.replica);
    if (sealed.versions === null) continue;
    const arn = replicaArn(secret, region);
    facts.push(...sealed.versions, { type: 'secretStaged', secretArn: arn, stages });
  }
  if (replicas.some(({ status }, index) => status !== secret.replicas[index]?.status)) {
    facts.push({ type: 'secretReplicated', secretArn: secret.arn, replicas });
  }
  return facts;
}

/** The replicas that are there, one that stays behind among them. */
export function replicasOf(scope: Scope, secret: Secret): readonly Secret[] {
  return secret.replicas.flatMap(({ region }) => replicaIn(scope, secret, region) ?? []);
}

/** A secret's replica in a Region; one that stands alone by now has the ARN, and is none. */
function replicaIn({ world }: Scope, primary: Pick<Replicated, 'arn' | 'region'>, region: Region): Secret | undefined {
  const found = world.secrets.get(replicaArn(primary, region));
  return found?.primaryRegion === primary.region ? found : undefined;
}

async function sealedFor(
  scope: HandleScope,
  { arn, accountId }: Pick<Replicated, 'arn' | 'accountId'>,
  versions: readonly PlainVersion[],
  { region, kmsKeyId }: Pick<Replica, 'region' | 'kmsKeyId'>,
): Promise<{ readonly versions: readonly SecretFact[] | null; readonly replica: Replica }> {
  const place = { arn: replicaArn({ arn }, region), accountId, region };
  const values = new SecretValues(scope);
  const facts: SecretFact[] = [];
  try {
    for (const { value, ...version } of versions) {
      const sealed = await values.seal(place, kmsKeyId, version.versionId, value);
      const put = { ...version, accessedAt: null, value: sealed };
      facts.push({ type: 'secretVersionPut', secretArn: place.arn, version: put });
    }
  } catch (error) {
    if (!(error instanceof SecretsManagerError)) throw error;
    const statusMessage = `Replication failed: ${error.message}`;
    return { versions: null, replica: { region, kmsKeyId, status: 'Failed', statusMessage } };
  }
  return { versions: facts, replica: { region, kmsKeyId, status: 'InSync', statusMessage: null } };
}

/** The secret that the name is taken by in a Region, if it is no replica of this one. */
function otherOfThatName(scope: Scope, primary: Replicated, region: Region): Secret | null {
  const named = secretArn(region, primary.accountId, primary.name);
  const replica = replicaIn(scope, primary, region);
  for (const secret of scope.world.secrets.values()) {
    if (secretArn(secret.region, secret.accountId, secret.name) === named) return secret === replica ? null : secret;
  }
  return null;
}

function newReplica(
  primary: Replicated,
  { region, kmsKeyId, createdAt }: Pick<Replica, 'region' | 'kmsKeyId'> & { readonly createdAt: number },
): readonly SecretFact[] {
  const { name, accountId, settings, tags, policy, region: primaryRegion } = primary;
  const secret = { arn: replicaArn(primary, region), name, accountId, region, createdAt };
  return [{ type: 'secretCreated', secret, settings: { ...settings, kmsKeyId }, tags, policy, primaryRegion }];
}

import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { checkReplicaRegions, type PlainVersion, replicasOf, replicate } from '../replication.ts';
import { replicaArn } from '../secret.ts';
import type { SecretFact } from '../secret-fact.ts';
import { replicationOutput } from '../secret-output.ts';
import { SecretValues } from '../secret-value.ts';
import { secretOperation } from './secret-operation.ts';
import { AddReplicaRegions, ForceOverwriteReplicaSecret, Regions, SecretId } from './shapes.ts';

export const replicateSecretToRegions = secretOperation({
  name: 'ReplicateSecretToRegions',
  summary: 'Makes a replica of a secret in other Regions, encrypted under a key of each.',
  input: structure({ SecretId, AddReplicaRegions }, { ForceOverwriteReplicaSecret }),
  readOnly: false,
  check({ AddReplicaRegions: wanted }, secret) {
    checkReplicaRegions(secret, wanted);
  },
  async handle({ AddReplicaRegions: wanted, ForceOverwriteReplicaSecret: overwrites = false }, secret, scope) {
    const values = new SecretValues(scope);
    const versions: PlainVersion[] = [];
    for (const version of secret.versions) {
      const { versionId, createdAt, stages } = version;
      if (stages.length === 0) continue;
      versions.push({ versionId, createdAt, stages, value: await values.open(secret, version) });
    }
    const primary = { ...secret, policy: secret.policy?.text ?? null };
    const { facts, replicas } = await replicate(scope, primary, versions, { wanted, overwrites });
    return {
      output: { ARN: secret.arn, ReplicationStatus: replicationOutput(replicas) },
      facts: [...facts, { type: 'secretReplicated', secretArn: secret.arn, replicas }],
    };
  },
});

export const removeRegionsFromReplication = secretOperation({
  name: 'RemoveRegionsFromReplication',
  summary: 'Deletes the replicas of a secret in Regions.',
  input: structure({ SecretId, RemoveReplicaRegions: Regions }, {}),
  readOnly: false,
  check({ RemoveReplicaRegions: regions }, { replicas }) {
    const unknown = regions.find((code) => !replicas.some(({ region }) => region === code));
    if (unknown === undefined) return;
    throw SecretsManagerError.parameter(`The secret is not replicated to ${unknown}.`);
  },
  handle({ RemoveReplicaRegions: regions }, secret, scope) {
    const replicas = secret.replicas.filter((one) => !isRemoved(one));
    const facts = replicasOf(scope, secret)
      .filter(isRemoved)
      .map(
        ({ arn }): SecretFact => ({ type: 'secretChanged', secretArn: arn, event: { type: 'DeleteWithoutRecovery' } }),
      );
    return {
      output: { ARN: secret.arn, ReplicationStatus: replicationOutput(replicas) },
      facts: [...facts, { type: 'secretReplicated', secretArn: secret.arn, replicas }],
    };

    function isRemoved({ region }: { readonly region: string }): boolean {
      return regions.includes(region);
    }
  },
});

export const stopReplicationToReplica = secretOperation({
  name: 'StopReplicationToReplica',
  summary: 'Makes a replica, in its own Region, a secret that stands alone.',
  input: structure({ SecretId }, {}),
  readOnly: false,
  worksOnReplica: true,
  check(_, { primaryRegion }) {
    if (primaryRegion !== null) return;
    throw SecretsManagerError.request('The secret is no replica of another.', 'replica-secret');
  },
  handle(_, secret, { world }) {
    const { primaryRegion } = secret;
    const facts: SecretFact[] = [{ type: 'secretPromoted', secretArn: secret.arn }];
    const primary = primaryRegion === null ? undefined : world.secrets.get(replicaArn(secret, primaryRegion));
    if (primary !== undefined) {
      const replicas = primary.replicas.filter(({ region }) => region !== secret.region);
      facts.push({ type: 'secretReplicated', secretArn: primary.arn, replicas });
    }
    return { output: { ARN: secret.arn }, facts };
  },
});

import type { Region } from '../../../cloud/regions.ts';
import { structure } from '../../../operations/shape.ts';
import { replicaArn } from '../secret.ts';
import { labelledVersions, metadataOf, replicationOutput } from '../secret-output.ts';
import { secretOperation } from './secret-operation.ts';
import { SecretId } from './shapes.ts';

export const describeSecret = secretOperation({
  name: 'DescribeSecret',
  summary: 'Tells of a secret all but its value: its key, dates, tags, versions, replicas.',
  input: structure({ SecretId }, {}),
  readOnly: true,
  worksInWindow: true,
  handle(_, secret, { world }) {
    const versions = labelledVersions(secret);
    const { replicas } = secret;
    const replicaIn = (region: Region) => world.secrets.get(replicaArn(secret, region));
    return {
      output: {
        ...metadataOf(secret),
        ...(Object.keys(versions).length === 0 ? {} : { VersionIdsToStages: versions }),
        ...(replicas.length === 0 ? {} : { ReplicationStatus: replicationOutput(replicas, replicaIn) }),
      },
    };
  },
});

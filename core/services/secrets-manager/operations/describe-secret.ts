import { structure } from '../../../operations/shape.ts';
import { labelledVersions, metadataOf, replicationOutput } from '../secret-output.ts';
import { secretOperation } from './secret-operation.ts';
import { SecretId } from './shapes.ts';

export const describeSecret = secretOperation({
  name: 'DescribeSecret',
  summary: 'Tells of a secret all but its value: its key, dates, tags, versions, replicas.',
  input: structure({ SecretId }, {}),
  readOnly: true,
  worksInWindow: true,
  handle(_, secret) {
    const versions = labelledVersions(secret);
    return {
      output: {
        ...metadataOf(secret),
        ...(Object.keys(versions).length === 0 ? {} : { VersionIdsToStages: versions }),
        ...(secret.replicas.length === 0 ? {} : { ReplicationStatus: replicationOutput(secret.replicas) }),
      },
    };
  },
});

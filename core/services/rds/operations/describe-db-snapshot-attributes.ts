import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { attributesOutput } from './describe.ts';
import { ownSnapshot, rdsTarget } from './find.ts';
import { Identifier } from './shapes.ts';

export const describeDBSnapshotAttributes = defineOperation({
  service: 'rds',
  name: 'DescribeDBSnapshotAttributes',
  summary: 'Shows with which accounts a snapshot is shared.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBSnapshotAttributes.html',
  input: structure({ DBSnapshotIdentifier: Identifier }, {}),
  readOnly: true,
  mutates: false,
  find: (input, scope) => [
    rdsTarget(scope, 'rds:DescribeDBSnapshotAttributes', `snapshot:${input.DBSnapshotIdentifier.toLowerCase()}`),
  ],
  handle: (input, scope) => ({ output: attributesOutput(ownSnapshot(scope, input.DBSnapshotIdentifier)) }),
});

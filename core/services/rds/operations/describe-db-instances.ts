import { defineOperation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import type { Database } from '../database.ts';
import { databaseOutput, filtered, pageByMarker } from './describe.ts';
import { ownDatabase, rdsTarget } from './find.ts';
import { Filters, Identifier, Marker, MaxRecords } from './shapes.ts';

const FIELDS = {
  'db-instance-id': ({ dbInstanceIdentifier, arn }: Database) => [dbInstanceIdentifier, arn],
  'dbi-resource-id': ({ dbiResourceId }: Database) => [dbiResourceId],
  engine: ({ engine }: Database) => [engine],
};

export const describeDBInstances = defineOperation({
  service: 'rds',
  name: 'DescribeDBInstances',
  summary: 'Shows your DB instances in this Region, or one of them.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html',
  input: structure({}, { DBInstanceIdentifier: Identifier, Filters, MaxRecords, Marker }),
  readOnly: true,
  mutates: false,
  find: ({ DBInstanceIdentifier = '*' }, scope) => [
    rdsTarget(scope, 'rds:DescribeDBInstances', `db:${DBInstanceIdentifier.toLowerCase()}`),
  ],
  handle(input, scope) {
    const { region, accountId } = scope.request;
    const all =
      input.DBInstanceIdentifier === undefined
        ? [...scope.world.databases.values()].filter((one) => one.accountId === accountId && one.region === region)
        : [ownDatabase(scope, input.DBInstanceIdentifier)];
    const { items, next } = pageByMarker(filtered(all, input.Filters, FIELDS), ({ arn }) => arn, input);
    return { output: { DBInstances: items.map((one) => databaseOutput(one, scope.world)), ...next } };
  },
});

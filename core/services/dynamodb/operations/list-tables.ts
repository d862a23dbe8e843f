import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { integer, string, structure } from '../../../operations/shape.ts';

const MOST_TABLES = 100;

export const listTables = defineOperation({
  service: 'dynamodb',
  name: 'ListTables',
  summary: 'Lists the names of the tables of the account in this Region.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html',
  input: structure({}, { ExclusiveStartTableName: string(), Limit: integer({ min: 1, max: MOST_TABLES }) }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'dynamodb:ListTables')],
  handle({ ExclusiveStartTableName: after = '', Limit: limit = MOST_TABLES }, { world, request }) {
    const names = [...world.tables.values()]
      .filter(({ accountId, region }) => accountId === request.accountId && region === request.region)
      .map(({ name }) => name)
      .filter((name) => name > after)
      .sort();
    const page = names.slice(0, limit);
    return {
      output: {
        TableNames: page,
        ...(names.length > page.length ? { LastEvaluatedTableName: page.at(-1) } : {}),
      },
    };
  },
});

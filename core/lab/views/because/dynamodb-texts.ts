import type { BecauseTexts } from './because-text.ts';

/** What DynamoDB's own refusals mean. */
export const DYNAMODB_TEXTS = {
  'no-such-table': {
    says: 'This account has no table of that name in this Region, or it is being made or deleted.',
    fix: 'List the tables with: aws dynamodb list-tables. A new one is there after: aws dynamodb wait table-exists',
  },
  'table-in-use': {
    says: 'The table is in the middle of a change, or one of that name is there already.',
    fix: 'Look at TableStatus with: aws dynamodb describe-table',
  },
  'table-inaccessible': {
    says: 'DynamoDB found that it cannot use the KMS key of the table any more: nobody reads or writes it until it can, and after seven days it is archived.',
    fix: 'Enable the key again, or cancel its deletion. DynamoDB looks again five minutes later.',
  },
} as const satisfies BecauseTexts;

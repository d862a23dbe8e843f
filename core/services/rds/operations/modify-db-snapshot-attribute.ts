import { parseAccountId } from '../../../cloud/arn.ts';
import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import type { DbSnapshot } from '../database.ts';
import { attributesOutput } from './describe.ts';
import { checkAvailable, ownSnapshot, rdsTarget } from './find.ts';
import { Identifier } from './shapes.ts';

/** Accounts that a snapshot is shared with at most. Source: RDS User Guide, "Sharing a DB snapshot". */
const MOST_ACCOUNTS = 20;

export const modifyDBSnapshotAttribute = defineOperation({
  service: 'rds',
  name: 'ModifyDBSnapshotAttribute',
  summary: 'Shares a snapshot with other accounts, or stops sharing it.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSnapshotAttribute.html',
  input: structure(
    { DBSnapshotIdentifier: Identifier, AttributeName: string() },
    { ValuesToAdd: list(string()), ValuesToRemove: list(string()) },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    rdsTarget(scope, 'rds:ModifyDBSnapshotAttribute', `snapshot:${input.DBSnapshotIdentifier.toLowerCase()}`),
  ],
  check(input, scope) {
    const snapshot = ownSnapshot(scope, input.DBSnapshotIdentifier);
    if (input.AttributeName !== 'restore') {
      throw invalid(`Invalid DB Snapshot attribute name: ${input.AttributeName}`, 'invalid-parameter');
    }
    for (const who of [...(input.ValuesToAdd ?? []), ...(input.ValuesToRemove ?? [])]) {
      if (who !== 'all' && parseAccountId(who) === null)
        throw invalid(`Invalid account id: ${who}`, 'invalid-parameter');
    }
    checkAvailable(snapshot);
    if ((input.ValuesToAdd ?? []).length === 0) return;
    const isUnderDefaultKey = scope.world.key(snapshot.keyArn ?? '')?.keyManager === 'AWS';
    checkMayBeShared(snapshot, input.ValuesToAdd ?? [], isUnderDefaultKey);
    if (sharedAfter(snapshot, input).filter((who) => who !== 'all').length > MOST_ACCOUNTS) {
      throw new RdsError(
        'SharedSnapshotQuotaExceeded',
        `You have exceeded the maximum number of accounts that you can share a manual DB snapshot with: ${MOST_ACCOUNTS}.`,
        'limit-exceeded',
      );
    }
  },
  handle(input, scope) {
    const snapshot = ownSnapshot(scope, input.DBSnapshotIdentifier);
    const sharedWith = sharedAfter(snapshot, input);
    return {
      output: attributesOutput(snapshot, sharedWith),
      facts: [{ type: 'dbSnapshotShared', arn: snapshot.arn, sharedWith }],
    };
  },
});

function sharedAfter(
  { sharedWith }: DbSnapshot,
  {
    ValuesToAdd = [],
    ValuesToRemove = [],
  }: { readonly ValuesToAdd?: readonly string[]; readonly ValuesToRemove?: readonly string[] },
): readonly string[] {
  return [...new Set([...sharedWith, ...ValuesToAdd])].filter((who) => !ValuesToRemove.includes(who));
}

/** AWS's rules; its words for them are not published. Source: RDS User Guide, "Sharing encrypted snapshots". */
function checkMayBeShared({ keyArn }: DbSnapshot, add: readonly string[], isUnderDefaultKey: boolean): void {
  if (isUnderDefaultKey) {
    throw invalid(
      'Snapshots that are encrypted with the default KMS key of the account cannot be shared.',
      'default-key-cannot-be-shared',
    );
  }
  if (keyArn !== null && add.includes('all')) {
    throw invalid('Encrypted snapshots cannot be shared publicly.', 'encrypted-cannot-be-public');
  }
}

function invalid(
  message: string,
  because: 'invalid-parameter' | 'default-key-cannot-be-shared' | 'encrypted-cannot-be-public',
): RdsError {
  return new RdsError('InvalidParameterValue', message, because);
}

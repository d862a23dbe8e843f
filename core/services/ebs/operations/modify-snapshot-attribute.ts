import { parseAccountId } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { list, oneOf, string, structure } from '../../../operations/shape.ts';
import type { Snapshot } from '../volume.ts';
import { snapshotKeyArn } from '../volume.ts';
import { checkCompleted, ownSnapshot, snapshotTarget } from './find-resource.ts';
import { DryRun, SnapshotAttribute, SnapshotId } from './shapes.ts';

const Permissions = list(structure({}, { UserId: string(), Group: string() }), { max: 500 });

export const modifySnapshotAttribute = defineOperation({
  service: 'ec2',
  name: 'ModifySnapshotAttribute',
  summary: 'Shares a snapshot with other accounts, or stops sharing it.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html',
  input: structure(
    { SnapshotId },
    {
      Attribute: SnapshotAttribute,
      OperationType: oneOf(['add', 'remove']),
      UserIds: list(string()),
      GroupNames: list(string()),
      CreateVolumePermission: structure({}, { Add: Permissions, Remove: Permissions }),
      DryRun,
    },
  ),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: (input, scope) => [snapshotTarget(scope, 'ec2:ModifySnapshotAttribute', input.SnapshotId)],
  check(input, scope) {
    const snapshot = ownSnapshot(scope, input.SnapshotId);
    if (input.Attribute === 'productCodes') {
      throw invalid('Only the attribute createVolumePermission can be modified.');
    }
    const { add, remove } = changesIn(input);
    if (add.length > 0 && remove.length > 0) {
      throw new Ec2Error(
        'InvalidParameterCombination',
        'Permissions are added or removed, not both in one request.',
        'invalid-parameter',
      );
    }
    if (add.length === 0) return;
    checkCompleted(snapshot);
    checkMayBeShared(snapshot, add, scope.world.key(snapshotKeyArn(snapshot) ?? '')?.keyManager === 'AWS');
  },
  handle(input, scope) {
    const snapshot = ownSnapshot(scope, input.SnapshotId);
    const { add, remove } = changesIn(input);
    const sharedWith = [...new Set([...snapshot.sharedWith, ...add])].filter((who) => !remove.includes(who));
    return { output: {}, facts: [{ type: 'snapshotShared', snapshotId: snapshot.snapshotId, sharedWith }] };
  },
});

interface Permission {
  readonly UserId?: string;
  readonly Group?: string;
}
interface Modification {
  readonly OperationType?: 'add' | 'remove';
  readonly UserIds?: readonly string[];
  readonly GroupNames?: readonly string[];
  readonly CreateVolumePermission?: { readonly Add?: readonly Permission[]; readonly Remove?: readonly Permission[] };
}

/** Both forms that EC2 takes, as one: account ids, and `all`. @throws {Ec2Error} where neither is there, or malformed. */
function changesIn({ OperationType, UserIds = [], GroupNames = [], CreateVolumePermission }: Modification) {
  const listed = [...UserIds.map(accountId), ...GroupNames.map(group)];
  if (CreateVolumePermission === undefined && (OperationType === undefined || listed.length === 0)) {
    throw new Ec2Error(
      'MissingParameter',
      'The request must contain the parameter operationType with userId or group, or createVolumePermission',
      'malformed-request',
    );
  }
  const { Add = [], Remove = [] } = CreateVolumePermission ?? {};
  return {
    add: [...(OperationType === 'add' ? listed : []), ...Add.flatMap(named)],
    remove: [...(OperationType === 'remove' ? listed : []), ...Remove.flatMap(named)],
  };
}

function named({ UserId, Group }: Permission): readonly string[] {
  return [...(UserId === undefined ? [] : [accountId(UserId)]), ...(Group === undefined ? [] : [group(Group)])];
}

function accountId(text: string): string {
  if (parseAccountId(text) === null) throw invalid(`expected an account id of 12 digits, got '${text}'`);
  return text;
}

function group(text: string): string {
  if (text !== 'all') throw invalid(`expected the group all, got '${text}'`);
  return text;
}

/** Source: EBS User Guide, "Share an Amazon EBS snapshot"; services.md section 6, steps 1 and 3. */
function checkMayBeShared({ snapshotId, encrypted }: Snapshot, add: readonly string[], isUnderDefaultKey: boolean) {
  // The key policy of an AWS managed key can't be changed, so nobody else could ever open the snapshot.
  if (isUnderDefaultKey) {
    throw new Ec2Error(
      'OperationNotPermitted',
      'Encrypted snapshots with EBS default key cannot be shared',
      'default-key-cannot-be-shared',
      { snapshotId },
    );
  }
  if (encrypted && add.includes('all')) {
    throw new Ec2Error(
      'OperationNotPermitted',
      'Encrypted snapshots cannot be shared publicly',
      'encrypted-cannot-be-public',
      { snapshotId },
    );
  }
}

function invalid(message: string): Ec2Error {
  return new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
}

import type { FlowCommand } from '../flow-shapes.ts';
import type { LabView } from '../world-shapes.ts';

/**
 * What whoever asks could do to see a copy, or a volume made of one, fail: disable the key that a volume or
 * snapshot lies under, take a snapshot back that was shared. Only the account's own things; the keys of the newest things
 * come first.
 * @param here - the principal's ARN
 */
export function breaksInFlow(view: LabView, here: { readonly as: string }): readonly FlowCommand[] {
  const accountId = here.as.split(':')[4];
  const arns = [...view.volumes, ...view.snapshots].map(({ kmsKeyArn }) => kmsKeyArn).toReversed();
  const keys = [...new Set(arns)].flatMap((arn) => {
    const key = view.keys.find((one) => one.keyArn === arn);
    const canDisable = key?.accountId === accountId && key?.keyManager === 'CUSTOMER' && key.keyState === 'Enabled';
    return key !== undefined && canDisable ? [key] : [];
  });
  const shared = view.snapshots.filter((one) => one.accountId === accountId && one.sharedWith.length > 0);
  return [
    ...keys.map(({ keyId, region, alias }) => ({
      line: `aws kms disable-key --key-id ${keyId} --region ${region}`,
      says: `disable ${alias ?? keyId.slice(0, 8)}`,
    })),
    ...shared.map(({ snapshotId, region, sharedWith }) => ({
      line: `aws ec2 modify-snapshot-attribute --region ${region} --snapshot-id ${snapshotId} --attribute createVolumePermission --operation-type remove --user-ids ${sharedWith.join(' ')}`,
      says: `stop sharing ${snapshotId}`,
    })),
  ];
}

import type { FlowCommand } from '../flow-shapes.ts';
import type { LabView } from '../world-shapes.ts';

/**
 * What fails as things stand, to be seen failing: the copy of a snapshot whose key is not to be used now. Of each key the
 * newest snapshot. Source: EC2 User Guide, "Requirements for Amazon EBS encryption".
 * @param here - the principal's ARN
 */
export function triesInFlow(view: LabView, here: { readonly as: string }): readonly FlowCommand[] {
  const accountId = here.as.split(':')[4];
  const own = view.snapshots.filter((one) => one.accountId === accountId && one.state === 'completed').toReversed();
  const broken = own.flatMap((snapshot) => {
    const key = view.keys.find(({ keyArn }) => keyArn === snapshot.kmsKeyArn);
    return key === undefined || key.keyState === 'Enabled' ? [] : [{ snapshot, key }];
  });
  return broken
    .filter(({ key }, index) => broken.findIndex((one) => one.key === key) === index)
    .map(({ snapshot: { snapshotId, region }, key }) => ({
      line: `aws ec2 copy-snapshot --region ${region} --source-region ${region} --source-snapshot-id ${snapshotId} --encrypted`,
      says: `copy ${snapshotId}, which lies under ${key.alias ?? key.keyId.slice(0, 8)}`,
    }));
}

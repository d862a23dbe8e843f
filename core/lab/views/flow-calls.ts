import type { TrailItem } from '../trail-items.ts';

/** The calls to KMS that EBS, EC2 and RDS made for somebody, or KMS for itself, to keep what they store. */
export function storageCalls(items: readonly TrailItem[]): readonly TrailItem[] {
  return items.filter(
    ({ row: { record } }) =>
      record.eventSource === 'kms.amazonaws.com' && FOR_STORAGE.test(record.userIdentity.invokedBy ?? ''),
  );
}

const FOR_STORAGE = /^(?:ec2|ebs|rds|AWS Internal)/;

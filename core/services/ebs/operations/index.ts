import type { Operation } from '../../../operations/operation.ts';
import { associateKmsKeyId, disassociateKmsKeyId } from './associated-keys.ts';
import { attachVolume } from './attach-volume.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { createSnapshot } from './create-snapshot.ts';
import { createVolume } from './create-volume.ts';
import {
  disableEbsEncryptionByDefault,
  enableEbsEncryptionByDefault,
  getEbsEncryptionByDefault,
} from './default-encryption.ts';
import { getEbsDefaultKmsKeyId, modifyEbsDefaultKmsKeyId, resetEbsDefaultKmsKeyId } from './default-key.ts';
import { deleteSnapshot } from './delete-snapshot.ts';
import { deleteVolume } from './delete-volume.ts';
import { describeSnapshotAttribute } from './describe-snapshot-attribute.ts';
import { describeSnapshots } from './describe-snapshots.ts';
import { describeVolumes } from './describe-volumes.ts';
import { detachVolume } from './detach-volume.ts';
import { modifySnapshotAttribute } from './modify-snapshot-attribute.ts';
import { resetSnapshotAttribute } from './reset-snapshot-attribute.ts';

/** EC2's operations about EBS. */
export const EC2_OPERATIONS: readonly Operation[] = [
  associateKmsKeyId,
  attachVolume,
  copySnapshot,
  createSnapshot,
  createVolume,
  deleteSnapshot,
  deleteVolume,
  describeSnapshotAttribute,
  describeSnapshots,
  describeVolumes,
  detachVolume,
  disableEbsEncryptionByDefault,
  disassociateKmsKeyId,
  enableEbsEncryptionByDefault,
  getEbsDefaultKmsKeyId,
  getEbsEncryptionByDefault,
  modifyEbsDefaultKmsKeyId,
  modifySnapshotAttribute,
  resetEbsDefaultKmsKeyId,
  resetSnapshotAttribute,
];

import type { KeyIdentity } from './key-record.ts';

/** The rotations that keys of a kind know. */
export interface RotationKinds {
  readonly automatic: boolean;
  readonly onDemand: boolean;
}

/**
 * Which rotations a key may ever have: those of symmetric encryption keys alone; automatic ones where KMS makes the
 * material, on demand where its owner imports it too; AWS managed keys follow AWS's own plan.
 * Source: KMS Developer Guide, "Rotate AWS KMS keys"; the origins of EnableKeyRotation and RotateKeyOnDemand.
 */
export function rotationKindsOf({ keySpec, origin, keyManager }: KeyIdentity): RotationKinds {
  const isSymmetric = keySpec === 'SYMMETRIC_DEFAULT';
  return {
    automatic: isSymmetric && origin === 'AWS_KMS',
    onDemand: isSymmetric && keyManager === 'CUSTOMER' && (origin === 'AWS_KMS' || origin === 'EXTERNAL'),
  };
}

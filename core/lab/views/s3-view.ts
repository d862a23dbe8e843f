import type { Bucket } from '../../services/s3/bucket.ts';
import type { ObjectEncryption, StoredObject } from '../../services/s3/stored-object.ts';
import type { World } from '../world.ts';
import type { BucketView, ObjectView } from '../world-shapes.ts';

/** A bucket, with what is in it in numbers. */
export function bucketView({ objects }: World, bucket: Bucket): BucketView {
  const { name, accountId, region, policy, encryption } = bucket;
  const { algorithm, kmsKeyId, bucketKeyEnabled, blocksSseC } = encryption;
  const inIt = [...(objects.get(name)?.values() ?? [])];
  return {
    name,
    accountId,
    region,
    encryption: { algorithm, kmsKeyId, bucketKeyEnabled, takesCustomerKeys: !blocksSseC },
    policy: policy?.text ?? null,
    objects: inIt.length,
    sizeBytes: inIt.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/** What S3 Inventory calls them. Source: S3 User Guide, "Amazon S3 Inventory", "Encryption status". */
const NAMES = {
  'sse-s3': 'SSE-S3',
  'sse-kms': 'SSE-KMS',
  'sse-kms-bucket-key': 'SSE-KMS',
  'dsse-kms': 'DSSE-KMS',
  'sse-c': 'SSE-C',
} as const satisfies Record<ObjectEncryption['kind'], string>;

/** Every object of every bucket. */
export function objectViews({ objects }: World): readonly ObjectView[] {
  return [...objects].flatMap(([bucket, inIt]) => [...inIt.values()].map((object) => objectView(bucket, object)));
}

function objectView(bucket: string, { key, sizeBytes, lastModified, encryption }: StoredObject): ObjectView {
  return {
    bucket,
    key,
    sizeBytes,
    lastModified,
    encryption: NAMES[encryption.kind],
    kmsKeyArn: 'keyArn' in encryption ? encryption.keyArn : null,
    bucketKey: encryption.kind === 'sse-kms-bucket-key',
  };
}

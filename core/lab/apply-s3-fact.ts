import { bindPrincipals, parsePolicy } from '../access/policy.ts';
import { type Bucket, INITIAL_ENCRYPTION } from '../services/s3/bucket.ts';
import type { Upload } from '../services/s3/stored-object.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { S3Fact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about S3 true. Nothing in it has a life cycle, so no machine has a part. @throws {Error} for a bug */
export function applyS3Fact(world: World, fact: S3Fact): Applied {
  switch (fact.type) {
    case 'bucketCreated':
      world.buckets.set(fact.bucket.name, { ...fact.bucket, encryption: INITIAL_ENCRYPTION, policy: null });
      return NOTHING;
    case 'bucketDeleted':
      world.buckets.delete(fact.bucket);
      world.objects.delete(fact.bucket);
      return NOTHING;
    case 'bucketEncryptionPut':
      bucketOf(world, fact.bucket).encryption = fact.encryption;
      return NOTHING;
    case 'bucketPolicyPut': {
      const bucket = bucketOf(world, fact.bucket);
      bucket.policy = fact.policy === null ? null : policyOf(world, bucket, fact.policy);
      return NOTHING;
    }
    case 'objectPut': {
      const objects = world.objects.get(fact.bucket) ?? new Map();
      world.objects.set(fact.bucket, objects.set(fact.object.key, fact.object));
      return NOTHING;
    }
    case 'objectDeleted':
      deleteObject(world, fact.bucket, fact.key);
      return NOTHING;
    case 'uploadCreated':
      world.uploads.set(fact.upload.uploadId, { ...fact.upload, parts: [] });
      return NOTHING;
    case 'partUploaded': {
      const upload = uploadOf(world, fact.uploadId);
      const others = upload.parts.filter(({ partNumber }) => partNumber !== fact.part.partNumber);
      upload.parts = [...others, fact.part].sort((a, b) => a.partNumber - b.partNumber);
      return NOTHING;
    }
    case 'uploadEnded':
      world.uploads.delete(fact.uploadId);
      return NOTHING;
  }
}

/** A bucket without objects has no entry, as it has none in a world that is restored. */
function deleteObject({ objects }: World, bucket: string, key: string): void {
  const inIt = objects.get(bucket);
  inIt?.delete(key);
  if (inIt?.size === 0) objects.delete(bucket);
}

/** The policy bound to the users and roles that have those ARNs now. */
function policyOf(world: World, { accountId }: Bucket, text: string): Bucket['policy'] {
  return bindPrincipals(parsePolicy(text, { kind: 'bucket', accountId }), (arn) => world.idOf(arn));
}

function bucketOf(world: World, name: string): Bucket {
  const bucket = world.buckets.get(name);
  if (bucket === undefined) throw new Error(`no bucket ${name}`);
  return bucket;
}

function uploadOf(world: World, uploadId: string): Upload {
  const upload = world.uploads.get(uploadId);
  if (upload === undefined) throw new Error(`no upload ${uploadId}`);
  return upload;
}

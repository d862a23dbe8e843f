import type { Operation } from '../../../operations/operation.ts';
import { abortMultipartUpload } from './abort-multipart-upload.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { copyObject } from './copy-object.ts';
import { createBucket } from './create-bucket.ts';
import { createMultipartUpload } from './create-multipart-upload.ts';
import { deleteBucket } from './delete-bucket.ts';
import { deleteBucketEncryption } from './delete-bucket-encryption.ts';
import { deleteBucketPolicy } from './delete-bucket-policy.ts';
import { deleteObject } from './delete-object.ts';
import { deleteObjects } from './delete-objects.ts';
import { getBucketEncryption } from './get-bucket-encryption.ts';
import { getBucketLocation } from './get-bucket-location.ts';
import { getBucketPolicy } from './get-bucket-policy.ts';
import { getObject } from './get-object.ts';
import { getObjectTagging } from './get-object-tagging.ts';
import { headBucket } from './head-bucket.ts';
import { headObject } from './head-object.ts';
import { listBuckets } from './list-buckets.ts';
import { listObjectsV2 } from './list-objects-v2.ts';
import { listParts } from './list-parts.ts';
import { putBucketEncryption } from './put-bucket-encryption.ts';
import { putBucketPolicy } from './put-bucket-policy.ts';
import { putObject } from './put-object.ts';
import { uploadPart } from './upload-part.ts';
import { uploadPartCopy } from './upload-part-copy.ts';

/** S3's operations on buckets and objects. */
export const S3_OPERATIONS: readonly Operation[] = [
  abortMultipartUpload,
  completeMultipartUpload,
  copyObject,
  createBucket,
  createMultipartUpload,
  deleteBucket,
  deleteBucketEncryption,
  deleteBucketPolicy,
  deleteObject,
  deleteObjects,
  getBucketEncryption,
  getBucketLocation,
  getBucketPolicy,
  getObject,
  getObjectTagging,
  headBucket,
  headObject,
  listBuckets,
  listObjectsV2,
  listParts,
  putBucketEncryption,
  putBucketPolicy,
  putObject,
  uploadPart,
  uploadPartCopy,
];

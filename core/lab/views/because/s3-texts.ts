import type { BecauseTexts } from './because-text.ts';

/** What S3's own refusals mean. */
export const S3_TEXTS = {
  'no-such-bucket': {
    says: 'There is no bucket of that name. Names are shared by all accounts, so it may also be free to take.',
    fix: 'List your buckets with: aws s3 ls',
  },
  'no-such-object': {
    says: 'The bucket has no object of that key. Keys are compared letter by letter; folders are only a part of them.',
    fix: 'List the keys with: aws s3 ls s3://BUCKET --recursive',
  },
  'no-such-upload': {
    says: 'There is no upload in parts of that id under that key: it was completed, aborted, or never begun.',
    fix: 'Begin one with: aws s3api create-multipart-upload',
  },
  'no-such-bucket-policy': {
    says: 'The bucket has no policy: IAM policies of its own account decide, and nobody of another account comes in.',
    fix: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://NAME',
  },
  'wrong-bucket-region': {
    says: 'The bucket is in another Region. Its name is known everywhere, but each Region answers for its own buckets only.',
    fix: 'Call the Region that the answer names, with --region.',
  },
  'wrong-bucket-owner': {
    says: 'The request says whose the bucket must be, and it is another account’s: a guard against sending data to a stranger.',
    fix: 'Correct --expected-bucket-owner, or the name of the bucket.',
  },
  'bucket-exists': {
    says: 'A bucket of that name is there already, yours or another account’s: no two can have one name.',
    fix: 'Take another name.',
  },
  'bad-bucket-name': {
    says: 'A bucket’s name has 3 to 63 lower-case letters, digits, hyphens and dots, and begins and ends with a letter or digit.',
    fix: 'Take a name such as orders-2026.',
  },
  'bucket-not-empty': {
    says: 'Only an empty bucket can be deleted.',
    fix: 'Delete its objects with: aws s3 rm s3://BUCKET --recursive',
  },
  'public-policy': {
    says: 'The policy would let in everybody, and Block Public Access, which every new bucket has on, does not take such a policy.',
    fix: 'Name accounts or principals in place of *, or add a condition that fixes who or from where, such as aws:PrincipalOrgID.',
  },
  'bad-customer-key': {
    says: 'With SSE-C a request brings its own key: algorithm AES256, 256 bits in base64, and the MD5 of the key; nothing else goes with it.',
    fix: 'Correct the part that the message names.',
  },
  'customer-key-missing': {
    says: 'The object was put with a key of its owner’s (SSE-C). S3 has not kept it, so every request must bring it again.',
    fix: 'Add --sse-customer-algorithm AES256 --sse-customer-key fileb://KEY. Without the key the data is lost.',
  },
  'wrong-customer-key': {
    says: 'The key that the request brings is not the one that the object was put with. S3 keeps a salted HMAC of it to tell that, and nothing else.',
    fix: 'Bring the key that the object was put with. No other opens it.',
  },
  'customer-keys-blocked': {
    says: 'The bucket takes no uploads with keys of their own (SSE-C). Since April 2026 that is so for every new bucket.',
    fix: 'Use SSE-KMS; or allow it with put-bucket-encryption and BlockedEncryptionTypes={EncryptionType=[NONE]}.',
  },
  'bad-digest': {
    says: 'The checksum or MD5 in the request is not that of the bytes that came, or is none.',
    fix: 'Send the bytes again; if it comes back, compute the checksum anew.',
  },
  'bad-part': {
    says: 'The parts that the request lists do not make an object: one is missing, out of order, or too small.',
    fix: 'Look at what was uploaded with: aws s3api list-parts',
  },
  'too-large': {
    says: 'It is larger than S3 takes, or than this lab does: an object may have 16 MiB here.',
    fix: 'Take a smaller one.',
  },
  'bad-range': {
    says: 'The range begins behind the end of the object.',
    fix: 'Ask for its size with: aws s3api head-object',
  },
  'precondition-failed': {
    says: 'The request is to be done on a condition, and that does not hold: the object is there, has changed, or has not.',
    fix: null,
  },
  'copy-onto-itself': {
    says: 'A copy of an object onto itself must change something: its metadata or its encryption.',
    fix: 'Add --sse aws:kms with --sse-kms-key-id, or --metadata-directive REPLACE.',
  },
} as const satisfies BecauseTexts;

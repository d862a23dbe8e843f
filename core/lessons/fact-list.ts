/** What every learner of KMS must have met, in the words of the course's list. Lessons name the facts that they teach. */
export const FACT_LIST = {
  'managed-service': 'A managed service for keys: AWS makes, keeps and guards them',
  'access-to-data': 'Who may use the key controls who may read the data',
  'services-integrate': 'EBS, S3, RDS, SSM and other services encrypt with KMS keys',
  'api-cli-sdk': 'Everything goes through the API: by SDK or CLI',
  'secrets-in-code': 'Secrets in code and environment variables are encrypted by an API call',
  'iam-authorises': 'IAM authorises the use of keys',
  'cloudtrail-audits': 'CloudTrail shows who used which key',
  'symmetric-never-leaves': 'Symmetric keys are AES-256, never leave KMS, and are used by calling the API',
  'asymmetric-pairs':
    'RSA and ECC pairs: encrypt and decrypt, or sign and verify; the public key can be downloaded, the private never',
  'outside-aws': 'The public key encrypts outside AWS, for people who can not call the API',
  'aws-owned': 'AWS owned keys: SSE-S3, SSE-SQS, SSE-DDB',
  'aws-managed': 'AWS managed keys (aws/service): free, rotated every year',
  'customer-managed': 'Customer managed keys: $1 a month; rotated yearly when that is enabled',
  imported:
    'Imported keys: symmetric in the classic note, pairs and HMAC keys too today; $1 a month, $0.03 per 10,000 calls, rotation by hand with an alias',
  'key-policies': 'Key policies control access to keys',
  'default-policy': 'The default key policy lets in the account: its root user, and whom its IAM policies allow',
  'custom-policy': 'A custom key policy names users, roles and administrators',
  'cross-account': 'A key policy can let another account in',
  'snapshot-five-steps': 'A snapshot goes to another account in five steps',
  'multi-region': 'Multi-Region keys: one key material in several Regions',
  'deletion-and-states': 'A key can be disabled, and waits 7 to 30 days before it is deleted',
  'envelope-encryption': 'Large data is encrypted under a data key, which the KMS key wraps',
} as const satisfies Readonly<Record<string, string>>;

export type FactId = keyof typeof FACT_LIST;

/** The list's ids, for the lessons' grammar. */
export const FACT_IDS = Object.keys(FACT_LIST) as [FactId, ...FactId[]];

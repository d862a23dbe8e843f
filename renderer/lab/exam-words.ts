/** What exams and older courses ask about, by the lesson that answers it. */
export const LESSON_WORDS: Readonly<Record<string, string>> = {
  'never-leaves': 'HSM FIPS 140 symmetric AES-256 CreateKey Encrypt Decrypt CMK customer master key',
  envelope: 'DEK data key GenerateDataKey 4096 bytes limit Encryption SDK client-side encryption',
  secrets: 'encryption context AAD additional authenticated data SecureString Parameter Store Secrets Manager Lambda',
  'whose-key':
    'CMK customer master key AWS managed AWS owned customer managed SSE-S3 SSE-SQS SSE-DDB aws/s3 aws/ebs aws/rds',
  services: 'kms:ViaService ViaService SSE-KMS S3 EBS RDS SSM invokedBy GrantIsForAWSResource',
  'key-pairs': 'RSA ECC asymmetric PKI public key sign verify signature GetPublicKey',
  'key-policy': 'root user administrators key users default key policy lockout PutKeyPolicy resource-based policy',
  grants: 'CreateGrant RevokeGrant RetireGrant grant token SCP service control policy explicit deny condition',
  'cross-account': 'cross-account external account other account trust root',
  audit: 'CloudTrail audit log who used LookupEvents GetKeyLastUsage',
  rotation: 'automatic yearly rotation on demand backing key EnableKeyRotation RotateKeyOnDemand',
  imported: 'BYOK bring your own key EXTERNAL origin ImportKeyMaterial expiration manual rotation',
  'off-and-gone': 'delete ScheduleKeyDeletion waiting period pending window key states DisableKey',
  'snapshot-copy': 'EBS CopySnapshot cross-Region disaster recovery',
  'snapshot-share': 'EBS cross-account share five steps ModifySnapshotAttribute',
  'multi-region': 'MRK replica primary ReplicateKey global disaster recovery failover',
};

/** The same, by the scenario that shows it. */
export const SCENARIO_WORDS: Readonly<Record<string, string>> = {
  'external-key-store': 'XKS HYOK custom key store CloudHSM external key manager proxy',
  'imported-key': 'BYOK bring your own key EXTERNAL origin',
  'multi-region': 'MRK replica disaster recovery',
  'outside-encryption': 'RSA asymmetric PKI',
  'rds-snapshot-copy': 'cross-account database share',
  's3-bucket-keys': 'SSE-KMS bucket key S3 cost requests',
  'secrets-in-variables': 'encryption context AAD SecureString Parameter Store Secrets Manager Lambda',
  'snapshot-copy': 'cross-account EBS share five steps',
  'snapshot-two-regions': 'cross-Region EBS disaster recovery',
  'suspicious-decrypt': 'CloudTrail audit log',
  throttling: 'quota limit requests per second ThrottlingException data key caching',
  'year-costs': 'price cost money bill free tier',
  'default-encryption': 'SSE-S3 SSE-SQS SSE-DDB AWS owned AWS managed',
  'ebs-default-encryption': 'encryption by default account setting',
};

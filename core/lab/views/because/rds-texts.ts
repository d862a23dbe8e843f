import type { BecauseTexts } from './because-text.ts';

/** What RDS's own refusals mean. */
export const RDS_TEXTS = {
  'no-such-database': {
    says: 'This account has no DB instance of that name in this Region.',
    fix: 'List your DB instances with: aws rds describe-db-instances',
  },
  'no-such-db-snapshot': {
    says: 'There is no DB snapshot of that name. One of another account or Region is named by its ARN.',
    fix: 'List snapshots with: aws rds describe-db-snapshots --include-shared',
  },
  'db-snapshot-not-shared': {
    says: 'The DB snapshot is there, but not shared with this account, so RDS answers as if it were not.',
    fix: 'Its owner shares it with: aws rds modify-db-snapshot-attribute --attribute-name restore --values-to-add ACCOUNT',
  },
  'db-snapshot-not-available': {
    says: 'The DB snapshot is not complete yet, or has failed. Only an available one can be copied, shared or restored.',
    fix: 'Wait with: aws rds wait db-snapshot-available --db-snapshot-identifier NAME',
  },
  'database-not-available': {
    says: 'The DB instance is in a state in which RDS does not do that.',
    fix: 'Look at its DBInstanceStatus with: aws rds describe-db-instances',
  },
  'database-without-key': {
    says: 'RDS has lost the KMS key of the DB instance, so nobody can read it. For seven days it can be recovered, if automated backups were on.',
    fix: 'Give RDS the key back (enable it, cancel its deletion), then: aws rds start-db-instance',
  },
  'name-in-use': {
    says: 'This account has one of that name in this Region already.',
    fix: 'Take another name.',
  },
  'deletion-protected': {
    says: 'The DB instance is protected from deletion.',
    fix: 'aws rds modify-db-instance --db-instance-identifier NAME --no-deletion-protection',
  },
  'copy-needs-key': {
    says: 'KMS keys stay in their Region, and an encrypted snapshot of another account must come under a key of one’s own. So the copy’s key must be named.',
    fix: 'Name a key of this account in this Region with --kms-key-id.',
  },
  'backups-are-off': {
    says: 'A read replica starts from a backup of its source, and automated backups of the source are off.',
    fix: 'aws rds modify-db-instance --db-instance-identifier NAME --backup-retention-period 1',
  },
  'database-replicates': {
    says: 'The DB instance has read replicas, or is one. While that is so, RDS does not do that.',
    fix: 'Promote the replicas with aws rds promote-read-replica, or delete them.',
  },
  'database-replicates-nothing': {
    says: 'The DB instance follows no other one.',
    fix: 'Read replicas show a ReadReplicaSourceDBInstanceIdentifier in: aws rds describe-db-instances',
  },
  'replica-has-key': {
    says: 'A read replica in the Region of its source is always under the key of the source.',
    fix: 'Leave --kms-key-id out.',
  },
  'replica-needs-key': {
    says: 'KMS keys stay in their Region. So a read replica in another Region needs a key of that Region, and it must be named.',
    fix: 'Name a key of this Region with --kms-key-id.',
  },
  'replica-of-unencrypted': {
    says: 'A read replica is encrypted if its source is, and not else.',
    fix: 'Leave --kms-key-id out; or snapshot the source, copy the snapshot with --kms-key-id, and restore the copy.',
  },
  'shared-snapshot-to-copy': {
    says: 'An encrypted snapshot that another account shares can be copied, not restored: a DB instance is under a key of its own account.',
    fix: 'Copy it with aws rds copy-db-snapshot --kms-key-id KEY, and restore the copy.',
  },
} as const satisfies BecauseTexts;

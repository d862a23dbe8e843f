import { awsManagedKeyPolicy } from '../access/default-policies.ts';
import { type AccountId, aliasArn, keyArn } from '../cloud/arn.ts';
import { partitionOf, type Region } from '../cloud/regions.ts';
import type { Fact } from '../lab/facts.ts';
import type { EpochMs } from '../ports.ts';
import type { KeyIdentity } from './key-record.ts';

/** AWS managed keys rotate every year. Source: KMS Developer Guide, "AWS managed keys". */
const MANAGED_ROTATION_PERIOD_IN_DAYS = 365;

/**
 * The aliases that AWS sets aside, and the service that uses the key through kms:ViaService. ListAliases shows them
 * before there is a key behind them. Source: keys.md sections 8 and 9.
 */
export const AWS_MANAGED_ALIASES = {
  'alias/aws/dynamodb': 'dynamodb',
  'alias/aws/ebs': 'ec2',
  'alias/aws/lambda': 'lambda',
  'alias/aws/rds': 'rds',
  'alias/aws/s3': 's3',
  'alias/aws/secretsmanager': 'secretsmanager',
  'alias/aws/sqs': 'sqs',
  'alias/aws/ssm': 'ssm',
} as const satisfies Record<string, string>;

/** The service behind an AWS managed alias, or null when AWS sets no such alias aside. */
export function managedServiceOf(aliasName: string): string | null {
  return Object.hasOwn(AWS_MANAGED_ALIASES, aliasName)
    ? AWS_MANAGED_ALIASES[aliasName as keyof typeof AWS_MANAGED_ALIASES]
    : null;
}

/** What becomes true when an AWS managed key is used for the first time in an account and Region. */
export function managedKeyFacts(
  {
    region,
    accountId,
    keyId,
    creationDate,
  }: { region: Region; accountId: AccountId; keyId: string; creationDate: EpochMs },
  aliasName: string,
  service: string,
): {
  readonly identity: KeyIdentity;
  readonly facts: readonly Fact[];
  readonly materialFacts: (keyMaterialId: string) => readonly Fact[];
} {
  const arn = keyArn(region, accountId, keyId);
  const name = aliasName.slice('alias/aws/'.length);
  const identity: KeyIdentity = {
    arn,
    keyId,
    accountId,
    region,
    keySpec: 'SYMMETRIC_DEFAULT',
    keyUsage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    keyManager: 'AWS',
    creationDate,
  };
  const policy = awsManagedKeyPolicy({
    service: name,
    viaService: `${service}.${region}.amazonaws.com`,
    accountId,
    partition: partitionOf(region),
  });
  return {
    identity,
    facts: [
      {
        type: 'keyCreated',
        key: identity,
        description: `Default key that protects my ${name} data when no other key is defined`,
        policy,
      },
    ],
    materialFacts: (keyMaterialId) => [
      { type: 'keyChanged', keyArn: arn, event: { type: 'KeyMaterialCreated', keyMaterialId, at: creationDate } },
      {
        type: 'keyChanged',
        keyArn: arn,
        event: { type: 'EnableKeyRotation', rotationPeriodInDays: MANAGED_ROTATION_PERIOD_IN_DAYS, at: creationDate },
      },
      { type: 'aliasPut', aliasArn: aliasArn(region, accountId, aliasName), keyArn: arn },
    ],
  };
}

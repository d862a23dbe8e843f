import { type Bytes, type CloudTrailRecord, createLab, type WorldSpec } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

/** The account that owns the buckets, and another one. */
export const OWN = '111122223333';
const OTHER = '444455556666';

const role = (account: string, name: string): Caller => ({
  as: `arn:aws:iam::${account}:role/${name}`,
  region: 'us-east-1',
});
export const ADMIN = role(OWN, 'admin');
/** May do all of S3, and nothing of KMS. */
export const CLERK = role(OWN, 'clerk');
/** May do nothing at all. */
export const NOBODY = role(OWN, 'nobody');
export const STRANGER = role(OTHER, 'admin');

export const BUCKET = 'orders-2026';
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY_ID = '2234abcd-12ab-34cd-56ef-1234567890ab';
/** A customer managed key of the bucket's account, and one of the other account's, which trusts both. */
export const KEY = `arn:aws:kms:us-east-1:${OWN}:key/${KEY_ID}`;
export const OTHER_KEY = `arn:aws:kms:us-east-1:${OTHER}:key/${OTHER_KEY_ID}`;

/** A lab with a bucket, a key, and short words for what the tests do all the time. */
export class S3Lab extends ServiceLab {
  /** CloudTrail's records since `from`, of one account's log. */
  override records(from = 0, accountId = OWN): readonly CloudTrailRecord[] {
    return super.records(from, accountId);
  }

  /** Puts an object as `note.txt` unless it is told otherwise. */
  put(input: Members = {}, who: Caller = ADMIN): Promise<Members> {
    return this.call(who, 'PutObject', { Bucket: BUCKET, Key: 'note.txt', Body: utf8('the note'), ...input });
  }

  async get(input: Members = {}, who: Caller = ADMIN): Promise<string> {
    const { Body } = await this.call(who, 'GetObject', { Bucket: BUCKET, Key: 'note.txt', ...input });
    return new TextDecoder().decode(Body as Uint8Array);
  }

  /** Sets the bucket's default encryption. */
  encryptWith(algorithm: string, key?: string, bucketKey = false): Promise<Members> {
    const byDefault = { SSEAlgorithm: algorithm, ...(key === undefined ? {} : { KMSMasterKeyID: key }) };
    const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: bucketKey }];
    return this.call(ADMIN, 'PutBucketEncryption', { Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules } });
  }

  allowSseC(): Promise<Members> {
    const Rules = [{ BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }];
    return this.call(ADMIN, 'PutBucketEncryption', { Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules } });
  }

  putPolicy(...statements: readonly Members[]): Promise<Members> {
    return this.call(ADMIN, 'PutBucketPolicy', { Bucket: BUCKET, Policy: document(...statements) });
  }
}

/** A lab whose bucket is there already. `policies` are the IAM policies of more roles of the bucket's account. */
export async function s3Lab(
  policies: Readonly<Record<string, readonly Members[]>> = {},
  over: Partial<WorldSpec> = {},
  rootKey: Bytes = new Uint8Array(32).fill(7),
): Promise<S3Lab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const roles = Object.entries(policies).map(([name, statements]) => [
    `prod/role/${name}`,
    [{ Version: '2012-10-17', Statement: statements }],
  ]);
  const lab = await createLab(
    ports,
    {
      start: Date.UTC(2026, 4, 1),
      accounts: { prod: OWN, partner: OTHER },
      principals: {
        'prod/role/admin': ['AdministratorAccess'],
        'prod/role/clerk': [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }],
        'prod/role/nobody': [],
        'partner/role/admin': ['AdministratorAccess'],
        'partner/role/nobody': [],
        ...Object.fromEntries(roles),
      },
      keys: [
        { account: 'prod', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders' },
        {
          account: 'partner',
          region: 'us-east-1',
          id: OTHER_KEY_ID,
          policy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: [OWN, OTHER] }, Action: 'kms:*', Resource: '*' }],
          },
        },
      ],
      ...over,
    },
    1,
    rootKey,
  );
  const s3 = new S3Lab(lab, ports, 's3');
  await s3.call(ADMIN, 'CreateBucket', { Bucket: BUCKET });
  return s3;
}

export function document(...Statement: readonly Members[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

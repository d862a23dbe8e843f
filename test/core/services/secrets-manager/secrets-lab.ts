import { type Bytes, type CloudTrailRecord, createLab, type WorldSpec } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

/** The account that owns the secrets, and another one. */
const OWN = '111122223333';
const OTHER = '444455556666';

const role = (account: string, name: string): Caller => ({
  as: `arn:aws:iam::${account}:role/${name}`,
  region: 'us-east-1',
});
export const ADMIN = role(OWN, 'admin');
/** May do all of Secrets Manager, and nothing of KMS. */
export const CLERK = role(OWN, 'clerk');
/** Has the policies that a test gives. */
export const READER = role(OWN, 'reader');
export const STRANGER = role(OTHER, 'admin');

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const WEST_ID = '5678abcd-12ab-34cd-56ef-1234567890ab';
/** A customer managed key, and another one under alias/other; and one in us-west-2. */
export const KEY = `arn:aws:kms:us-east-1:${OWN}:key/${KEY_ID}`;
const OTHER_ID = '9abcdef0-12ab-34cd-56ef-1234567890ab';
export const OTHER_KEY = `arn:aws:kms:us-east-1:${OWN}:key/${OTHER_ID}`;
export const WEST_KEY = `arn:aws:kms:us-west-2:${OWN}:key/${WEST_ID}`;
export const DAY_MS = 86_400_000;

/** A secret as GetSecretValue tells it. */
export interface Told {
  readonly ARN: string;
  readonly Name: string;
  readonly VersionId: string;
  readonly SecretString?: string;
  readonly SecretBinary?: Bytes;
  readonly VersionStages: readonly string[];
}

/** A lab with keys, and short words for what the tests do all the time. */
export class SecretsLab extends ServiceLab {
  /** Makes a secret, and gives its ARN. */
  async create(Name: string, SecretString?: string, input: Members = {}): Promise<string> {
    const value = SecretString === undefined ? {} : { SecretString };
    const { ARN } = await this.call(ADMIN, 'CreateSecret', { Name, ...value, ...input });
    return String(ARN);
  }

  async get(SecretId: string, input: Members = {}, who: Caller = ADMIN): Promise<Told> {
    return (await this.call(who, 'GetSecretValue', { SecretId, ...input })) as unknown as Told;
  }

  async put(SecretId: string, SecretString: string, input: Members = {}): Promise<string> {
    const { VersionId } = await this.call(ADMIN, 'PutSecretValue', { SecretId, SecretString, ...input });
    return String(VersionId);
  }

  describe(SecretId: string, who: Caller = ADMIN): Promise<Members> {
    return this.call(who, 'DescribeSecret', { SecretId });
  }

  /** The labels of each version that has any. */
  async stages(SecretId: string): Promise<Readonly<Record<string, readonly string[]>>> {
    const { VersionIdsToStages = {} } = await this.describe(SecretId);
    return VersionIdsToStages as Readonly<Record<string, readonly string[]>>;
  }

  /** KMS's records since `from`: what was called, and with which encryption context. */
  callsToKms(from: number): readonly (readonly [call: string, context: Members])[] {
    return this.records(from, OWN)
      .filter(({ eventSource }) => eventSource === 'kms.amazonaws.com')
      .map(({ eventName, requestParameters }: CloudTrailRecord) => [
        eventName,
        (requestParameters?.encryptionContext ?? {}) as Members,
      ]);
  }
}

export const may = (Action: string | readonly string[], Resource = '*', more: Members = {}): Members => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

/** `reader` is what the role of that name may do. */
export async function secretsLab(
  reader: readonly Members[] = [may('secretsmanager:*')],
  over: Partial<WorldSpec> = {},
  rootKey: Bytes = new Uint8Array(32).fill(7),
): Promise<SecretsLab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const policy = (Statement: readonly Members[]) => [{ Version: '2012-10-17', Statement }];
  const lab = await createLab(
    ports,
    {
      start: Date.UTC(2026, 4, 1),
      accounts: { prod: OWN, partner: OTHER },
      principals: {
        'prod/role/admin': ['AdministratorAccess'],
        'prod/role/clerk': policy([may('secretsmanager:*')]),
        'prod/role/reader': policy(reader),
        'partner/role/admin': ['AdministratorAccess'],
      },
      keys: [
        { account: 'prod', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders' },
        { account: 'prod', region: 'us-east-1', id: OTHER_ID, alias: 'alias/other' },
        { account: 'prod', region: 'us-west-2', id: WEST_ID, alias: 'alias/west' },
      ],
      ...over,
    } as WorldSpec,
    1,
    rootKey,
  );
  return new SecretsLab(lab, ports, 'secretsmanager');
}

export function document(...Statement: readonly Members[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

import { createLab, type WorldSpec } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

/** The account of the parameters. */
const OWN = '111122223333';

const role = (name: string): Caller => ({ as: `arn:aws:iam::${OWN}:role/${name}`, region: 'us-east-1' });
export const ADMIN = role('admin');
/** May do all of Systems Manager, and nothing of KMS. */
export const CLERK = role('clerk');
/** Has the policies that a test gives. */
export const READER = role('reader');

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
/** A customer managed key. */
export const KEY = `arn:aws:kms:us-east-1:${OWN}:key/${KEY_ID}`;
/** The ARN of a parameter by its name without the leading slash. */
export const arnOf = (name: string): string => `arn:aws:ssm:us-east-1:${OWN}:parameter/${name}`;

/** A parameter as GetParameter tells it. */
export interface Told {
  readonly Name: string;
  readonly Value: string;
  readonly Version: number;
  readonly Selector?: string;
  readonly Labels?: readonly string[];
}

/** A lab with a key, and short words for what the tests do all the time. */
export class SsmLab extends ServiceLab {
  put(Name: string, Value: string, input: Members = {}): Promise<Members> {
    return this.call(ADMIN, 'PutParameter', { Name, Value, Type: 'SecureString', ...input });
  }

  async get(Name: string, WithDecryption = true, who: Caller = ADMIN): Promise<Told> {
    const { Parameter } = await this.call(who, 'GetParameter', { Name, WithDecryption });
    return Parameter as Told;
  }

  async told(operation: string, input: Members): Promise<readonly Told[]> {
    return (await this.call(ADMIN, operation, input)).Parameters as readonly Told[];
  }
}

/** `reader` is what the role of that name may do. */
export async function ssmLab(
  reader: readonly Members[] = [{ Effect: 'Allow', Action: 'ssm:*', Resource: '*' }],
  over: Partial<WorldSpec> = {},
): Promise<SsmLab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const policy = (Statement: readonly Members[]) => [{ Version: '2012-10-17', Statement }];
  const lab = await createLab(
    ports,
    {
      start: Date.UTC(2026, 4, 1),
      accounts: { prod: OWN },
      principals: {
        'prod/role/admin': ['AdministratorAccess'],
        'prod/role/clerk': policy([{ Effect: 'Allow', Action: 'ssm:*', Resource: '*' }]),
        'prod/role/reader': policy(reader),
      },
      keys: [{ account: 'prod', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders' }],
      ...over,
    } as WorldSpec,
    1,
    new Uint8Array(32).fill(7),
  );
  return new SsmLab(lab, ports, 'ssm');
}

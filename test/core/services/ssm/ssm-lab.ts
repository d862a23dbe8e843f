import { type CloudTrailRecord, createLab, type Lab, type Outcome, type WorldSpec } from '../../../../core/index.ts';
import { SSM_OPERATIONS } from '../../../../core/services/ssm/operations/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { SpyStore } from '../ebs/ebs-lab.ts';

/** The account of the parameters. */
const OWN = '111122223333';

/** Who calls, and where. */
interface Caller {
  readonly as: string;
  readonly region: string;
}
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

export type Members = Readonly<Record<string, unknown>>;

/** A parameter as GetParameter tells it. */
export interface Told {
  readonly Name: string;
  readonly Value: string;
  readonly Version: number;
  readonly Selector?: string;
  readonly Labels?: readonly string[];
}

/** A lab with a key, and short words for what the tests do all the time. */
export class SsmLab {
  readonly lab: Lab;
  readonly store: SpyStore;

  constructor(lab: Lab, store: SpyStore) {
    this.lab = lab;
    this.store = store;
  }

  outcome({ as, region }: Caller, operation: string, input: Members = {}): Promise<Outcome> {
    const service = SSM_OPERATIONS.some(({ name }) => name === operation) ? 'ssm' : 'kms';
    return this.lab.call({ service, operation, input, as, region });
  }

  /** The answer's output. @throws {Error} for a refusal */
  async call(who: Caller, operation: string, input: Members = {}): Promise<Members> {
    const { reply } = await this.outcome(who, operation, input);
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
    return reply.output;
  }

  /** The refusal. @throws {Error} for a success */
  async refusal(who: Caller, operation: string, input: Members = {}) {
    const { reply } = await this.outcome(who, operation, input);
    if (reply.ok) throw new Error(`${operation} was not refused`);
    const { name, message, because } = reply.error;
    return { name, message, because };
  }

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

  /** CloudTrail's records since `from`. */
  records(from = 0): readonly CloudTrailRecord[] {
    return this.store
      .trail({})
      .slice(from)
      .map(({ record }) => record);
  }
}

/** `reader` is what the role of that name may do. */
export async function ssmLab(
  reader: readonly Members[] = [{ Effect: 'Allow', Action: 'ssm:*', Resource: '*' }],
  over: Partial<WorldSpec> = {},
): Promise<SsmLab> {
  const store = new SpyStore();
  const policy = (Statement: readonly Members[]) => [{ Version: '2012-10-17', Statement }];
  const lab = await createLab(
    { ...fixedPorts(), store },
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
  return new SsmLab(lab, store);
}

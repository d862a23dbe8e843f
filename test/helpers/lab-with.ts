import {
  createLab,
  DEFAULT_WORLD,
  type Happening,
  type Lab,
  type Outcome,
  type Ports,
  type WorldSpec,
} from '../../core/index.ts';
import { type FixedClock, fixedPorts } from './fixed-ports.ts';

export const DAY = 86_400_000;
/** Where every world of these tests starts: noon, so that no date is a round number by chance. */
export const START = Date.UTC(2026, 0, 1, 12);

/** The account that these tests are about, and another one. */
export const OWN = '111122223333';
export const OTHER = '444455556666';
export const ADMIN = { as: `arn:aws:iam::${OWN}:role/admin`, region: 'us-east-1' } as const;
export const OTHER_ADMIN = { as: `arn:aws:iam::${OTHER}:role/admin`, region: 'us-east-1' } as const;
export type Caller = { readonly as: string; readonly region: string };
type Members = Readonly<Record<string, unknown>>;

/** A lab in a test: the same ids, bytes and dates in every run. */
export interface TestLab {
  readonly lab: Lab;
  readonly hostClock: FixedClock;
  /** What the lab keeps. */
  readonly store: Ports['store'];
  call(operation: string, input?: unknown, caller?: Caller): Promise<Outcome>;
  /** The output of a call that must succeed. */
  ok(operation: string, input?: unknown, caller?: Caller): Promise<Members>;
  /** Name and message of the error of a call that must be refused. */
  refusal(operation: string, input?: unknown, caller?: Caller): Promise<readonly [string, string]>;
  /** Makes a key; gives its id. */
  key(input?: Members, caller?: Caller): Promise<string>;
  /** Moves the clock, by milliseconds. */
  pass(ms: number): Promise<readonly Happening[]>;
}

/** A lab whose world is the default one with `over` in place of its parts. */
export async function labWith(over: Partial<WorldSpec> = {}, seed?: number): Promise<TestLab> {
  const ports = fixedPorts();
  const lab = await createLab(ports, { ...DEFAULT_WORLD, start: START, ...over }, seed);
  const call: TestLab['call'] = (operation, input = {}, caller = ADMIN) =>
    lab.call({ service: 'kms', operation, input, ...caller });
  const ok: TestLab['ok'] = async (operation, input, caller) => {
    const { reply } = await call(operation, input, caller);
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
    return reply.output;
  };
  return {
    lab,
    hostClock: ports.clock,
    store: ports.store,
    call,
    ok,
    async refusal(operation, input, caller) {
      const { reply } = await call(operation, input, caller);
      if (reply.ok) throw new Error(`${operation} was not refused`);
      return [reply.error.name, reply.error.message];
    },
    async key(input, caller) {
      return ((await ok('CreateKey', input, caller)).KeyMetadata as { KeyId: string }).KeyId;
    },
    async pass(ms) {
      const outcome = await lab.act({ type: 'advance', by: ms });
      if (!outcome.ok) throw new Error(outcome.error.message);
      return outcome.happened ?? [];
    },
  };
}

/** The ARN of a key of the tests' own account in their Region. */
export function arnOf(keyId: string, { accountId = OWN, region = 'us-east-1' } = {}): string {
  return `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
}

/** A policy that trusts accounts, and so leaves the rest to their IAM policies. */
export function trusting(...accounts: readonly string[]): string {
  const Statement = accounts.map((account) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

import type { WorldSpec } from '../../../../core/index.ts';
import { ADMIN, type Caller, labWith, OWN, type TestLab } from '../../../helpers/lab-with.ts';

type Members = Readonly<Record<string, unknown>>;

/** A lab in which IAM is called. */
export interface IamLab {
  readonly test: TestLab;
  /** The output of a call that must succeed. */
  iam(operation: string, input?: Members, caller?: Caller): Promise<Members>;
  /** Code and message of the refusal of a call. */
  refusal(operation: string, input?: Members, caller?: Caller): Promise<readonly [string, string]>;
}

export async function iamLab(world: Partial<WorldSpec> = {}): Promise<IamLab> {
  const test = await labWith(world);
  const call = (operation: string, input: Members = {}, caller: Caller = ADMIN) =>
    test.lab.call({ service: 'iam', operation, input, ...caller });
  return {
    test,
    async iam(...asked) {
      const { reply } = await call(...asked);
      if (!reply.ok) throw new Error(`${asked[0]}: ${reply.error.name}: ${reply.error.message}`);
      return reply.output;
    },
    async refusal(...asked) {
      const { reply } = await call(...asked);
      if (reply.ok) throw new Error(`${asked[0]} was not refused`);
      return [reply.error.name, reply.error.message];
    },
  };
}

/** An IAM policy that allows an action on everything. */
export function allowing(Action: string | readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });
}

/** A trust policy. */
export function trusting(AWS: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' },
  });
}

export const userArn = (path: string): string => `arn:aws:iam::${OWN}:user/${path}`;
export const roleArn = (path: string): string => `arn:aws:iam::${OWN}:role/${path}`;
export const policyArn = (path: string): string => `arn:aws:iam::${OWN}:policy/${path}`;
export const as = (arn: string): Caller => ({ as: arn, region: 'us-east-1' });

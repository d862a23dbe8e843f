import type { CloudTrailRecord, Happening, Lab, Outcome, Ports } from '../../core/index.ts';
import type { Service } from '../../core/lab/request.ts';
import { operationNamed } from '../../core/operations/index.ts';
import type { SpyStore } from './spy-store.ts';

/** Who calls, and where. */
export interface Caller {
  readonly as: string;
  readonly region: string;
}

/** Ports whose store tells what was put there. */
export type SpiedPorts = Ports & { readonly store: SpyStore };

/** The members of an input or an output, under the API's names. */
export type Members = Readonly<Record<string, unknown>>;

/** A lab for the tests of a service that leans on KMS: short words for what they do all the time. */
export class ServiceLab {
  readonly lab: Lab;
  readonly ports: SpiedPorts;
  readonly store: SpyStore;
  readonly #services: readonly Service[];

  /** `services`: where an operation is looked for, in this order, before KMS. */
  constructor(lab: Lab, ports: SpiedPorts, ...services: readonly Service[]) {
    this.lab = lab;
    this.ports = ports;
    this.store = ports.store;
    this.#services = services;
  }

  outcome({ as, region }: Caller, operation: string, input: object = {}): Promise<Outcome> {
    const service = this.#services.find((known) => operationNamed(known, operation) !== undefined) ?? 'kms';
    return this.lab.call({ service, operation, input, as, region });
  }

  /** The answer's output. @throws {Error} for a refusal */
  async call(who: Caller, operation: string, input: object = {}): Promise<Members> {
    const { reply } = await this.outcome(who, operation, input);
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
    return reply.output;
  }

  /** The refusal. @throws {Error} for a success */
  async refusal(who: Caller, operation: string, input: object = {}) {
    const { reply } = await this.outcome(who, operation, input);
    if (reply.ok) throw new Error(`${operation} was not refused`);
    const { name, message, because } = reply.error;
    return { name, message, because };
  }

  /** The refusal's name and reason alone; null for a success. */
  async reason(who: Caller, operation: string, input: object = {}) {
    const { reply } = await this.outcome(who, operation, input);
    return reply.ok ? null : { name: reply.error.name, because: reply.error.because };
  }

  /** Denies a role of the caller's account an action by one more policy, `deny`, in place of what that denied before. */
  async deny(who: Caller, RoleName: string, Action: string, Condition: object = {}): Promise<void> {
    const Statement = { Effect: 'Deny', Action, Resource: '*', Condition };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const input = { RoleName, PolicyName: 'deny', PolicyDocument };
    const { reply } = await this.lab.call({ service: 'iam', operation: 'PutRolePolicy', input, ...who });
    if (!reply.ok) throw new Error(reply.error.message);
  }

  /** Moves the clock by so many milliseconds. */
  async advance(by: number): Promise<readonly Happening[]> {
    const done = await this.lab.act({ type: 'advance', by });
    if (!done.ok) throw new Error(done.error.message);
    return done.happened ?? [];
  }

  /** Moves the clock to what is due next. */
  async next(): Promise<readonly Happening[]> {
    const done = await this.lab.act({ type: 'advanceToNext' });
    if (!done.ok) throw new Error(done.error.message);
    return done.happened ?? [];
  }

  /** CloudTrail's records since `from`, in all logs or in one account's. */
  records(from = 0, accountId?: string): readonly CloudTrailRecord[] {
    const records = this.store.trail({}).map(({ record }) => record);
    return records
      .slice(from)
      .filter(({ recipientAccountId }) => accountId === undefined || recipientAccountId === accountId);
  }

  /** Records of calls to KMS alone. */
  kmsRecords(from = 0, accountId?: string): readonly CloudTrailRecord[] {
    return this.records(from, accountId).filter(({ eventSource }) => eventSource === 'kms.amazonaws.com');
  }

  /** The names of KMS's calls since `from`. */
  kmsCalls(from = 0, accountId?: string): readonly string[] {
    return this.kmsRecords(from, accountId).map(({ eventName }) => eventName);
  }

  /** Grants that stand, on all keys. */
  get grants() {
    return [...this.lab.world.grants.values()].flat();
  }
}

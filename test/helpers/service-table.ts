import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KeyArn } from '../../core/cloud/arn.ts';
import type { CloudTrailRecord, Lab } from '../../core/index.ts';

/** A row of a service's table in the README, as it stands there. */
export interface ServiceRow {
  readonly operation: string;
  /** `DescribeKey, GenerateDataKey`, or `none`. What is behind a semicolon is for readers. */
  readonly calls: string;
  /** `the caller`, or the service that calls by itself, as in `EC2, by a grant`. One, or one for each call. */
  readonly behalf: string;
  /** `` `NAME` = what it is ``, more than one with `and`; `-` for none. One, or one for each call. */
  readonly context: string;
  /** `` `aws/NAME` ``, or words. */
  readonly defaultKey: string;
}

/** What a play of a row came to. */
export interface Played {
  /** CloudTrail's records of the account that called, from the row's operation on; others than KMS's are left out. */
  readonly records: readonly CloudTrailRecord[];
  readonly lab: Lab;
  /** The ARN of the caller's user or role, or of its session. */
  readonly caller: string;
  /** What the words in the column of the context stand for: `the volume's id` → `vol-0123…`. */
  readonly words?: Readonly<Record<string, string>>;
}

/**
 * How one row is played: everything before it is done already when `records` begin. Where the row tells a key as
 * `` `aws/NAME` ``, the play names none.
 */
export type Play = () => Promise<Played>;

const CELLS = ['operation', 'calls', 'behalf', 'context', 'defaultKey'] as const;

/** The rows of the table whose first column is `operation` and whose second is `calls to KMS`, below a heading. */
function serviceRows(heading: string): readonly ServiceRow[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section] = readme.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`the README has no heading '${heading}'`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n');
  const start = lines.findIndex((line) => /^\| operation +\| calls to KMS +\|/.test(line));
  if (start < 0) throw new Error(`no table of calls to KMS below '${heading}'`);
  const rows: ServiceRow[] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length !== CELLS.length) throw new Error(`expected ${CELLS.length} columns: ${line}`);
    rows.push(Object.fromEntries(CELLS.map((name, index) => [name, cells[index]])) as unknown as ServiceRow);
  }
  return rows;
}

/**
 * Tests a service's table in the README: every row has a play, every play a row, and what the row says is what
 * CloudTrail says after it.
 */
export function testServiceTable(heading: string, plays: Readonly<Record<string, Play>>): void {
  const rows = serviceRows(heading);
  describe(`${heading}, as the README has them`, () => {
    it('has a play for each row, and a row for each play', () => {
      expect(rows.map(({ operation }) => operation)).toEqual(Object.keys(plays));
    });

    it.each(rows.map((row) => [row.operation, row] as const))('%s', async (operation, row) => {
      const play = plays[operation];
      if (play === undefined) throw new Error(`no play for '${operation}'`);
      const { records, lab, caller, words = {} } = await play();
      const calls = records.filter(({ eventSource }) => eventSource === 'kms.amazonaws.com');
      const told = calls.map((record) => toldCall(record, caller));
      expect(told).toEqual(expected(row, words));
      const [, byDefault] = /^`(aws\/[^`]+)`/.exec(row.defaultKey) ?? [];
      if (byDefault !== undefined) expect(aliasOfKey(calls.at(-1), lab)).toBe(`alias/${byDefault}`);
    });
  });
}

/** The alias of the key that a call was about. */
function aliasOfKey(record: CloudTrailRecord | undefined, { world }: Lab): string | undefined {
  const [aliasArn] = world.aliasesOfKey.get(record?.resources?.[0]?.ARN as KeyArn) ?? [];
  return aliasArn === undefined ? undefined : world.alias(aliasArn)?.name;
}

interface ToldCall {
  readonly call: string;
  readonly by: string;
  readonly context: Readonly<Record<string, string>>;
}

function toldCall({ eventName, userIdentity, requestParameters }: CloudTrailRecord, caller: string): ToldCall {
  const { arn = '', invokedBy } = userIdentity as { arn?: string; invokedBy?: string };
  const by = isCaller(arn, caller) ? 'the caller' : serviceOf(arn, invokedBy);
  if (invokedBy === undefined) throw new Error(`${eventName} was not invoked by a service`);
  const parameters = (requestParameters ?? {}) as {
    encryptionContext?: Record<string, string>;
    /** Of ReEncrypt. */
    destinationEncryptionContext?: Record<string, string>;
    constraints?: {
      encryptionContextSubset?: Record<string, string>;
      encryptionContextEquals?: Record<string, string>;
    };
  };
  const { encryptionContextSubset, encryptionContextEquals } = parameters.constraints ?? {};
  const { encryptionContext, destinationEncryptionContext } = parameters;
  const context =
    encryptionContext ?? destinationEncryptionContext ?? encryptionContextSubset ?? encryptionContextEquals ?? {};
  return { call: eventName, by, context };
}

/** What the README calls whoever calls by a grant. */
function serviceOf(arn: string, invokedBy: string | undefined): string {
  const [, infrastructure] = /assumed-role\/aws:(\w+)-infrastructure\//.exec(arn) ?? [];
  const [, role] = /assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (infrastructure !== undefined) return infrastructure.toUpperCase();
  if (role !== undefined) return 'the execution role';
  return /^dynamodb\.[\w-]+\.amazonaws\.com$/.test(invokedBy ?? '') ? 'DynamoDB' : `${invokedBy}`;
}

/** Whether a record's identity is the caller: the same ARN, or a session of the caller's role. */
function isCaller(arn: string, caller: string): boolean {
  const session = arn.replace(/:sts::(\d+):assumed-role\/([^/]+)\/.*$/, ':iam::$1:role/$2');
  return arn === caller || session === caller;
}

function expected({ calls, behalf, context }: ServiceRow, words: Readonly<Record<string, string>>): ToldCall[] {
  const names = withoutTalk(calls) === 'none' ? [] : withoutTalk(calls).split(', ');
  const whose = perCall(behalf, names.length);
  const bound = perCall(context, names.length);
  return names.map((call, index) => ({
    call,
    by: (whose[index] ?? '').split(',')[0] ?? '',
    context: contextOf(bound[index] ?? '-', words),
  }));
}

/** A cell's parts, by `;`: one for all calls, or one for each. */
function perCall(cell: string, count: number): readonly string[] {
  const parts = cell.split('; ').map((part) => part.trim());
  if (parts.length === count) return parts;
  if (parts.length === 1) return Array.from({ length: count }, () => parts[0] ?? '');
  throw new Error(`'${cell}' has ${parts.length} parts for ${count} calls`);
}

function withoutTalk(cell: string): string {
  return (cell.split(';')[0] ?? '').trim();
}

/** `` `aws:ebs:id` = the volume's id and `b` = c `` with the words replaced. */
function contextOf(cell: string, words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (cell === '-') return {};
  const pairs = cell.split(' and ').map((pair) => {
    const [, name, value] = /^`([^`]+)` = (.+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw new Error(`expected \`NAME\` = what it is: ${pair}`);
    const word = words[value] ?? (/^`([^`]+)`$/.exec(value)?.[1] as string | undefined);
    if (word === undefined) throw new Error(`the play does not say what '${value}' is`);
    return [name, word] as const;
  });
  return Object.fromEntries(pairs);
}

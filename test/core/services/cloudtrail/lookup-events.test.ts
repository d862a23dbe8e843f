import { beforeEach, describe, expect, it } from 'vitest';
import type { CloudTrailRecord, Outcome } from '../../../../core/index.ts';
import {
  ADMIN,
  arnOf,
  type Caller,
  DAY,
  labWith,
  OTHER,
  OTHER_ADMIN,
  OWN,
  START,
  type TestLab,
  trusting,
} from '../../../helpers/lab-with.ts';

interface LookedUp {
  readonly Events: readonly {
    readonly EventId: string;
    readonly EventName: string;
    readonly EventTime: number;
    readonly Username?: string;
    readonly CloudTrailEvent: string;
  }[];
  readonly NextToken?: string;
}

const ANN: Caller = { as: `arn:aws:iam::${OWN}:user/ann`, region: 'us-east-1' };
const ROOT: Caller = { as: `arn:aws:iam::${OWN}:root`, region: 'us-east-1' };
const EUROPE: Caller = { ...ADMIN, region: 'eu-west-1' };

let test: TestLab;
beforeEach(async () => {
  test = await labWith({
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/user/ann': ['AdministratorAccess'],
      'main/user/guest': [],
      'partner/role/admin': ['AdministratorAccess'],
    },
  });
});

const send = (input: object = {}, caller = ADMIN as Caller): Promise<Outcome> =>
  test.lab.call({ service: 'cloudtrail', operation: 'LookupEvents', input, ...caller });

async function lookUp(input: object = {}, caller?: Caller): Promise<LookedUp> {
  const { reply } = await send(input, caller);
  if (!reply.ok) throw new Error(`${reply.error.name}: ${reply.error.message}`);
  return reply.output as unknown as LookedUp;
}

async function refusal(input: object, caller?: Caller): Promise<readonly [string, string]> {
  const { reply } = await send(input, caller);
  if (reply.ok) throw new Error('it was not refused');
  return [reply.error.name, reply.error.message];
}

/** What was called, oldest first, the lookups themselves apart. */
async function names(input: object = {}, caller?: Caller): Promise<readonly string[]> {
  const { Events } = await lookUp(input, caller);
  return Events.map(({ EventName }) => EventName)
    .filter((name) => name !== 'LookupEvents')
    .reverse();
}

const by = (AttributeKey: string, AttributeValue: string) => ({ LookupAttributes: [{ AttributeKey, AttributeValue }] });

describe('LookupEvents', () => {
  it('gives the newest first, each with its record', async () => {
    const KeyId = await test.key();
    await test.pass(1_500);
    await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) }, ANN);
    const { Events } = await lookUp();
    expect(Events.map(({ EventName }) => EventName)).toEqual(['Encrypt', 'CreateKey']);
    const record = JSON.parse(Events[0]?.CloudTrailEvent ?? '') as CloudTrailRecord;
    expect(Events[0]).toEqual({
      EventId: record.eventID,
      EventName: 'Encrypt',
      ReadOnly: 'true',
      EventTime: START / 1000 + 1,
      EventSource: 'kms.amazonaws.com',
      Username: 'ann',
      Resources: [{ ResourceType: 'AWS::KMS::Key', ResourceName: arnOf(KeyId) }],
      CloudTrailEvent: expect.any(String),
    });
    expect(record).toMatchObject({ eventName: 'Encrypt', recipientAccountId: OWN, eventCategory: 'Management' });
  });

  it('stands in the trail itself, as a read', async () => {
    const { records } = await send(by('EventName', 'Encrypt'));
    expect(records).toMatchObject([
      {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'LookupEvents',
        readOnly: true,
        requestParameters: { lookupAttributes: [{ attributeKey: 'EventName', attributeValue: 'Encrypt' }] },
        responseElements: null,
        resources: [],
      },
    ]);
    expect((await lookUp()).Events[0]?.EventName).toBe('LookupEvents');
  });

  it('is of the caller’s account and Region', async () => {
    await test.key();
    await test.key({}, EUROPE);
    await test.key({}, OTHER_ADMIN);
    for (const caller of [ADMIN, EUROPE, OTHER_ADMIN]) expect(await names({}, caller)).toEqual(['CreateKey']);
  });

  it('shows a call on another account’s key to both, and the owner does not learn who it was', async () => {
    const KeyId = arnOf(await test.key({ Policy: trusting(OWN, OTHER) }));
    await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) }, OTHER_ADMIN);
    const [owner] = (await lookUp(by('EventName', 'Encrypt'))).Events;
    const [caller] = (await lookUp(by('EventName', 'Encrypt'), OTHER_ADMIN)).Events;
    expect(owner).not.toHaveProperty('Username');
    expect(caller?.Username).toBe('kmslab');
    expect(owner?.EventId).not.toBe(caller?.EventId);
  });

  it('shows what was refused, too', async () => {
    await test.call('DescribeKey', { KeyId: 'alias/nobody' });
    const [event] = (await lookUp()).Events;
    expect(JSON.parse(event?.CloudTrailEvent ?? '')).toMatchObject({ errorCode: 'NotFoundException' });
  });

  describe('finds events by', () => {
    let keyArn: string;
    let aliasArn: string;
    beforeEach(async () => {
      const KeyId = await test.key();
      keyArn = arnOf(KeyId);
      aliasArn = `arn:aws:kms:us-east-1:${OWN}:alias/a`;
      await test.ok('CreateAlias', { AliasName: 'alias/a', TargetKeyId: KeyId }, ANN);
      await test.ok('ListKeys', {}, ROOT);
      await test.lab.call({ service: 'sts', operation: 'GetCallerIdentity', input: {}, ...ADMIN });
    });

    it.each<[string, () => string, readonly string[]]>([
      ['EventName', () => 'CreateKey', ['CreateKey']],
      ['ReadOnly', () => 'false', ['CreateKey', 'CreateAlias']],
      ['ReadOnly', () => 'true', ['ListKeys', 'GetCallerIdentity']],
      ['Username', () => 'ann', ['CreateAlias']],
      ['Username', () => 'kmslab', ['CreateKey', 'GetCallerIdentity']],
      ['Username', () => 'root', ['ListKeys']],
      ['ResourceType', () => 'AWS::KMS::Key', ['CreateKey', 'CreateAlias']],
      ['ResourceType', () => 'AWS::KMS::Alias', ['CreateAlias']],
      ['ResourceName', () => keyArn, ['CreateKey', 'CreateAlias']],
      ['ResourceName', () => aliasArn, ['CreateAlias']],
      ['EventSource', () => 'sts.amazonaws.com', ['GetCallerIdentity']],
      ['AccessKeyId', () => 'AKIAIOSFODNN7EXAMPLE', []],
      ['EventName', () => 'Nothing', []],
    ])('%s', async (key, value, found) => {
      expect(await names(by(key, value()))).toEqual(found);
    });

    it('EventId', async () => {
      const [, { EventId, EventName } = expect.unreachable()] = (await lookUp()).Events;
      expect(await names(by('EventId', EventId))).toEqual([EventName]);
    });
  });

  describe('within a time', () => {
    beforeEach(async () => {
      await test.ok('ListKeys');
      await test.pass(10_000);
      await test.ok('ListAliases');
      await test.pass(10_000);
      await test.ok('ListKeys');
    });
    const at = (seconds: number) => START / 1000 + seconds;

    it.each<[object, readonly string[]]>([
      [{ StartTime: at(10) }, ['ListAliases', 'ListKeys']],
      [{ StartTime: at(11) }, ['ListKeys']],
      [{ EndTime: at(10) }, ['ListKeys', 'ListAliases']],
      [{ EndTime: at(9) }, ['ListKeys']],
      [{ StartTime: at(10), EndTime: at(10) }, ['ListAliases']],
      [{ StartTime: at(-1000), EndTime: at(-10) }, []],
    ])('both ends belong to it: %j', async (range, found) => {
      expect(await names(range)).toEqual(found);
    });

    it('goes back 90 days, by the lab’s clock', async () => {
      await test.pass(90 * DAY - 20_000);
      expect(await names()).toEqual(['ListKeys', 'ListAliases', 'ListKeys']);
      await test.pass(1);
      expect(await names({ StartTime: 0 })).toEqual(['ListAliases', 'ListKeys']);
    });
  });

  describe('page by page', () => {
    beforeEach(async () => {
      for (let n = 0; n < 60; n += 1) await test.ok('ListKeys', { Limit: n + 1 });
    });
    const LISTED = by('EventName', 'ListKeys');

    it('gives 50 at most, and the others by the token', async () => {
      const first = await lookUp(LISTED);
      expect(first.Events).toHaveLength(50);
      await test.ok('ListKeys'); // what comes in between moves nothing
      const second = await lookUp({ ...LISTED, NextToken: first.NextToken });
      expect(second.Events).toHaveLength(10);
      expect(second).not.toHaveProperty('NextToken');
      const ids = [...first.Events, ...second.Events].map(({ EventId }) => EventId);
      expect(new Set(ids).size).toBe(60);
    });

    it('gives no token where the last page is full', async () => {
      const first = await lookUp({ ...LISTED, MaxResults: 20 });
      const second = await lookUp({ ...LISTED, MaxResults: 20, NextToken: first.NextToken });
      const third = await lookUp({ ...LISTED, MaxResults: 20, NextToken: second.NextToken });
      expect([first, second, third].map(({ Events }) => Events.length)).toEqual([20, 20, 20]);
      expect(third).not.toHaveProperty('NextToken');
    });

    it('takes a token for the question alone that it was given for', async () => {
      const { NextToken } = await lookUp(LISTED);
      const message = 'The token is not valid, or was given for a request with other parameters.';
      expect(await refusal({ ...by('EventName', 'ListAliases'), NextToken })).toEqual([
        'InvalidNextTokenException',
        message,
      ]);
      for (const wrong of ['none', btoa('kmslab:x'), btoa('kmslab:1:abc'), '']) {
        expect((await refusal({ ...LISTED, NextToken: wrong }))[0]).toBe('InvalidNextTokenException');
      }
    });
  });

  it.each<[object, string]>([
    [
      { LookupAttributes: [...by('EventName', 'a').LookupAttributes, ...by('EventId', 'b').LookupAttributes] },
      'InvalidLookupAttributesException',
    ],
    [by('Colour', 'red'), 'InvalidLookupAttributesException'],
    [by('constructor', 'red'), 'InvalidLookupAttributesException'],
    [by('ReadOnly', 'maybe'), 'InvalidLookupAttributesException'],
    [by('EventName', ''), 'InvalidLookupAttributesException'],
    [by('EventName', 'x'.repeat(2_001)), 'InvalidLookupAttributesException'],
    [{ StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException'],
    [{ MaxResults: 0 }, 'InvalidMaxResultsException'],
    [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
    [{ EventCategory: 'management' }, 'InvalidEventCategoryException'],
    [{ LookupAttributes: [{ AttributeKey: 'EventName' }] }, 'ValidationException'],
  ])('refuses %j', async (input, name) => {
    expect((await refusal(input))[0]).toBe(name);
  });

  it('has no insights to show', async () => {
    expect(await lookUp({ EventCategory: 'insight' })).toEqual({ Events: [] });
  });

  it('takes the permission cloudtrail:LookupEvents, and says so in AWS’s words', async () => {
    const as = `arn:aws:iam::${OWN}:user/guest`;
    expect(await refusal({}, { ...ADMIN, as })).toEqual([
      'AccessDeniedException',
      `User: ${as} is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action`,
    ]);
    expect(await names()).toEqual([]);
    expect(JSON.parse((await lookUp()).Events.at(-1)?.CloudTrailEvent ?? '')).toMatchObject({
      errorCode: 'AccessDenied',
    });
  });
});

describe('aws cloudtrail lookup-events', () => {
  const run = async (line: string) => {
    const { exitCode, stdout, stderr } = await test.lab.runAws(line, ADMIN);
    return exitCode === 0 ? stdout : stderr;
  };

  it('pages by itself, and takes attributes in shorthand', async () => {
    for (let n = 0; n < 60; n += 1) await test.ok('ListKeys');
    await test.key();
    const line = 'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=ListKeys';
    expect(await run(`${line} --query 'length(Events)'`)).toBe('60\n');
    expect(await run(`${line} --max-items 2 --query 'Events[].Username' --output text`)).toMatch(/^kmslab\tkmslab\n/);
    expect(
      await run('aws cloudtrail lookup-events --end-time 2026-01-01T12:00:00Z --query "Events[-1].EventTime"'),
    ).toBe('"2026-01-01T12:00:00+00:00"\n');
  });
});

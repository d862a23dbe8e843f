import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabAction, LabClient, LabEvent, LabQuery, Outcome, ReplayDeed } from '../../core/index.ts';
import { impurityOf } from './plain-data.ts';

/** A client to test, and how to be done with it. Its world has the design's defaults, and may be used before. */
export interface ClientUnderTest {
  readonly client: LabClient;
  close(): Promise<void>;
}

const HERE = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const UNKNOWN_KEY = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000';

const OPEN_POLICY = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }],
});

/** What every `LabClient` keeps to, whatever lies between it and the lab. */
export function describeLabClientContract(name: string, makeClient: () => Promise<ClientUnderTest>): void {
  describe(`LabClient ${name}`, () => {
    let client: LabClient;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ client, close } = await makeClient());
    });
    afterEach(() => close());

    const kms = (operation: string, input: unknown) => client.call({ service: 'kms', operation, input, ...HERE });
    const createKey = async (description = '') => {
      const outcome = await kms('CreateKey', { Description: description });
      const { KeyMetadata } = outputOf(outcome) as { KeyMetadata: { Arn: string; KeyId: string } };
      return KeyMetadata;
    };

    describe('call', () => {
      it('answers with what came of the request: reply, instant, trace and records', async () => {
        const outcome = await kms('CreateKey', {});
        expect(outcome.reply.ok).toBe(true);
        expect(outcome.at).toBeTypeOf('number');
        expect(outcome.trace.map(({ room }) => room)).toContain('authorise');
        expect(outcome.records.map(({ eventName }) => eventName)).toEqual(['CreateKey']);
      });

      it('carries plaintext and ciphertext as bytes, there and back', async () => {
        const { KeyId } = await createKey();
        const sent = Uint8Array.from([0, 1, 127, 128, 255]);
        const { CiphertextBlob } = outputOf(await kms('Encrypt', { KeyId, Plaintext: sent }));
        expect(CiphertextBlob).toBeInstanceOf(Uint8Array);
        const { Plaintext } = outputOf(await kms('Decrypt', { CiphertextBlob }));
        expect(Plaintext).toBeInstanceOf(Uint8Array);
        expect(Array.from(Plaintext as Uint8Array)).toEqual(Array.from(sent));
      });

      it("gives AWS's refusal as an ordinary outcome, in AWS's words, with its reason", async () => {
        const { reply } = await kms('DescribeKey', { KeyId: UNKNOWN_KEY });
        expect(reply).toMatchObject({ ok: false, error: { name: 'NotFoundException', because: 'no-such-key' } });
        expect(reply.ok ? '' : reply.error.message).toContain(UNKNOWN_KEY);
      });

      it('rejects for a principal that the world does not have, and names it', async () => {
        const nobody = 'arn:aws:iam::111122223333:role/nobody';
        await expect(
          client.call({ service: 'kms', operation: 'ListKeys', input: {}, ...HERE, as: nobody }),
        ).rejects.toThrow(nobody);
      });

      it('rejects for a Region that AWS does not have, and names it', async () => {
        const request = { service: 'kms', operation: 'ListKeys', input: {}, ...HERE, region: 'moon-east-1' };
        await expect(client.call(request)).rejects.toThrow('moon-east-1');
      });

      it('makes calls in the order in which they were sent, though nobody waits for the one before', async () => {
        const names = ['first', 'second', 'third', 'fourth', 'fifth'];
        const outcomes = await Promise.all(names.map((description) => kms('CreateKey', { Description: description })));
        const trail = await client.ask({ type: 'trail', limit: names.length });
        expect(trail.map(({ requestId }) => requestId)).toEqual(outcomes.map(({ requestId }) => requestId));
      });
    });

    describe('ask', () => {
      it('knows a key as soon as the call that made it is answered', async () => {
        const { Arn } = await createKey('asked for');
        const view = await client.ask({ type: 'view' });
        expect(view.keys.find(({ keyArn }) => keyArn === Arn)).toMatchObject({
          keyState: 'Enabled',
          description: 'asked for',
        });
        const key = await client.ask({ type: 'key', keyArn: Arn });
        expect(key?.chart.regions[0]?.states.find(({ isActive }) => isActive)?.name).toBe('Enabled');
      });

      it('gives null for a key and a request that there are not', async () => {
        expect(await client.ask({ type: 'key', keyArn: UNKNOWN_KEY })).toBeNull();
        expect(await client.ask({ type: 'why', requestId: 'no-such-request' })).toBeNull();
      });

      it('explains a request that was refused', async () => {
        const { requestId } = await kms('DescribeKey', { KeyId: UNKNOWN_KEY });
        const why = await client.ask({ type: 'why', requestId });
        expect(why).toMatchObject({ operation: 'DescribeKey', error: { name: 'NotFoundException' } });
        expect(why?.summary).not.toBe('');
      });

      it('judges a call that nobody made, and records nothing', async () => {
        const { Arn } = await createKey();
        const rows = await client.ask({ type: 'trail' });
        const why = await client.ask({ type: 'whyIf', as: HERE.as, action: 'kms:Decrypt', key: Arn });
        expect(why).toMatchObject({ error: null });
        expect(await client.ask({ type: 'trail' })).toEqual(rows);
      });

      it('refuses to judge a call of a principal that there is not, and names it', async () => {
        const nobody = 'arn:aws:iam::111122223333:role/nobody';
        await expect(client.ask({ type: 'whyIf', as: nobody, action: 'kms:ListKeys' })).rejects.toThrow(nobody);
      });

      it('completes a line', async () => {
        const completions = await client.ask({ type: 'complete', line: 'aws kms create-k', ...HERE });
        expect(completions.map(({ text }) => text)).toContain('create-key');
      });

      it('foresees what is due, and changes nothing', async () => {
        const { Arn, KeyId } = await createKey();
        await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
        const { now } = await client.ask({ type: 'view' });
        const due = await client.ask({ type: 'due', until: now + 8 * 86_400_000 });
        expect(due.map(({ of }) => of)).toContain(Arn);
        expect((await client.ask({ type: 'view' })).now).toBe(now);
      });

      it('answers in plain data only', async () => {
        const { Arn, KeyId } = await createKey();
        const outcome = await kms('Encrypt', { KeyId, Plaintext: new Uint8Array(4) });
        const queries: readonly LabQuery[] = [
          { type: 'view' },
          { type: 'key', keyArn: Arn },
          { type: 'trail' },
          { type: 'why', requestId: outcome.requestId },
          { type: 'whyIf', as: HERE.as, action: 'kms:Decrypt', key: KeyId },
          { type: 'who', key: Arn },
          { type: 'gains', key: Arn, changes: { keyPolicy: OPEN_POLICY } },
          { type: 'chart', machine: 'key' },
        ];
        expect(impurityOf(outcome)).toBeNull();
        for (const query of queries) expect(impurityOf(await client.ask(query)), query.type).toBeNull();
      });
    });

    describe('act', () => {
      it('runs an aws line and gives back what a terminal would show', async () => {
        const outcome = await client.act({ type: 'run', line: 'aws kms generate-random --number-of-bytes 8', ...HERE });
        expect(outcome).toMatchObject({ ok: true, run: { exitCode: 0, stderr: '', outcome: { reply: { ok: true } } } });
      });

      it('moves the clock, and tells what happened on the way', async () => {
        const { Arn, KeyId } = await createKey();
        await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
        const before = await client.ask({ type: 'view' });
        const outcome = await client.act({ type: 'advance', by: 8 * 86_400_000 });
        const changes = outcome.ok ? (outcome.happened ?? []).flatMap((happening) => happening.changes) : [];
        expect(changes.find(({ of, to }) => of === Arn && to === 'Deleted')).toBeDefined();
        expect((await client.ask({ type: 'view' })).now).toBe(before.now + 8 * 86_400_000);
      });

      it('carries the bytes of a file, there and back', async () => {
        const bytes = Uint8Array.from([9, 0, 255]);
        await client.act({ type: 'putFile', name: 'contract.bin', bytes });
        const outcome = await client.act({ type: 'getFile', name: 'contract.bin' });
        expect(outcome.ok && outcome.bytes).toBeInstanceOf(Uint8Array);
        expect(outcome).toMatchObject({ ok: true, bytes });
      });

      it('gives what the lab itself refuses as an outcome, in one line', async () => {
        const outcome = await client.act({ type: 'getFile', name: 'no-such-file' });
        expect(outcome).toMatchObject({ ok: false, error: { name: 'LabError' } });
        expect(outcome.ok ? '' : outcome.error.message).toMatch(/^.*no-such-file.*$/);
      });
    });

    describe('lessons', () => {
      // A client may be one for all of these tests.
      beforeEach(() => client.act({ type: 'lesson', does: 'leave' }));
      afterEach(() => client.act({ type: 'lesson', does: 'leave' }));

      it('lists the lessons, and has none in hand at first', async () => {
        const lessons = await client.ask({ type: 'lessons' });
        expect(lessons.at(-1)).toMatchObject({ id: 'multi-region', number: 16, mark: null, isInHand: false });
        expect(await client.ask({ type: 'lesson' })).toBeNull();
        expect(impurityOf(lessons)).toBeNull();
      });

      it('takes a learner through a step, and back to the free lab', async () => {
        await client.act({ type: 'putFile', name: 'of-the-free-lab', bytes: new Uint8Array(1) });
        const started = await client.act({ type: 'lesson', does: 'restart', lesson: 'never-leaves' });
        expect(started).toMatchObject({ ok: true, lesson: { status: 'intro', here: { region: 'eu-west-2' } } });
        await client.act({ type: 'lesson', does: 'next' });
        expect(await client.act({ type: 'lesson', does: 'check' })).toMatchObject({ lesson: { status: 'working' } });
        expect(await client.act({ type: 'lesson', does: 'hint' })).toMatchObject({ lesson: { step: { hintsOf: 3 } } });
        const here = { as: 'arn:aws:iam::111122223333:role/admin', region: 'eu-west-2' };
        await client.act({ type: 'run', line: 'aws kms create-key', ...here });
        expect(await client.act({ type: 'lesson', does: 'check' })).toMatchObject({ lesson: { status: 'passed' } });
        const next = await client.act({ type: 'lesson', does: 'next' });
        expect(next).toMatchObject({ ok: true, lesson: { status: 'working', step: { number: 2 } } });
        expect(impurityOf(next)).toBeNull();
        expect(await client.act({ type: 'lesson', does: 'leave' })).toEqual({ ok: true, lesson: null });
        const { files } = await client.ask({ type: 'view' });
        expect(files.map(({ name: file }) => file)).toContain('of-the-free-lab');
        expect(files.map(({ name: file }) => file)).not.toContain('note.txt');
        const again = await client.act({ type: 'lesson', does: 'start' });
        expect(again).toMatchObject({ ok: true, lesson: { id: 'never-leaves', step: { number: 2 } } });
      });

      it('goes to any step, in a world where those before it were played', async () => {
        await client.act({ type: 'lesson', does: 'restart', lesson: 'never-leaves' });
        const third = await client.act({ type: 'lesson', does: 'goToStep', step: 3 });
        expect(third).toMatchObject({ ok: true, lesson: { status: 'working', isShown: true, step: { number: 3 } } });
        expect((await client.ask({ type: 'view' })).keys).toMatchObject([{ alias: 'alias/orders' }]);
        const solved = await client.act({ type: 'lesson', does: 'solve' });
        expect(solved).toMatchObject({ ok: true, lesson: { status: 'passed', step: { number: 3 } } });
        const first = await client.act({ type: 'lesson', does: 'goToStep', step: 1 });
        expect(first).toMatchObject({ ok: true, lesson: { status: 'working', step: { number: 1 } } });
        expect((await client.ask({ type: 'view' })).keys).toEqual([]);
        const fifth = await client.act({ type: 'lesson', does: 'goToStep', step: 5 });
        expect(fifth.ok ? '' : fifth.error.message).toBe('expected a step from 1 to 4, found 5');
      });

      it('refuses what the lesson does not wait for, in one line', async () => {
        expect(await client.act({ type: 'lesson', does: 'next' })).toMatchObject({ ok: false });
        await client.act({ type: 'lesson', does: 'restart', lesson: '1' });
        const outcome = await client.act({ type: 'lesson', does: 'answer', answer: 'a' });
        expect(outcome.ok ? '' : outcome.error.message).toMatch(/^\S.*$/);
        const unknown = await client.act({ type: 'lesson', does: 'start', lesson: 'no-such-lesson' });
        expect(unknown.ok ? '' : unknown.error.message).toContain('never-leaves');
      });

      it('tells its listeners of the lab that is in hand', async () => {
        const heard: LabEvent[] = [];
        const unsubscribe = client.subscribe((event) => heard.push(event));
        await client.act({ type: 'lesson', does: 'start', lesson: '1' });
        await kms('ListKeys', {});
        await vi.waitFor(() => expect(operationsIn(heard)).toEqual(['ListKeys']));
        unsubscribe();
      });
    });

    describe('replays', () => {
      beforeEach(() => client.act({ type: 'replay', does: 'leave' }));
      afterEach(() => client.act({ type: 'replay', does: 'leave' }));

      const replay = (does: ReplayDeed, more: { readonly name?: string; readonly at?: number } = {}) =>
        client.act({ type: 'replay', does, ...more });

      it('has none on at first, and lists what there is', async () => {
        expect(await client.ask({ type: 'replay' })).toEqual({ on: null, continued: null });
        expect(await client.ask({ type: 'replaySteps' })).toEqual([]);
        const replays = await client.ask({ type: 'replays' });
        expect(replays.find(({ name: one }) => one === 'key-lifecycle')).toMatchObject({ of: 'scenario', steps: 20 });
        expect(impurityOf(replays)).toBeNull();
      });

      it('answers as of the moment that is shown, and goes on from it', async () => {
        await createKey('of the free lab');
        const opened = await replay('open', { name: 'key-lifecycle' });
        expect(opened).toMatchObject({ ok: true, replay: { on: { status: 'idle', done: 0, count: 20 } } });
        const shown = await replay('goTo', { at: 6 });
        expect(shown).toMatchObject({ replay: { on: { status: 'paused', done: 6, step: { n: 6, mark: 'disable' } } } });
        expect(impurityOf(shown)).toBeNull();
        const { keys } = await client.ask({ type: 'view' });
        expect(keys).toMatchObject([{ description: 'orders', keyState: 'Disabled' }]);
        expect(await client.ask({ type: 'replaySteps' })).toHaveLength(20);
        const here = { as: 'arn:aws:iam::111122223333:role/admin', region: 'eu-west-2' };
        const line = `aws kms enable-key --key-id ${keys[0]?.keyId}`;
        expect(await client.act({ type: 'run', line, ...here })).toMatchObject({ ok: false });
        expect(await replay('continue')).toMatchObject({ replay: { on: null, continued: { step: 6 } } });
        expect(await client.act({ type: 'run', line, ...here })).toMatchObject({ ok: true, run: { exitCode: 0 } });
        expect((await client.ask({ type: 'view' })).keys).toMatchObject([{ keyState: 'Enabled' }]);
        await replay('leave');
        const free = await client.ask({ type: 'view' });
        expect(free.keys.map(({ description }) => description)).toContain('of the free lab');
      });

      it('makes way for a lesson, and a lesson for it', async () => {
        await replay('open', { name: 'key-lifecycle' });
        await client.act({ type: 'lesson', does: 'restart', lesson: 'never-leaves' });
        expect(await client.ask({ type: 'replay' })).toMatchObject({ on: null });
        await replay('open', { name: 'key-lifecycle' });
        expect(await client.ask({ type: 'lesson' })).toBeNull();
        expect(await client.ask({ type: 'replay' })).toMatchObject({ on: { name: 'key-lifecycle' } });
      });

      it('tells its listeners of each step', async () => {
        await replay('open', { name: 'key-lifecycle' });
        const heard: LabEvent[] = [];
        const unsubscribe = client.subscribe((event) => heard.push(event));
        await replay('forward');
        await vi.waitFor(() => expect(heard).toEqual([{ type: 'acted', action: 'replay' }]));
        unsubscribe();
      });
    });

    describe('subscribe', () => {
      it('tells of calls in the order in which they were made', async () => {
        const heard: LabEvent[] = [];
        const unsubscribe = client.subscribe((event) => heard.push(event));
        const { KeyId } = await createKey();
        await kms('DisableKey', { KeyId });
        await kms('EnableKey', { KeyId });
        await vi.waitFor(() => expect(operationsIn(heard)).toEqual(['CreateKey', 'DisableKey', 'EnableKey']));
        unsubscribe();
      });

      it('tells of the clock and of actions', async () => {
        const heard: LabEvent[] = [];
        const unsubscribe = client.subscribe((event) => heard.push(event));
        await client.act({ type: 'advance', by: 1000 });
        await vi.waitFor(() => expect(heard.map(({ type }) => type)).toEqual(['timePassed', 'acted']));
        unsubscribe();
      });

      it('tells nothing more to a listener that has gone, and goes on telling the others', async () => {
        const gone: LabEvent[] = [];
        const staying: LabEvent[] = [];
        const leave = client.subscribe((event) => gone.push(event));
        const unsubscribe = client.subscribe((event) => staying.push(event));
        leave();
        leave(); // a second time does no harm
        await kms('ListKeys', {});
        await vi.waitFor(() => expect(operationsIn(staying)).toEqual(['ListKeys']));
        expect(gone).toEqual([]);
        unsubscribe();
      });
    });

    describe('what no front end should send', () => {
      const malformed: readonly (readonly [string, (lab: LabClient) => Promise<unknown>, RegExp])[] = [
        ['a query of no known kind', (lab) => lab.ask({ type: 'nonsense' } as unknown as LabQuery), /nonsense/],
        ['an action of no known kind', (lab) => lab.act({ type: 'nonsense' } as unknown as LabAction), /nonsense/],
        [
          'a kind that objects have anyway',
          (lab) => lab.ask({ type: 'constructor' } as unknown as LabQuery),
          /constructor/,
        ],
        ['a time that is no number', (lab) => lab.act({ type: 'advance', by: 'soon' } as unknown as LabAction), /soon/],
        [
          'a service of no known name',
          (lab) => lab.call({ service: 'x', operation: 'y', input: {}, ...HERE }),
          /service/,
        ],
      ];
      it.each(malformed)('refuses %s in one clear line, and changes nothing', async (_, send, words) => {
        const before = await client.ask({ type: 'view' });
        const message = await refusalOf(send(client));
        expect(message).toMatch(words);
        expect(message).not.toContain('\n');
        expect(await client.ask({ type: 'view' })).toEqual(before);
      });
    });
  });
}

function outputOf({ reply }: Outcome): Readonly<Record<string, unknown>> {
  if (!reply.ok) throw new Error(`${reply.error.name}: ${reply.error.message}`);
  return reply.output;
}

function operationsIn(events: readonly LabEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'called' ? event.operation : []));
}

/** The message with which a client refuses, by a rejection or by `{ ok: false }`. */
async function refusalOf(answer: Promise<unknown>): Promise<string> {
  try {
    const outcome = (await answer) as
      | { readonly ok?: boolean; readonly error?: { readonly message: string } }
      | undefined;
    return outcome?.ok === false ? (outcome.error?.message ?? '') : `nothing: it answered ${JSON.stringify(outcome)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

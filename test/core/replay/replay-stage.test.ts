import { describe, expect, it } from 'vitest';
import type { LabClient, LabEvent, ReplayDeed, ReplayView } from '../../../core/index.ts';
import { createLab, DEFAULT_WORLD, type Lab, ReplayStage } from '../../../core/index.ts';
import { readingMs } from '../../../core/replay/reading-time.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { HandTimer } from '../../helpers/hand-timer.ts';

const HERE = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;

interface Theatre {
  readonly stage: ReplayStage;
  readonly free: Lab;
  readonly timer: HandTimer;
  does(does: ReplayDeed, more?: { readonly name?: string; readonly at?: number }): Promise<ReplayView | null>;
}

async function theatre(): Promise<Theatre> {
  const free = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: Date.UTC(2026, 0, 1, 9) });
  const timer = new HandTimer();
  const stage = new ReplayStage(free, { ports: fixedPorts, timer, lab: free });
  return {
    stage,
    free,
    timer,
    async does(does, more = {}) {
      const outcome = await stage.act({ type: 'replay', does, ...more });
      if (!outcome.ok) throw new Error(outcome.error.message);
      return outcome.replay?.on ?? null;
    },
  };
}

/** A theatre with the life of a key at its beginning. */
async function lifeOfAKey(): Promise<Theatre> {
  const opened = await theatre();
  await opened.does('open', { name: 'key-lifecycle' });
  return opened;
}

const keysIn = async (client: LabClient): Promise<readonly string[]> =>
  (await client.ask({ type: 'view' })).keys.map(({ keyState }) => keyState);

describe('a replay on its stage', () => {
  it('answers what is asked as of the moment that it shows', async () => {
    const { stage, does } = await lifeOfAKey();
    const steps = await stage.ask({ type: 'replaySteps' });
    expect(await keysIn(stage)).toEqual([]);
    const made = steps.find(({ run }) => run?.startsWith('aws kms create-key') === true);
    const disabled = steps.find(({ run }) => run?.startsWith('aws kms disable-key') === true);
    await does('goTo', { at: disabled?.n ?? 0 });
    expect(await keysIn(stage)).toEqual(['Disabled']);
    expect((await stage.ask({ type: 'trail' })).at(-1)?.record.eventName).toBe('DisableKey');
    await does('goTo', { at: made?.n ?? 0 });
    expect(await keysIn(stage)).toEqual(['Enabled']);
    expect((await stage.ask({ type: 'trail' })).map(({ record }) => record.eventName)).toEqual(['CreateKey']);
    const view = await does('goTo', { at: steps.length });
    expect(view).toMatchObject({ status: 'ended', ok: true, done: steps.length, step: steps.at(-1) });
    expect(await keysIn(stage)).toEqual([]);
  });

  it('explains a refusal of then', async () => {
    const { stage, does } = await lifeOfAKey();
    const refused = (await stage.ask({ type: 'replaySteps' })).find(({ outcome }) => outcome.refusal !== null);
    await does('goTo', { at: refused?.n ?? 0 });
    const requestId = refused?.requestId ?? '';
    expect(await stage.ask({ type: 'why', requestId })).toMatchObject({
      error: { name: refused?.outcome.refusal?.name },
    });
    expect(await stage.ask({ type: 'why' })).toMatchObject({ requestId });
  });

  it('says who acts at that moment, and where', async () => {
    const { does } = await theatre();
    await does('open', { name: 'snapshot-copy' });
    const { as, region } = (await does('forward')) ?? {};
    expect([as, region]).toEqual(['arn:aws:iam::111122223333:role/admin', 'us-east-1']);
  });

  it('plays at the pace of reading, and tells its listeners of each step', async () => {
    const { stage, timer, does } = await lifeOfAKey();
    const told: LabEvent[] = [];
    stage.subscribe((event) => told.push(event));
    const [first, second] = await stage.ask({ type: 'replaySteps' });
    if (first === undefined || second === undefined) throw new Error('expected two steps');
    expect(await does('play')).toMatchObject({ status: 'playing', done: 1 });
    expect(timer.next).toBe(readingMs(first));
    timer.pass(readingMs(first));
    expect((await stage.ask({ type: 'replay' })).on).toMatchObject({ status: 'playing', done: 2 });
    expect(await does('faster')).toMatchObject({ speed: 2 });
    expect(timer.next).toBe(readingMs(second) / 2);
    expect(await does('pause')).toMatchObject({ status: 'paused', done: 2 });
    expect(timer.next).toBeNull();
    expect(told).toEqual(Array(4).fill({ type: 'acted', action: 'replay' }));
  });

  it('plays to its end, where nothing waits any more', async () => {
    const { stage, timer, does } = await lifeOfAKey();
    await does('play');
    timer.pass(3_600_000);
    expect((await stage.ask({ type: 'replay' })).on).toMatchObject({ status: 'ended', done: 20 });
    expect(timer.next).toBeNull();
  });

  it('has four paces', async () => {
    const { does } = await lifeOfAKey();
    const speeds: (number | undefined)[] = [];
    for (const way of ['faster', 'faster', 'faster', 'slower', 'slower', 'slower', 'slower'] as const) {
      speeds.push((await does(way))?.speed);
    }
    expect(speeds).toEqual([2, 4, 4, 2, 1, 0.5, 0.5]);
  });

  it('goes from mark to mark, and refusals are marks', async () => {
    const { stage, does } = await lifeOfAKey();
    const steps = await stage.ask({ type: 'replaySteps' });
    const marks = (await does('goTo', { at: 0 }))?.marks ?? [];
    expect(marks.length).toBeGreaterThan(5);
    expect(marks.at(-1)).toBe(steps.length); // its last step is a refusal
    const shown: unknown[] = [];
    for (const _ of marks) shown.push((await does('nextMark'))?.step);
    expect(shown).toEqual(marks.map((n) => steps[n - 1]));
    expect((await does('nextMark'))?.status).toBe('ended');
    const back: unknown[] = [];
    for (const _ of marks) back.push((await does('previousMark'))?.done);
    expect(back).toEqual([...marks.slice(0, -1).reverse(), 0]);
    expect((await stage.ask({ type: 'replay' })).on?.status).toBe('idle');
  });

  it('lets nothing be done in the past but reading', async () => {
    const { stage, does } = await lifeOfAKey();
    await does('goTo', { at: 3 });
    expect(await stage.act({ type: 'run', line: 'aws kms create-key', ...HERE })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('continue from here') },
    });
    await expect(stage.call({ service: 'kms', operation: 'CreateKey', input: {}, ...HERE })).rejects.toThrow(
      'the past',
    );
  });

  it('continues as a live lab, which diverges and leaves the replay as it was', async () => {
    const { stage, free, does } = await lifeOfAKey();
    const steps = await stage.ask({ type: 'replaySteps' });
    const disabled = steps.findIndex(({ run }) => run?.startsWith('aws kms disable-key') === true) + 1;
    await does('goTo', { at: disabled });
    expect(await does('continue')).toBeNull();
    expect((await stage.ask({ type: 'replay' })).continued).toEqual({
      name: 'key-lifecycle',
      title: expect.any(String),
      step: disabled,
    });
    const [key] = (await stage.ask({ type: 'view' })).keys;
    const line = `aws kms enable-key --key-id ${key?.keyArn}`;
    const run = await stage.act({ type: 'run', line, as: HERE.as, region: key?.region ?? '' });
    expect(run).toMatchObject({ ok: true, run: { exitCode: 0 } });
    expect(await keysIn(stage)).toEqual(['Enabled']);
    expect(await keysIn(free)).toEqual([]);

    await does('open', { name: 'world' });
    expect((await stage.ask({ type: 'replaySteps' })).at(-1)?.run).toContain('EnableKey');
    await does('close');
    await does('open', { name: 'key-lifecycle' });
    expect(await stage.ask({ type: 'replaySteps' })).toEqual(
      steps.map((step) => ({ ...step, outcome: expect.anything() })),
    );
    await does('leave');
    expect(await stage.ask({ type: 'replay' })).toEqual({ on: null, continued: null });
    expect((await stage.ask({ type: 'trail' })).length).toBe(0);
  });

  it('lists the scenarios, and a world in which something was done', async () => {
    const { stage } = await theatre();
    const names = async () => (await stage.ask({ type: 'replays' })).map(({ name }) => name);
    expect((await names())[0]).toBe('snapshot-copy');
    await stage.call({ service: 'kms', operation: 'CreateKey', input: {}, ...HERE });
    expect((await names()).slice(0, 2)).toEqual(['world', 'snapshot-copy']);
  });

  it.each([
    ['a name that nothing has', { does: 'open', name: 'no-such-replay' }, /no scenario 'no-such-replay'/],
    ['a world where nothing was done', { does: 'open', name: 'world' }, /nothing was done/],
    ['a step without a replay', { does: 'forward' }, /no replay is on/],
  ] as const)('refuses %s in one line', async (_says, action, message) => {
    const { stage } = await theatre();
    const outcome = await stage.act({ type: 'replay', ...action });
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } });
  });
});

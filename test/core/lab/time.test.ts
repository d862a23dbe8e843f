import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab } from '../../../core/index.ts';
import { Agenda } from '../../../core/lab/agenda.ts';
import { nodePorts } from '../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const DAY = 86_400_000;

async function makeKey(lab: Lab, operation?: string, input: object = {}): Promise<string> {
  const made = await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
  if (!made.reply.ok) throw new Error(made.reply.error.message);
  const { KeyId, Arn } = made.reply.output.KeyMetadata as { KeyId: string; Arn: string };
  if (operation !== undefined) await lab.call({ service: 'kms', operation, input: { KeyId, ...input }, ...ADMIN });
  return Arn;
}

const startAt0 = () => createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0 });

describe("the lab's clock", () => {
  it('stands until it is moved', async () => {
    const lab = await startAt0();
    await makeKey(lab);
    expect((await lab.ask({ type: 'view' })).now).toBe(0);
  });

  it('lets everything due on the way happen in order, each at its own instant', async () => {
    const lab = await startAt0();
    const rotating = await makeKey(lab, 'EnableKeyRotation', { RotationPeriodInDays: 90 });
    const dying = await makeKey(lab, 'ScheduleKeyDeletion', { PendingWindowInDays: 30 });
    const later = await makeKey(lab, 'ScheduleKeyDeletion', { PendingWindowInDays: 7 });
    const outcome = await lab.act({ type: 'advance', by: 200 * DAY });
    const happened = outcome.ok ? (outcome.happened ?? []) : [];
    expect(happened.map(({ at, changes }) => [at / DAY, changes[0]?.of])).toEqual([
      [7, later],
      [30, dying],
      [90, rotating],
      [180, rotating],
    ]);
    const { record } = (await lab.ask({ type: 'trail', keyArn: rotating })).at(-1) ?? {};
    expect([record?.eventName, record?.eventTime]).toEqual(['RotateKey', '1970-06-30T00:00:00Z']);
  });

  it('goes to what is due next and no further', async () => {
    const lab = await startAt0();
    await makeKey(lab, 'ScheduleKeyDeletion', { PendingWindowInDays: 7 });
    await lab.act({ type: 'advanceToNext' });
    const { now, keys } = await lab.ask({ type: 'view' });
    expect([now, keys]).toEqual([7 * DAY, []]);
  });

  it.each([
    [
      'back',
      { type: 'advanceTo', at: -1 },
      "the clock can't go back: it is 1970-01-01T00:00:00.000Z, asked for 1969-12-31T23:59:59.999Z",
    ],
    ['by less than nothing', { type: 'advance', by: -5 }, 'expected a time to advance by, in milliseconds, got -5'],
    [
      'by what is no number',
      { type: 'advance', by: Number.NaN },
      'expected a time to advance by, in milliseconds, got NaN',
    ],
    [
      'to the next event where there is none',
      { type: 'advanceToNext' },
      'nothing is due: no copy is under way, no key rotates or waits for deletion',
    ],
  ] as const)('does not go %s', async (_, action, message) => {
    const lab = await startAt0();
    expect(await lab.act(action)).toEqual({ ok: false, error: { name: 'LabError', message } });
    expect((await lab.ask({ type: 'view' })).now).toBe(0);
  });

  it('can follow real time, from where it is', async () => {
    let host = 1_000_000;
    const lab = await createLab({ ...nodePorts(), clock: { now: () => host } }, { ...DEFAULT_WORLD, start: 0 });
    await lab.act({ type: 'setClock', clock: 'following' });
    await makeKey(lab, 'ScheduleKeyDeletion', { PendingWindowInDays: 7 });
    host += 3 * DAY;
    await lab.act({ type: 'advance', by: 0 });
    expect(await lab.ask({ type: 'view' })).toMatchObject({ now: 3 * DAY, clock: 'following' });
    await lab.act({ type: 'advance', by: 5 * DAY });
    expect((await lab.ask({ type: 'view' })).keys).toEqual([]);
    host += DAY;
    await lab.act({ type: 'setClock', clock: 'standing' });
    host += DAY;
    expect(await lab.ask({ type: 'view' })).toMatchObject({ now: 9 * DAY, clock: 'standing' });
  });

  it('starts where the host is, when the world names no start', async () => {
    const lab = await createLab({ ...nodePorts(), clock: { now: () => 42 } }, DEFAULT_WORLD);
    expect((await lab.ask({ type: 'view' })).now).toBe(42);
  });
});

describe('the agenda', () => {
  it('gives what is due first, whatever was set, moved and cleared before', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.option(fc.nat(9))), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (plan) => {
        const agenda = new Agenda();
        const model = new Map<string, { readonly at: number; readonly order: number }>();
        plan.forEach(([item, at], order) => {
          agenda.set(item, at);
          if (at === null) model.delete(item);
          else if (model.get(item)?.at !== at) model.set(item, { at, order });
          const [first] = [...model].sort(([, x], [, y]) => x.at - y.at || x.order - y.order);
          expect(agenda.first()?.item ?? null).toBe(first?.[0] ?? null);
        });
        expect(
          agenda
            .upTo(4)
            .map(({ item }) => item)
            .sort(),
        ).toEqual(
          [...model]
            .filter(([, { at }]) => at <= 4)
            .map(([item]) => item)
            .sort(),
        );
      }),
    );
  });
});

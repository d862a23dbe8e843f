import { describe, expect, it } from 'vitest';
import type { Model, Size } from '../../../tui/lab/model.ts';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { frameOf } from '../helpers/frame-of.tsx';
import { KEY, openClassroom, openFixedSession } from '../helpers/open-session.ts';

/** Numbers from 0 up to 1, the same in every run. Source: Tommy Ettinger, "mulberry32". */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Everything that a frame must be, whatever was pressed. */
function expectWhole(model: Model): void {
  const { columns, rows } = model.size;
  const frame = frameOf(model);
  expect(frame.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
  for (const text of frame) {
    expect(displayWidth(text)).toBeLessThanOrEqual(columns);
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  }
  if (columns >= 60 && rows >= 16) expect(frame[0]).toContain('kmslab');
  expect(model.notice?.text ?? '').not.toContain('a bug in kmslab');
}

const SPECIAL: readonly string[] = [
  ...Object.values(KEY).filter((key) => key !== KEY.ctrlC),
  '\u001b[H',
  '\u001b[5~',
  '\u001b[6~',
  '\u001b[3~',
  '\u0010',
  '\u0012',
  '\u0015',
  '\u0017',
  ' ',
  '鍵',
  '👩‍🔑',
  'é',
  '\u001b[200~aws kms list-keys\naws kms create-key\n\u001b[201~',
  '\u001b[200~\u001b]0;title\u0007\u202e\u001b[201~',
  'kms ',
  'aws kms describe-key --key-id ',
];
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:;/?+-[]@<>,.|"\'\\$(){}';

function randomKey(next: () => number): string {
  const pick = <T,>(from: ArrayLike<T>): T => from[Math.floor(next() * from.length)] as T;
  return next() < 0.5 ? pick(SPECIAL) : pick(LETTERS);
}

const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 16 },
  { columns: 160, rows: 50 },
  { columns: 60, rows: 50 },
  { columns: 200, rows: 16 },
];

describe('10,000 keys, whichever they are', () => {
  it('never break the lab or its screen', { timeout: 300_000 }, async () => {
    const next = seeded(2026);
    const { session, press } = await openFixedSession({ columns: 80, rows: 24 });
    for (let count = 0; count < 10_000; count++) {
      await press(randomKey(next));
      if (count % 500 === 499) {
        const size = SIZES[Math.floor(next() * SIZES.length)];
        if (size !== undefined) session.dispatch({ type: 'resized', size });
      }
      if (count % 10 === 0) expectWhole(session.model());
    }
    expect(session.model().data).not.toBeNull();
    expect(session.model().log.length).toBeGreaterThan(50);
  });

  it('nor in a lesson', { timeout: 300_000 }, async () => {
    const next = seeded(7);
    const { session, press } = await openClassroom();
    await press(`L${KEY.enter}n`);
    for (let count = 0; count < 500; count++) {
      await press(randomKey(next));
      if (count % 10 === 0) expectWhole(session.model());
    }
  });
});

describe('a storm of resizes', () => {
  it('leaves every frame whole, in whatever is open', async () => {
    const next = seeded(42);
    const { session, press } = await openFixedSession({ columns: 80, rows: 24 });
    await press(`ceo${KEY.esc}`);
    for (const keys of [
      '',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '1',
      't',
      `${KEY.esc}:kms enc`,
      `${KEY.esc}?`,
      `${KEY.esc}\u0010`,
      `${KEY.esc}@`,
      `${KEY.esc}/x`,
    ]) {
      await press(keys);
      for (let count = 0; count < 12; count++) {
        const size = { columns: 1 + Math.floor(next() * 220), rows: 1 + Math.floor(next() * 70) };
        session.dispatch({ type: 'resized', size });
        expectWhole(session.model());
      }
    }
    session.dispatch({ type: 'resized', size: { columns: 80, rows: 24 } });
    expect(session.model().overlays.at(-1)).toMatchObject({ type: 'filter' });
  });
});

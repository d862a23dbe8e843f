import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import type { Size } from '../../../tui/lab/model.ts';
import { initialModel, type Model } from '../../../tui/lab/model.ts';
import { LabScreen } from '../../../tui/screens/LabScreen.tsx';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { frameOf } from '../helpers/frame-of.tsx';
import { KEY, openSession, openTheatre } from '../helpers/open-session.ts';

/** Situations of the lab: what is pressed to come there. */
const SITUATIONS: readonly (readonly [name: string, keys: string])[] = [
  ['an empty world', ''],
  ['a key', `c${KEY.esc}`],
  ['the result of a command', 'c'],
  ['a refusal', 'coe'],
  ['the policy of a key', `c${KEY.esc}]`],
  ['its rotation', `cr${KEY.esc}]]`],
  ['its aliases', `c${KEY.esc}]]]`],
  ['the trail, enlarged', `ceo${KEY.esc}${KEY.tab}${KEY.tab}+`],
  ['the principals', KEY.shiftTab],
  ['why', 'coew'],
  ['the time control', 'cxt'.replace('x', `x${KEY.enter}`)],
  ['what happened while time passed', `cx${KEY.enter}t${KEY.enter}`],
  ['help', '?'],
  ['the picker of Regions', 'g'],
  ['a CloudTrail record', `c${KEY.tab.repeat(3)}${KEY.enter}`],
  ['the command bar with completions', ':kms '],
  ['a very long line in the command bar', `:${'kms encrypt --plaintext AAAA '.repeat(12)}`],
  ['a very long result', `:kms help${KEY.enter}+`],
  ['the letters after y', 'cy'],
];

const SIZES: readonly Size[] = [
  { columns: 60, rows: 16 },
  { columns: 79, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

describe.each(SIZES)('in a terminal of $columns x $rows', (size) => {
  it.each(SITUATIONS)(
    '%s fits: one row is left free, no line is too long, and the first names kmslab',
    async (_name, keys) => {
      const { session, press } = await openSession(size);
      await press(keys);
      const frame = frameOf(session.model());
      expect(frame.length).toBeLessThanOrEqual(size.rows - 1);
      for (const text of frame) expect(displayWidth(text)).toBeLessThanOrEqual(size.columns);
      expect(frame[0]).toContain('kmslab');
      session.close();
    },
  );

  it('in ASCII every character is one', async () => {
    const { session, press } = await openSession(size, true);
    for (const keys of ['coew', `${KEY.esc}t`, `${KEY.esc}?`, `${KEY.esc}:kms `]) {
      await press(keys);
      expect(frameOf(session.model()).join('')).toMatch(/^[\x20-\x7e]*$/);
    }
    // And none is a question mark that nobody wrote.
    await press(`${KEY.esc.repeat(4)}8`);
    await press(KEY.down.repeat(4));
    expect(frameOf(session.model()).join(' ')).toMatch(/ 1 x {2}(CreateKey|DisableKey|Encrypt)/);
  });

  it('before the lab is open the frame has its full shape already', () => {
    const frame = frameOf(initialModel(size, false));
    expect(frame[0]).toContain('kmslab');
    expect(frame.length).toBeLessThanOrEqual(size.rows - 1);
  });
});

describe('what the lab shows', () => {
  const wide: Size = { columns: 80, rows: 24 };

  it('an empty world says what a key is, and the one command to run', async () => {
    for (const size of [wide, { columns: 60, rows: 16 }]) {
      const { session } = await openSession(size);
      const text = frameOf(session.model()).join('\n');
      expect(text).toContain('A KMS key encrypts and decrypts');
      expect(text).toContain('aws kms create-key');
      expect(text).toContain('c runs it');
    }
  });

  it('the clock is in the first line, everywhere', async () => {
    const { session, press } = await openSession(wide);
    for (const keys of ['', '?', `${KEY.esc}t`, `${KEY.esc}:`]) {
      await press(keys);
      expect(frameOf(session.model())[0]).toContain('2026-01-01 09:00Z');
    }
  });

  it('who acts is read whole while the clock runs, and shows its seconds', async () => {
    const { session, press } = await openSession({ columns: 80, rows: 24 });
    await press(`c${KEY.esc}t${KEY.right}${KEY.right}${KEY.enter}`);
    expect(frameOf(session.model())[0]).toMatch(/as role\/admin +2026-01-01 09:00:\d\dZ running/);
    session.close();
  });

  it('of an AWS managed key the whole kind is said', async () => {
    const { session, press } = await openSession({ columns: 80, rows: 24 });
    const bucket = 's3api create-bucket --bucket of-orders';
    await press(`:${bucket}${KEY.enter}:laptop write order.txt three${KEY.enter}`);
    const object = 's3api put-object --bucket of-orders --key order --body order.txt --server-side-encryption aws:kms';
    await press(`:${object}${KEY.enter}${KEY.esc}`);
    const rows = frameOf(session.model());
    expect(rows.join(' ').replaceAll(/[│\s]+/g, ' ')).toMatch(/AWS_KMS · .*AWS managed/);
    session.close();
  });

  it('a state is said in words, not by colour alone', async () => {
    const { session, press } = await openSession(wide);
    await press(`co${KEY.esc}`);
    const text = frameOf(session.model()).join('\n');
    expect(text).toContain('[off]');
    expect(text).toContain('Disabled');
  });

  it('the focused panel is marked without colour', async () => {
    const { session, press } = await openSession(wide);
    await press(KEY.tab.repeat(2));
    expect(frameOf(session.model())[2]).toContain('›Trail');
  });

  it('a refusal shows the exact AWS error first, then what it means, then one thing to try', async () => {
    const { session, press } = await openSession(wide);
    await press('coe');
    const text = frameOf(session.model()).join('\n');
    const places = ['An error occurred (DisabledException)', 'The key is disabled', 'Try: '].map((part) =>
      text.indexOf(part),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('why shows the ladder rung by rung, and marks the one that decided', async () => {
    const { session, press } = await openSession({ columns: 120, rows: 50 });
    await press(`c${KEY.esc}apartner${KEY.enter}ew`);
    const text = frameOf(session.model()).join('\n');
    expect(text).toContain('DENIED');
    expect(text).toMatch(/› ?\d+ .*decided here/);
    expect(text).toContain('Explicit deny anywhere');
    expect(text).toContain('Grants');
  });

  it('an escape sequence in a description is never handed to the terminal', async () => {
    const { session, press } = await openSession({ columns: 120, rows: 40 });
    await press(`:kms create-key --description '\u001b[200~x\u001b[201~${KEY.backspace}evil'${KEY.enter}`);
    const { data } = session.model();
    if (data === null || data.key === null) throw new Error('expected a key');
    const poisoned: Model = {
      ...session.model(),
      data: { ...data, key: { ...data.key, description: 'a\u001b]0;title\u0007b' } },
    };
    const raw = renderToString(<LabScreen model={poisoned} />, { columns: 120 });
    expect(raw).not.toContain('\u001b]0;');
    expect(raw).toContain('a?]0;title?b');
  });

  it('a terminal that is too small shows the two sizes', () => {
    expect(frameOf(initialModel({ columns: 59, rows: 16 }, false)).join(' ')).toBe(
      'Terminal size too small: need 60 x 16, have 59 x 16',
    );
    const tiny = frameOf(initialModel({ columns: 20, rows: 5 }, false));
    expect(tiny.join(' ')).toContain('have 20 x 5');
    expect(tiny.length).toBeLessThanOrEqual(4);
  });
});

describe('a list that is longer than its room says which part of it is in view', () => {
  const small: Size = { columns: 60, rows: 16 };
  const normal: Size = { columns: 80, rows: 24 };
  const many = Array.from({ length: 9 }, () => `c${KEY.esc}`).join('');

  it.each([
    ['lessons, above what is said of the chosen one', normal, 'L', /^┌›Lessons ─+ 1-14 of 16 ┐$/m],
    ['lessons in a small terminal', small, 'L', /^┌›Lessons ─+ 1-\d of 16 ┐$/m],
    ['lessons at the end', small, `L${KEY.end}`, /^┌›Lessons ─+ \d+-16 of 16 ┐$/m],
    ['replays', small, '9', /^┌›Replay ─+ 1-\d of 16 ┐$/m],
    ['keys, without their headings', { columns: 80, rows: 18 }, many, /^┌›Keys ─+ 2-9 of 9 ┬/m],
    ['the trail beside other panels', normal, `${many}${many}`, /┬ Trail ─* \d+-18 of 18 ┐$/m],
    ['keys as the only panel', small, `${many}${many}`, /^\[Keys 8-18 of 18\]│ Key │/m],
    ['ways to go on with a command', normal, ':kms ', /^── Tab completes ─+ 1-\d of \d+ *$/m],
  ] as const)('%s', async (_name, size, keys, shown) => {
    const { session, press } = await openTheatre(size);
    await press(keys);
    expect(frameOf(session.model()).join('\n')).toMatch(shown);
    session.close();
  });

  it('as does what will happen until a time, which can be read to its end', async () => {
    const { session, press } = await openTheatre(normal);
    await press(`t${KEY.right}`);
    expect(frameOf(session.model()).at(-1)).not.toContain('scroll');
    await press(`${KEY.esc}${`c${KEY.esc}m${KEY.esc}`.repeat(9)}t${KEY.left}`);
    const ahead = () => frameOf(session.model()).join('\n');
    expect(ahead()).toMatch(/^┌›Time ─+ 1-17 of \d+ ┐$/m);
    expect(frameOf(session.model()).at(-1)).toContain('Enter go  Esc stay  PageUp PageDown scroll');
    await press(KEY.pageDown.repeat(9));
    expect(ahead()).toMatch(/^┌›Time ─+ \d+-(\d+) of \1 ┐$/m);
    await press(KEY.left + KEY.right);
    expect(ahead()).toMatch(/^┌›Time ─+ 1-17 of \d+ ┐$/m);
    session.close();
  });

  it('and keeps the names of all panels in a strip that is too short for them, those of closed ones cut', async () => {
    const { session, press } = await openTheatre(small);
    await press(`9${KEY.enter}`);
    expect(frameOf(session.model())[2]).toMatch(
      /^ Steps │\[Step \d+-\d+\/\d+\]│ Keys │ Key │ Trail │ Things │ Pri\w+…/,
    );
    session.close();
  });
});

describe('a message that is longer than the screen is wide', () => {
  const small: Size = { columns: 60, rows: 16 };

  it.each([small, { columns: 80, rows: 24 }])(
    'is told whole at $columns x $rows, and the frame still fits',
    async (size) => {
      const { session, press } = await openTheatre(size);
      await press(`9${KEY.enter}e`);
      const frame = frameOf(session.model());
      expect(frame.join(' ').replaceAll(/ +/g, ' ')).toContain(
        'kmslab replay snapshot-copy --cast FILE writes it for asciinema, --json for programs',
      );
      expect(frame.length).toBeLessThanOrEqual(size.rows - 1);
      session.close();
    },
  );

  it('is told whole where it is why the lab could not be opened', () => {
    const failure = `the home is not writable: ${'/a/long/way'.repeat(12)}/progress.json, which another user owns`;
    const frame = frameOf({ ...initialModel({ columns: 80, rows: 24 }, false), failure });
    expect(frame.join('').replaceAll(' ', '')).toContain(failure.replaceAll(' ', ''));
    expect(frame.length).toBe(23);
  });
});

describe('keys and words at the bottom', () => {
  const small: Size = { columns: 60, rows: 16 };
  const bottom = (session: { model(): Model }) => frameOf(session.model()).slice(-3).join(' ').replaceAll(/ +/g, ' ');

  it('the copy menu names all that it offers, in as many lines as that takes', async () => {
    const { session, press } = await openTheatre(small);
    await press(`c${KEY.esc}apartner${KEY.enter}ewy`);
    for (const name of ['i id', 'c command', 'j JSON', 'm message', 'p changed policy', 's SDK form', 'Esc nothing'])
      expect(bottom(session)).toContain(name);
    session.close();
  });

  it('a list that is narrowed says how to have all of it again', async () => {
    const { session, press } = await openTheatre(small);
    await press(`7/nothing${KEY.enter}`);
    expect(frameOf(session.model()).at(-1)).toMatch(/^ Esc all again {2}/);
    expect(bottom(session)).not.toContain('whole record');
    await press(`${KEY.esc}${KEY.esc}`);
    expect(bottom(session)).not.toContain('all again');
    session.close();
  });

  it('the command bar says what Enter does while a way to go on is marked', async () => {
    const { session, press } = await openTheatre(small);
    await press(`:kms en${KEY.tab}`);
    expect(bottom(session)).toContain('Enter takes the marked one');
    session.close();
  });

  it('the time control names Enter only where the clock has somewhere to go, and a day that is ahead', async () => {
    const { session, press } = await openTheatre(small);
    await press('t');
    expect(bottom(session)).not.toContain('Enter go');
    await press(KEY.right);
    expect(frameOf(session.model()).join('\n')).toContain('such as 2026-02-01');
    await press('2026-01-05');
    expect(bottom(session)).toContain('Enter go');
    session.close();
  });

  it('the way back to the free lab is named where one is not in it', async () => {
    const { session, press } = await openTheatre(small);
    await press('L');
    expect(bottom(session)).not.toContain('x free lab');
    await press(`${KEY.enter}L`);
    expect(bottom(session)).toContain('x free lab');
    session.close();
  });

  it('who acts is told before which key is selected', async () => {
    const { session, press } = await openTheatre({ columns: 80, rows: 24 });
    await press(`9${KEY.enter}${KEY.end}c`);
    expect(frameOf(session.model())[0]).toMatch(/^ kmslab {2}backup \/ eu-west-1 {2}as role\/copier +continued /);
    session.close();
  });
});

describe('the result under Flow', () => {
  it('has what was run in its title, and does not say it again', async () => {
    const { session, press } = await openTheatre({ columns: 60, rows: 16 });
    await press(`4${KEY.enter}${KEY.enter}`);
    expect(frameOf(session.model()).filter((text) => text.includes('$ aws ec2 create-volume'))).toHaveLength(1);
    session.close();
  });
});

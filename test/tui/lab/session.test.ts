import { renderToString } from 'ink';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { topOverlay } from '../../../tui/lab/model.ts';
import { resultLines } from '../../../tui/panels/result-lines.ts';
import { LabScreen } from '../../../tui/screens/LabScreen.tsx';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, type OpenSession, openSession, START, sessionOn } from '../helpers/open-session.ts';

const DAY_MS = 86_400_000;
const model = ({ session }: OpenSession) => session.model();
const shownResult = (open: OpenSession): string =>
  resultLines(model(open), 76, glyphsFor(false)).map(textOf).join('\n');

describe("a learner's first walk", () => {
  it('creates a key, encrypts, decrypts, disables it, sees the refusal explained, schedules its deletion, sees it gone', async () => {
    const open = await openSession();
    await open.press(KEY.enter);
    expect(model(open).data?.key).toMatchObject({ keyState: 'Enabled', description: 'my first key' });
    expect(model(open).history).toEqual(['aws kms create-key --description "my first key"']);

    await open.press('e');
    const { key } = model(open).data ?? {};
    expect(model(open).made[key?.keyArn ?? '']).toMatch(/^[A-Za-z0-9+/]+=*$/);

    await open.press('d');
    expect(shownResult(open)).toContain('"Plaintext": "aGVsbG8gS01T"');

    await open.press('o');
    expect(model(open).data?.key?.keyState).toBe('Disabled');
    await open.press('e');
    expect(shownResult(open)).toContain('(DisabledException)');
    expect(shownResult(open)).toContain('Try: ');
    await open.press('w');
    expect(topOverlay(model(open))).toMatchObject({ type: 'why', why: { error: { because: 'key-disabled' } } });
    await open.press(KEY.esc);

    await open.press('x');
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', note: expect.stringContaining('gone for good') });
    expect(model(open).data?.key?.keyState).toBe('Disabled'); // nothing has run yet
    await open.press(KEY.enter);
    expect(model(open).data?.key?.keyState).toBe('PendingDeletion');

    await open.press('t');
    expect(topOverlay(model(open))).toMatchObject({
      type: 'time',
      choice: 'next',
      preview: { due: [{ at: START + 30 * DAY_MS }] },
    });
    await open.press(KEY.enter);
    expect(model(open).data?.view).toMatchObject({ now: START + 30 * DAY_MS, keys: [] });
    expect(shownResult(open)).toContain('PendingDeletion → Deleted');
    expect(model(open).selectedKey).toBeNull();
  });

  it('may be typed in one go: keys wait for the command before them', async () => {
    const open = await openSession();
    await open.press(`ceod`);
    expect(model(open).history.map((line) => line.split(' ')[2])).toEqual([
      'create-key',
      'encrypt',
      'disable-key',
      'decrypt',
    ]);
    expect(shownResult(open)).toContain('(DisabledException)');
  });
});

describe('the command bar', () => {
  it('runs any aws line, and keeps it for the arrow keys', async () => {
    const open = await openSession();
    await open.press(`:kms list-keys --output text${KEY.enter}`);
    expect(model(open).result).toMatchObject({
      type: 'run',
      line: 'aws kms list-keys --output text',
      run: { exitCode: 0 },
    });
    await open.press(`:${KEY.up}`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', line: 'aws kms list-keys --output text' });
    await open.press(KEY.down);
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', line: 'aws ' });
  });

  it('completes with Tab, from what the lab knows', async () => {
    const open = await openSession();
    await open.press(`:kms schedule${KEY.tab}`);
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', line: 'aws kms schedule-key-deletion ' });
    await open.press(`${KEY.backspace.repeat(22)}describe-key --key-id${KEY.tab}`);
    const top = topOverlay(model(open));
    expect(top?.type === 'command' ? top.line : '').toContain('--key-id');
  });

  it('chooses among several completions, and Enter takes one without running anything', async () => {
    const open = await openSession();
    await open.press(`:kms en${KEY.tab}${KEY.tab}`);
    const top = topOverlay(model(open));
    if (top?.type !== 'command' || top.chosen === null) throw new Error('expected a chosen completion');
    const text = top.completions[top.chosen]?.text;
    await open.press(KEY.enter);
    expect(topOverlay(model(open))).toMatchObject({ type: 'command', line: `aws kms ${text} ` });
    expect(model(open).history).toEqual([]);
  });

  it('shows a pasted command of several lines, and waits for Enter', async () => {
    const open = await openSession();
    await open.press('\u001b[200~$ aws kms list-keys \\\n  --output text\n\u001b[201~');
    expect(topOverlay(model(open))).toMatchObject({
      type: 'command',
      line: expect.stringMatching(/^aws kms list-keys +--output text$/),
    });
    expect(model(open).history).toEqual([]);
  });

  it('takes a line that begins with aws once, though the bar has an aws already', async () => {
    const open = await openSession();
    await open.press(`:aws kms list-aliases${KEY.enter}`);
    expect(model(open).history).toEqual(['aws kms list-aliases']);
  });

  it('shows a usage error as the CLI would, and there is nothing to explain', async () => {
    const open = await openSession();
    await open.press(`:kms creat-key${KEY.enter}`);
    expect(model(open).result).toMatchObject({ run: { exitCode: 252, outcome: null } });
    expect(shownResult(open)).toContain('create-key');
  });

  it('letters type there, and Esc leaves with the panels as they were', async () => {
    const open = await openSession();
    await open.press(`:q?w${KEY.esc}`);
    expect(open.asked.quits).toEqual([]);
    expect(model(open).overlays).toEqual([]);
  });
});

describe('acting', () => {
  it('as somebody else of another account shows that account first', async () => {
    const open = await openSession();
    await open.press(`c${KEY.esc}apartner${KEY.enter}`);
    expect(model(open).here.as).toContain(':444455556666:');
    await open.press('e');
    expect(model(open).history.at(-1)).toContain('--key-id arn:aws:kms:us-east-1:111122223333:key/');
    expect(shownResult(open)).toContain('AccessDenied');
  });

  it('in another Region names the Region of a key that is elsewhere', async () => {
    const open = await openSession();
    await open.press(`c${KEY.esc}geu-west-2${KEY.enter}`);
    expect(model(open).here.region).toBe('eu-west-2');
    await open.press('e');
    expect(model(open).history.at(-1)).toContain('--region us-east-1');
    expect(model(open).result).toMatchObject({ run: { exitCode: 0 } });
  });
});

describe('the clock', () => {
  it('goes to a day that is typed, and says what happened on the way', async () => {
    const open = await openSession();
    await open.press(`cm${KEY.esc}t2027-06-01${KEY.enter}`);
    expect(model(open).data?.view.now).toBe(Date.UTC(2027, 5, 1));
    expect(model(open).data?.key?.materials).toHaveLength(2);
    expect(model(open).result).toMatchObject({ type: 'time', happened: [expect.anything()] });
  });

  it('does not go back', async () => {
    const open = await openSession();
    await open.press(`t2025-01-01${KEY.enter}`);
    expect(model(open)).toMatchObject({ notice: { tone: 'bad', text: expect.stringContaining('forward') } });
    expect(model(open).data?.view.now).toBe(START);
  });

  it('says so where nothing is due', async () => {
    const open = await openSession();
    await open.press(`t${KEY.enter}`);
    expect(model(open).notice?.text).toContain('nothing is going to happen');
  });

  it('follows real time, and stands again', async () => {
    const open = await openSession();
    await open.press(`t${KEY.right.repeat(2)}${KEY.enter}`);
    expect(model(open).data?.view.clock).toBe('following');
    await open.press(`t${KEY.right.repeat(2)}${KEY.enter}`);
    expect(model(open).data?.view.clock).toBe('standing');
    open.session.close();
  });
});

describe('leaving and the terminal', () => {
  it('q leaves with 0, Ctrl+C with 130, Ctrl+Z suspends and Ctrl+L draws again', async () => {
    const open = await openSession();
    await open.press(`${KEY.ctrlZ}${KEY.ctrlL}q`);
    await open.press(`:${KEY.ctrlC}`);
    expect(open.asked).toMatchObject({ quits: [0, 130], suspensions: 1, redraws: 1 });
  });

  it('y copies what is in focus: the ARN, the command, JSON', async () => {
    const open = await openSession();
    await open.press('cyaycyj');
    const [arn, command, json] = open.asked.copied;
    expect(arn).toBe(model(open).selectedKey);
    expect(command).toBe('aws kms create-key --description "my first key"');
    expect(JSON.parse(json ?? '')).toHaveProperty('KeyMetadata.KeyState', 'Enabled');
  });

  it('keys that are pressed before the lab is open count once it is', async () => {
    const lab = createLab(nodePorts(), { ...DEFAULT_WORLD, start: START });
    const open = await sessionOn(() => lab);
    await open.press('c');
    expect(model(open).data).toBeNull();
    await open.session.open();
    await open.session.settled();
    expect(model(open).history).toHaveLength(1);
  });

  it('a lab that cannot be opened is said in a line, and any key quits', async () => {
    const open = await sessionOn(() => Promise.reject(new Error('no room')));
    await open.session.open();
    expect(model(open).failure).toBe('no room');
    const frame = renderToString(createElement(LabScreen, { model: model(open) }), { columns: 80 });
    expect(frame).toContain('not opened');
    expect(
      frame
        .replace(/\u001b\[[0-9;]*m/g, '')
        .split('\n')
        .at(-1)
        ?.trim(),
    ).toBe('any key quits');
    await open.press('x');
    expect(open.asked.quits).toEqual([1]);
  });

  it('a bug in the lab is said, and the lab goes on', async () => {
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: START });
    let isBroken = true;
    const client = {
      call: lab.call.bind(lab),
      ask: lab.ask.bind(lab),
      subscribe: lab.subscribe.bind(lab),
      act: async (action: Parameters<typeof lab.act>[0]) => {
        if (isBroken) throw new Error('oops');
        return lab.act(action);
      },
    };
    const open = await sessionOn(async () => client);
    await open.session.open();
    await open.press('c');
    expect(model(open).notice).toMatchObject({ tone: 'bad', text: expect.stringContaining('oops') });
    isBroken = false;
    await open.press('c');
    expect(model(open).data?.key?.keyState).toBe('Enabled');
  });
});

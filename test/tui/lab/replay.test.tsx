import { describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS } from '../../../core/index.ts';
import { Ids } from '../../../core/lab/ids.ts';
import type { Size } from '../../../tui/lab/model.ts';
import type { Panel } from '../../../tui/lab/panels.ts';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { frameOf } from '../helpers/frame-of.tsx';
import { KEY, type OpenSession, openTheatre } from '../helpers/open-session.ts';

const LIFE = BUNDLED_SCENARIOS.indexOf('key-lifecycle');
/** From an empty lab to the life of a key, at its beginning. */
const TO_LIFE = `9${KEY.down.repeat(LIFE)}${KEY.enter}`;

/** What is on screen, as one text without line ends and frames. */
function textOf({ session }: OpenSession): string {
  return frameOf(session.model())
    .map((text) => text.replaceAll(/[│┌└├]/g, ' '))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

async function atLife(size?: Size, isAscii?: boolean): Promise<Awaited<ReturnType<typeof openTheatre>>> {
  const viewer = await openTheatre(size, isAscii);
  await viewer.press(TO_LIFE);
  return viewer;
}

/** As a user who looks for a panel: Tab, until it has the focus. */
async function focus({ session, press }: OpenSession, panel: Panel): Promise<void> {
  for (let tabs = 0; session.model().focus !== panel; tabs += 1) {
    if (tabs > 12) throw new Error(`Tab does not lead to ${panel}`);
    await press(KEY.tab);
  }
}

const replayOf = ({ session }: OpenSession) => session.model().data?.replay ?? null;
const statesOf = ({ session }: OpenSession) => session.model().data?.view.keys.map(({ keyState }) => keyState);

describe('the place Replay', () => {
  it('lists what there is, and puts one on at its beginning, as whoever acts in it', async () => {
    const viewer = await openTheatre();
    await viewer.press('9');
    expect(textOf(viewer)).toContain('The life of a key 20 steps');
    await viewer.press(`${KEY.down.repeat(LIFE)}${KEY.enter}`);
    expect(replayOf(viewer)).toMatchObject({ name: 'key-lifecycle', status: 'idle', done: 0 });
    expect(viewer.session.model()).toMatchObject({ focus: 'steps', beside: 'step', here: { region: 'eu-west-2' } });
    expect(textOf(viewer)).toContain('Space plays it at the pace of reading');
    expect(textOf(viewer)).toContain('try next Space play it');
    viewer.session.close();
  });

  it('plays by itself when Space is pressed, and rests when it is pressed again', async () => {
    const viewer = await atLife();
    await viewer.press(' ');
    expect(replayOf(viewer)).toMatchObject({ status: 'playing', done: 1 });
    viewer.timer.pass(viewer.timer.next ?? 0);
    await viewer.session.settled();
    expect(replayOf(viewer)).toMatchObject({ status: 'playing', done: 2 });
    expect(textOf(viewer)).toContain('playing 1x step 2 of 20');
    await viewer.press('>>');
    expect(textOf(viewer)).toContain('speed 4x');
    await viewer.press(' ');
    expect(replayOf(viewer)).toMatchObject({ status: 'paused', done: 2, speed: 4 });
    expect(viewer.timer.next).toBeNull();
    viewer.session.close();
  });

  it('shows a step: why it is done, the command, the refusal in the words of AWS, what it means, and one thing to try', async () => {
    const viewer = await atLife({ columns: 120, rows: 40 });
    await viewer.press('.......');
    const text = textOf(viewer);
    const parts = ['Step 7 of 20', '$ aws kms decrypt', '✗ DisabledException', 'why: ', 'try: ', 'as expected'];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(text).toContain('try next w why was this refused?');
    await viewer.press('w');
    expect(textOf(viewer)).toContain('The key is disabled');
    viewer.session.close();
  });

  it('shows the keys and the trail of then, and selects the key that the step is about', async () => {
    const viewer = await atLife({ columns: 160, rows: 40 });
    await viewer.press('......');
    expect(statesOf(viewer)).toEqual(['Disabled']);
    expect(textOf(viewer)).toMatch(/DisableKey .*ok/);
    await focus(viewer, 'key');
    expect(textOf(viewer)).toContain('orders [Overview]');
    expect(textOf(viewer)).not.toContain('o enable');
    await viewer.press(',,');
    expect(statesOf(viewer)).toEqual(['Enabled']);
    expect(textOf(viewer)).not.toContain('DisableKey ok');
    viewer.session.close();
  });

  it('goes to any moment by moving in the list of steps, and by marks', async () => {
    const viewer = await atLife();
    const done = async (keys: string): Promise<number | undefined> => {
      await viewer.press(keys);
      return replayOf(viewer)?.done;
    };
    expect(await done(`${KEY.down}${KEY.down}j`)).toBe(3);
    expect(await done(`${KEY.up}`)).toBe(2);
    expect(await done(KEY.end)).toBe(20);
    expect(replayOf(viewer)?.status).toBe('ended');
    expect(textOf(viewer)).toContain('c continue from here');
    expect(await done('[')).toBe(19);
    expect(await done(KEY.home)).toBe(0);
    expect([await done(']'), await done(']'), await done(']')]).toEqual([1, 3, 5]);
    viewer.session.close();
  });

  it('turns the tabs of the key with [ and ] where the key has the focus', async () => {
    const viewer = await atLife();
    await viewer.press('.');
    await focus(viewer, 'key');
    await viewer.press(']');
    expect(viewer.session.model()).toMatchObject({ focus: 'key', tab: 'Policy' });
    expect(replayOf(viewer)?.done).toBe(1);
    viewer.session.close();
  });

  it('lets nothing be done in the past, and says how to go on from there', async () => {
    const viewer = await atLife();
    await viewer.press('...');
    const before = viewer.session.model().data?.trail.length;
    for (const key of [':', 't', 'a', 'o', 'x', 'R']) {
      await viewer.press(key);
      expect(textOf(viewer)).toContain('this is the past: c continues from here');
      expect(viewer.session.model().overlays).toEqual([]);
    }
    expect(viewer.session.model().data?.trail.length).toBe(before);
    viewer.session.close();
  });

  it('continues as a live lab with all that was before in its trail, and leaves the past as it was', async () => {
    const viewer = await atLife();
    await viewer.press('......c');
    expect(replayOf(viewer)).toBeNull();
    expect(viewer.session.model()).toMatchObject({
      focus: 'keys',
      here: { region: 'eu-west-2' },
      data: { continued: { name: 'key-lifecycle', step: 6 } },
    });
    expect(textOf(viewer)).toContain('live from here');
    expect(statesOf(viewer)).toEqual(['Disabled']);
    await viewer.press('o');
    expect(statesOf(viewer)).toEqual(['Enabled']);
    const names = viewer.session.model().data?.trail.map(({ record }) => record.eventName);
    expect(names?.slice(0, 2)).toEqual(['CreateKey', 'CreateAlias']);
    expect(names?.slice(-2)).toEqual(['DisableKey', 'EnableKey']);
    await viewer.press(`${KEY.esc}R`);
    expect(textOf(viewer)).toContain('is not recorded');

    await viewer.press(`9${KEY.down.repeat(LIFE + 1)}${KEY.enter}......`);
    expect(statesOf(viewer)).toEqual(['Disabled']);
    await viewer.press('9x');
    expect(viewer.session.model().data).toMatchObject({ replay: null, continued: null, view: { keys: [] } });
    expect(viewer.session.model().here).toEqual({ as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' });
    viewer.session.close();
  });

  it('is left by a second Esc, for the lab as it was, as who one was there', async () => {
    const viewer = await openTheatre();
    await viewer.press(`c${KEY.esc}`);
    const { here } = viewer.session.model();
    await viewer.press(`9${KEY.down.repeat(LIFE + 1)}${KEY.enter}...`);
    await viewer.press(KEY.esc);
    expect(textOf(viewer)).toContain('Esc again leaves the replay');
    await viewer.press('.');
    await viewer.press(KEY.esc);
    expect(replayOf(viewer)?.done).toBe(4);
    await viewer.press(KEY.esc);
    expect(replayOf(viewer)).toBeNull();
    expect(viewer.session.model()).toMatchObject({ here, focus: 'keys' });
    expect(statesOf(viewer)).toEqual(['Enabled']);
    viewer.session.close();
  });

  it('puts a lesson away, which is taken up again where it was', async () => {
    const viewer = await openTheatre();
    await viewer.press(`L${KEY.enter}n`);
    expect(viewer.session.model().here.region).toBe('eu-west-2');
    await viewer.press(`${TO_LIFE}...`);
    expect(viewer.session.model().data).toMatchObject({ lesson: null, replay: { done: 3 } });
    await viewer.press(`${KEY.esc}${KEY.esc}`);
    expect(viewer.session.model()).toMatchObject({ focus: 'keys', here: { region: 'us-east-1' } });
    await viewer.press(`L${KEY.enter}`);
    expect(viewer.session.model()).toMatchObject({
      focus: 'lesson',
      here: { region: 'eu-west-2' },
      data: { lesson: { status: 'working' }, replay: null },
    });
    viewer.session.close();
  });

  it('takes keys in their order, however fast they come', async () => {
    const viewer = await atLife();
    await viewer.press('.....w');
    expect(viewer.session.model().overlays).toMatchObject([
      { type: 'why', why: { error: { name: 'InvalidCiphertextException' } } },
    ]);
    viewer.session.close();
  });

  it('says how to write it for asciinema', async () => {
    const viewer = await atLife();
    await viewer.press('e');
    expect(textOf(viewer)).toContain('kmslab replay key-lifecycle --cast FILE');
    viewer.session.close();
  });

  it.each([
    { columns: 60, rows: 16 },
    { columns: 80, rows: 24 },
  ])('bears any keys at $columns x $rows, and its frames stay whole', async (size) => {
    const viewer = await openTheatre(size);
    const keys = [
      ...' .,<>[]cw9?jk+bLxoqe',
      KEY.enter,
      KEY.esc,
      KEY.tab,
      KEY.shiftTab,
      KEY.up,
      KEY.down,
      KEY.home,
      KEY.end,
    ];
    const random = new Ids(7);
    await viewer.press(TO_LIFE);
    for (let n = 0; n < 60; n += 1) {
      const storm = Array.from({ length: 10 }, () => keys[Number.parseInt(random.hex(4), 16) % keys.length]).join('');
      await viewer.press(storm);
      const frame = frameOf(viewer.session.model());
      expect(frame.length, storm).toBeLessThanOrEqual(size.rows - 1);
      for (const text of frame) expect(displayWidth(text), storm).toBeLessThanOrEqual(size.columns);
      expect(viewer.session.model().notice?.text ?? '', storm).not.toContain('a bug in kmslab');
    }
    viewer.session.close();
  });

  it('replays what was done in this world', async () => {
    const viewer = await openTheatre({ columns: 120, rows: 30 });
    await viewer.press(`co${KEY.esc}9${KEY.enter}`);
    expect(replayOf(viewer)).toMatchObject({ name: 'world', count: 2 });
    await viewer.press('.');
    expect(statesOf(viewer)).toEqual(['Enabled']);
    expect(textOf(viewer)).toContain('> kms CreateKey description="my first key"');
    await viewer.press('.');
    expect(statesOf(viewer)).toEqual(['Disabled']);
    viewer.session.close();
  });
});

/** What is pressed from an empty lab, and the panel that then has the focus, where Tab leads to it. */
type Situation = readonly [name: string, keys: string, panel?: Panel];

const SITUATIONS: readonly Situation[] = [
  ['the list', '9'],
  ['the beginning', TO_LIFE],
  ['a step', `${TO_LIFE}...`],
  ['a refusal', `${TO_LIFE}.....`],
  ['playing', `${TO_LIFE} `],
  ['the step with the focus', `${TO_LIFE}...`, 'step'],
  ['the key of then', `${TO_LIFE}...`, 'key'],
  ['the trail of then', `${TO_LIFE}......`, 'trail'],
  ['why', `${TO_LIFE}.....w`],
  ['enlarged', `${TO_LIFE}.....+`],
  ['the end', `${TO_LIFE}${KEY.end}`],
  ['help', `${TO_LIFE}?`],
  ['continued', `${TO_LIFE}......c`],
];

describe.each([
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 160, rows: 50 },
])('a replay in a terminal of $columns x $rows', (size) => {
  const shown = async ([, keys, panel]: Situation, isAscii = false): Promise<OpenSession> => {
    const viewer = await openTheatre(size, isAscii);
    await viewer.press(keys);
    if (panel !== undefined) await focus(viewer, panel);
    return viewer;
  };

  it.each(SITUATIONS.map((situation) => [situation[0], situation] as const))('%s fits', async (_name, situation) => {
    const { session } = await shown(situation);
    const frame = frameOf(session.model());
    expect(frame.length).toBeLessThanOrEqual(size.rows - 1);
    for (const text of frame) expect(displayWidth(text)).toBeLessThanOrEqual(size.columns);
    expect(frame[0]).toContain('kmslab');
    session.close();
  });

  it('in ASCII every character is one', async () => {
    for (const situation of SITUATIONS) {
      const { session } = await shown(situation, true);
      expect(frameOf(session.model()).join('')).toMatch(/^[\x20-\x7e]*$/);
      session.close();
    }
  });
});

describe.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 16 },
])('the frames of a replay at $columns x $rows', (size) => {
  it.each([
    ['beginning', '', null],
    ['refusal', '.....', null],
    ['key', '......', 'key'],
    ['trail', '......', 'trail'],
    ['end', '.'.repeat(20), null],
  ] as const)('%s', async (name, keys, panel) => {
    const viewer = await atLife(size);
    await viewer.press(keys);
    if (panel !== null) await focus(viewer, panel);
    const frame = frameOf(viewer.session.model()).map((text) => text.trimEnd());
    await expect(`${frame.join('\n')}\n`).toMatchFileSnapshot(`frames/replay-${name}-${size.columns}x${size.rows}.txt`);
    viewer.session.close();
  });
});

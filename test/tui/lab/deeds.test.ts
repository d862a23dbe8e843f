import { describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS } from '../../../core/index.ts';
import { type Model, topOverlay } from '../../../tui/lab/model.ts';
import { foundEntries, paletteEntries } from '../../../tui/lab/palette.ts';
import { PAST } from '../../../tui/lab/past.ts';
import { placeOf } from '../../../tui/lab/places.ts';
import { paletteList } from '../../../tui/overlays/palette-list.ts';
import { glyphsFor } from '../../../tui/text/glyphs.ts';
import { textOf } from '../../../tui/text/line.ts';
import { KEY, type OpenSession, openClassroom, openSession, openTheatre } from '../helpers/open-session.ts';

const CTRL_P = '\u0010';
const model = ({ session }: OpenSession): Model => session.model();
const lessonOf = (open: OpenSession) => model(open).data?.lesson ?? null;
const noticeOf = (open: OpenSession): string => model(open).notice?.text ?? '';
/** Finds an entry of the palette, and does it. */
const find = (text: string): string => `${CTRL_P}${text}${KEY.enter}`;

/** A learner in the first step of the first lesson. */
async function inLesson(size = { columns: 80, rows: 24 }): Promise<OpenSession> {
  const learner = await openClassroom(size);
  await learner.press(`L${KEY.enter}n`);
  return learner;
}

/** A viewer of the life of a key, behind its fifth step, which is a refusal. */
async function inReplay(): Promise<OpenSession> {
  const viewer = await openTheatre();
  await viewer.press(`9${KEY.down.repeat(BUNDLED_SCENARIOS.indexOf('key-lifecycle'))}${KEY.enter}.....`);
  return viewer;
}

describe('an entry of the palette', () => {
  it('does what its name says in a lesson, whose letters mean other things', async () => {
    const learner = await inLesson();
    await learner.press(find('hint for the step'));
    expect(lessonOf(learner)?.step.hints.length).toBe(1);
    await learner.press(`:kms create-key${KEY.enter}${find('record a scenario')}`);
    expect(noticeOf(learner)).toContain('a lesson is not recorded');
    expect(model(learner).data?.view.keys).toHaveLength(1);
    await learner.press(find('begin the step of the lesson anew'));
    expect(noticeOf(learner)).toContain('R again does it');
    expect(model(learner).data?.view.keys).toHaveLength(1);
    await learner.press('R');
    expect(model(learner).data?.view.keys).toEqual([]);
    learner.session.close();
  });

  it('does what its name says in a replay, whose c continues and never creates', async () => {
    const viewer = await inReplay();
    await viewer.press(find('create a key'));
    expect(noticeOf(viewer)).toBe(PAST);
    expect(model(viewer).data?.replay?.done).toBe(5);
    await viewer.press(find('one step back'));
    expect(model(viewer).data?.replay?.done).toBe(4);
    await viewer.press(find('continue from here'));
    expect(model(viewer).data).toMatchObject({ replay: null, continued: { step: 4 } });
    viewer.session.close();
  });

  it('begins any step of a lesson for who presents it, and offers a learner none of them', async () => {
    const learner = await inLesson();
    const steps = () => paletteEntries(model(learner), null).filter(({ name }) => name.startsWith('go to step'));
    expect(steps()).toEqual([]);
    await learner.press('P');
    expect(steps()).toHaveLength(lessonOf(learner)?.step.of ?? 0);
    await learner.press(`${CTRL_P}go to step 3`);
    const top = topOverlay(model(learner));
    if (top?.type !== 'palette') throw new Error('expected the palette');
    const [first = []] = paletteList(model(learner), top, 60, glyphsFor(false)).list.lines.slice(0, 1);
    expect(textOf(first)).toContain('lesson go to step 3');
    await learner.press(KEY.enter);
    expect(lessonOf(learner)).toMatchObject({ status: 'working', isShown: true, step: { number: 3 } });
    expect(model(learner).data?.view.keys).toHaveLength(1);
    expect(noticeOf(learner)).toBe('the world is as it is when step 3 begins');
    await learner.press(find('go to step 1'));
    expect(lessonOf(learner)?.step.number).toBe(1);
    expect(model(learner).data?.view.keys).toEqual([]);
    learner.session.close();
  });

  it('finds a word that begins so before one that has it inside: rot in rotation before rot in wrote', async () => {
    const viewer = await openTheatre();
    await viewer.press(`c${KEY.esc}`);
    const completion = { text: 'kms enable-key-rotation', hint: 'Rotates the material of a key by itself.' };
    const names = foundEntries(paletteEntries(model(viewer), [completion]), 'rot').map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['rotate now', 'rotate yearly', 'kms enable-key-rotation']);
    expect(names[3]).toContain('CloudTrail wrote');
  });

  it('names a lesson or a replay only where one is', async () => {
    const open = await openSession();
    const kinds = (one: OpenSession) => new Set(paletteEntries(model(one), null).map(({ category }) => category));
    expect([...kinds(open)]).toEqual(['place', 'lab']);
    const learner = await inLesson();
    expect(kinds(learner)).toContain('lesson');
    const viewer = await inReplay();
    expect(kinds(viewer)).toContain('replay');
    expect(kinds(viewer)).not.toContain('key');
    expect(foundEntries(paletteEntries(model(viewer), null), 'redo')[0]).toMatchObject({
      does: { type: 'deed', deed: 'redo' },
    });
  });
});

describe('the keys of a lesson', () => {
  it('are those of the lab while the lesson is set aside', async () => {
    const learner = await inLesson();
    await learner.press(`:kms create-key${KEY.enter}1`);
    const before = lessonOf(learner);
    await learner.press('nhSS');
    expect(lessonOf(learner)).toEqual(before);
    await learner.press('RR');
    expect(noticeOf(learner)).toContain('a lesson is not recorded');
    expect(model(learner).data?.view.keys).toHaveLength(1);
    await learner.press('2n');
    expect(lessonOf(learner)?.step.number).toBe(2);
    learner.session.close();
  });

  it('do nothing where another panel fills the screen: digits are places there, also with a question open', async () => {
    const learner = await inLesson();
    for (let step = 1; step <= 4; step += 1) await learner.press('SSn');
    expect(lessonOf(learner)?.status).toBe('quiz');
    await learner.press('3');
    expect(lessonOf(learner)?.status).toBe('done');
    await learner.press(`L${KEY.enter}`);
    for (let step = 1; step <= 5; step += 1) await learner.press('nSS');
    learner.session.close();

    const narrow = await inLesson({ columns: 60, rows: 16 });
    for (let step = 1; step <= 4; step += 1) await narrow.press('SSn');
    expect(lessonOf(narrow)?.status).toBe('quiz');
    await narrow.press(`${KEY.tab}3`);
    expect(placeOf(model(narrow))).toBe('Key');
    expect(lessonOf(narrow)?.status).toBe('quiz');
    narrow.session.close();
  });

  it('answer a question that is scrolled away only when it has been brought back', async () => {
    const learner = await inLesson({ columns: 80, rows: 16 });
    for (let step = 1; step <= 4; step += 1) await learner.press('SSn');
    await learner.press('1');
    expect(lessonOf(learner)?.quiz?.isRight).toBe(false);
    await learner.press(`${KEY.home}4`);
    expect(noticeOf(learner)).toContain('press 4 again');
    expect(lessonOf(learner)?.status).toBe('quiz');
    await learner.press('3');
    expect(lessonOf(learner)?.status).toBe('done');
    learner.session.close();
  });

  it('take back nothing at one press: a step, and a lesson somebody is in the midst of, are asked for twice', async () => {
    const learner = await inLesson();
    await learner.press(`:kms create-key${KEY.enter}R`);
    expect(noticeOf(learner)).toContain('what you did in it is gone: R again does it');
    await learner.press(`${KEY.tab}R`); // any other key forgets what was asked
    expect(model(learner).data?.view.keys).toHaveLength(1);
    await learner.press('R');
    expect(model(learner).data?.view.keys).toEqual([]);
    await learner.press(`:kms create-key${KEY.enter}LR`);
    expect(noticeOf(learner)).toContain('R again does it');
    expect(model(learner).data?.view.keys).toHaveLength(1);
    await learner.press('R');
    expect(lessonOf(learner)?.status).toBe('intro');
    learner.session.close();
  });
});

describe('a letter that acts on a key', () => {
  it('does so only where its label is on the screen, or behind a first press that told what it does', async () => {
    const open = await openSession({ columns: 80, rows: 24 });
    await open.press(`c${KEY.esc}ed${KEY.esc}`);
    await open.press(`3${KEY.end}r`); // its actions are scrolled away
    expect(noticeOf(open)).toBe('r rotate now: press r again');
    expect(model(open).log.at(-1)?.line).toContain(' decrypt ');
    await open.press('r');
    expect(model(open).log.at(-1)?.line).toContain(' rotate-key-on-demand');
    await open.press(`${KEY.esc}${KEY.esc}${KEY.tab}]x`);
    expect(noticeOf(open)).toBe('x schedule deletion: press x again');
    expect(model(open).overlays).toEqual([]);
    await open.press('m'); // its label is on the screen by now
    expect(model(open).log.at(-1)?.line).toContain(' enable-key-rotation');
    open.session.close();
  });

  it('a new key is made where the screen says so, or when it is asked for twice', async () => {
    const open = await openSession({ columns: 80, rows: 24 });
    await open.press(`c${KEY.esc}${KEY.tab}c`);
    expect(noticeOf(open)).toBe('c create a key: press c again');
    await open.press(`${KEY.tab}c`);
    expect(model(open).data?.view.keys).toHaveLength(1);
    await open.press('c');
    expect(model(open).data?.view.keys).toHaveLength(2);
    await open.press(`${KEY.esc}${KEY.esc}c`);
    expect(model(open).data?.view.keys).toHaveLength(3);
    open.session.close();
  });
});

describe('the past', () => {
  it.each([
    ['the command bar', ':'],
    ['a paste', '\u001b[200~aws kms list-keys\u001b[201~'],
    ['a paste of several', '\u001b[200~aws kms list-keys\naws kms list-aliases\u001b[201~'],
    ['Things', `${KEY.tab.repeat(5)}${KEY.enter}`],
    ['Flow', `4${KEY.enter}`],
    ['Envelope', `5${KEY.enter}`],
    ['the palette', find('kms list-keys')],
    ['undo', 'z'],
    ['the time', '4t'],
    ['another principal', `${KEY.shiftTab}${KEY.enter}`],
    ['a letter of the key', 'o'],
    ['recording', 'R'],
  ])('is changed by nothing: %s says how to go on from there', async (_name, keys) => {
    const viewer = await inReplay();
    const { here, data } = model(viewer);
    await viewer.press(keys);
    expect(noticeOf(viewer)).toBe(PAST);
    expect(topOverlay(model(viewer))?.type ?? 'none').not.toMatch(/command|paste|time|pick/);
    expect(model(viewer)).toMatchObject({ here, data: { view: { now: data?.view.now } } });
    viewer.session.close();
  });

  it('is gone on from by the key that the sentence names, also in a text that lies over it', async () => {
    const viewer = await inReplay();
    await viewer.press('4c');
    expect(model(viewer).data).toMatchObject({ replay: null, continued: { step: 5 } });
    viewer.session.close();
  });
});

describe('the keys that work everywhere', () => {
  const PLACES = ['9', 'L', '@', '4', '5', '8', 't', 'w', '?', `7${KEY.enter}`] as const;

  it.each(PLACES)('work where %s leads: help, the palette, and every digit', async (keys) => {
    const open = await openTheatre();
    await open.press(`c${KEY.esc}`);
    await open.press(`${keys}${CTRL_P}`);
    expect(topOverlay(model(open))?.type).toBe('palette');
    await open.press(KEY.esc);
    const topic = topOverlay(model(open))?.type;
    if (topic !== 'help') {
      await open.press('?');
      expect(topOverlay(model(open))).toMatchObject({ type: 'help', topic });
      await open.press('?');
    }
    if (topic !== 'time') {
      await open.press('7');
      expect(placeOf(model(open))).toBe('Trail');
    }
    open.session.close();
  });
});

import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { LESSON_IDS } from '../../../core/index.ts';
import { farewell } from '../../../tui/lab/farewell.ts';
import { GAP_NOTE } from '../../../tui/lab/line-gaps.ts';
import { type Model, topOverlay } from '../../../tui/lab/model.ts';
import { LabScreen } from '../../../tui/screens/LabScreen.tsx';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { KEY, type OpenSession, openClassroom } from '../helpers/open-session.ts';

const STYLE = /\u001b\[[0-9;]*m/g;

function frameOf(model: Model): readonly string[] {
  return renderToString(<LabScreen model={model} />, { columns: model.size.columns })
    .replace(STYLE, '')
    .split('\n');
}

/** What is on screen, as one text without line ends and frames. */
function textOf({ session }: OpenSession): string {
  return frameOf(session.model())
    .map((text) => text.replaceAll(/[│┌└├]/g, ' '))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

const lessonOf = ({ session }: OpenSession) => session.model().data?.lesson ?? null;

/** A learner who has begun the first lesson. */
async function atFirstStep(columns = 160, rows = 50): Promise<OpenSession> {
  const learner = await openClassroom({ columns, rows });
  await learner.press(`L${KEY.enter}`);
  await learner.press('n');
  return learner;
}

/** A learner who has begun a lesson. */
async function atLesson(id: (typeof LESSON_IDS)[number], columns = 80, rows = 24): Promise<OpenSession> {
  const learner = await openClassroom({ columns, rows });
  await learner.press(`L${'j'.repeat(LESSON_IDS.indexOf(id))}${KEY.enter}`);
  await learner.press('n');
  return learner;
}

describe('the place Learn', () => {
  it('lists the lessons, and takes one up in its own world', async () => {
    const learner = await openClassroom({ columns: 100, rows: 30 });
    await learner.press('L');
    expect(textOf(learner)).toContain('The key that never leaves');
    await learner.press(KEY.enter);
    expect(lessonOf(learner)).toMatchObject({ id: 'never-leaves', status: 'intro' });
    expect(learner.session.model()).toMatchObject({ focus: 'lesson', here: { region: 'eu-west-2' } });
    expect(textOf(learner)).toContain('You will know');
    learner.session.close();
  });

  it('is walked to its end with nothing but keys, and checks after every command', async () => {
    const learner = await atFirstStep();
    await learner.press(`:kms create-key${KEY.enter}`);
    expect(lessonOf(learner)?.status).toBe('passed');
    expect(textOf(learner)).toContain('step 1 is done: n goes on');
    await learner.press('n');
    const keyId = learner.session.model().data?.view.keys[0]?.keyId;
    await learner.press(`:kms create-alias --alias-name alias/orders --target-key-id ${keyId}${KEY.enter}n`);
    const take = '--output text | base64 --decode >';
    await learner.press(
      `:kms encrypt --key-id alias/orders --plaintext fileb://note.txt --query CiphertextBlob ${take} note.enc${KEY.enter}n`,
    );
    await learner.press(
      `:kms decrypt --ciphertext-blob fileb://note.enc --query Plaintext ${take} note.out${KEY.enter}n`,
    );
    expect(lessonOf(learner)?.status).toBe('quiz');
    await learner.press('1');
    expect(lessonOf(learner)?.status).toBe('quiz');
    expect(textOf(learner)).toContain('There is no such operation');
    await learner.press('3');
    expect(lessonOf(learner)).toMatchObject({ status: 'done', mark: 'done' });
    learner.session.close();
  });

  it('offers a line with a gap: letters and Tab go in there, Esc takes nothing, and Enter runs it', async () => {
    const learner = await atFirstStep();
    const bar = () => {
      const top = topOverlay(learner.session.model());
      return top?.type === 'command' ? { line: top.line, cursor: top.cursor } : null;
    };
    await learner.press(`:kms create-key${KEY.enter}n`);
    await learner.press(`${KEY.esc}S`);
    await learner.press(`Sn${KEY.enter}`);
    const offered = 'aws kms encrypt --key-id  --plaintext fileb://note.txt';
    expect(bar()?.line).toContain(offered);
    expect(bar()?.cursor).toBe('aws kms encrypt --key-id '.length);
    await learner.press(KEY.esc);
    await learner.press(`${KEY.enter}al`);
    await learner.press(KEY.tab);
    expect(bar()?.line).toContain('--key-id alias/orders --plaintext fileb://note.txt');
    await learner.press(KEY.enter);
    expect(lessonOf(learner)).toMatchObject({ status: 'passed', step: { number: 3 } });
    learner.session.close();
  });

  it('shows of several lines only the next one whole where there is little room, and all where there is enough', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    await learner.press(`L${KEY.down}${KEY.enter}`);
    await learner.press('n');
    await learner.press('2');
    await learner.press('n');
    expect(textOf(learner)).toContain('… --key-spec AES_256 > dk.json');
    expect(textOf(learner)).not.toContain('> dk.wrapped');
    await learner.press('+');
    expect(textOf(learner)).toContain('$ laptop pick dk.json CiphertextBlob > dk.wrapped');
    await learner.press('+');
    await learner.press(`${KEY.enter}alias/orders${KEY.enter}`);
    await learner.press(KEY.enter);
    await learner.press(`${KEY.enter}${KEY.enter}`);
    await learner.press(KEY.enter);
    await learner.press(KEY.enter);
    const top = topOverlay(learner.session.model());
    expect(top?.type === 'command' ? top.line : '').toBe('laptop pick dk.json CiphertextBlob > dk.wrapped');
    learner.session.close();
  });

  it('offers the lines again from the first when all were taken, and once more the one that was not understood', async () => {
    const learner = await atLesson('audit');
    const bar = () => {
      const top = topOverlay(learner.session.model());
      return top?.type === 'command' ? top.line : null;
    };
    await learner.press(KEY.enter);
    const offered = bar();
    expect(offered).toContain('aws cloudtrail lookup-events');
    await learner.press(`alias/orders${KEY.enter}`);
    expect(learner.session.model().log.at(-1)).toMatchObject({ exitCode: 0 });
    await learner.press(`${KEY.esc}${KEY.enter}`);
    expect(bar()).toBe(offered);
    learner.session.close();
  });

  it('does not run a line whose gap is empty, and says so', async () => {
    const learner = await atLesson('rotation');
    await learner.press(`${KEY.enter}${KEY.enter}`);
    expect(textOf(learner)).toContain('something is missing where … stood');
    expect(learner.session.model().log).toEqual([]);
    await learner.press(`30${KEY.enter}`);
    expect(learner.session.model().log.at(-1)).toMatchObject({ exitCode: 252 });
    await learner.press(`${KEY.esc}${KEY.enter}365${KEY.enter}`);
    expect(lessonOf(learner)?.status).toBe('passed');
    learner.session.close();
  });

  it('takes the lines of the solution from the first, whatever was taken of the step before', async () => {
    const learner = await atLesson('rotation');
    await learner.press(`${KEY.enter}90${KEY.enter}`);
    await learner.press(KEY.esc);
    await learner.press('h');
    await learner.press(`hh${KEY.enter}`);
    expect(topOverlay(learner.session.model())).toMatchObject({ line: lessonOf(learner)?.step.commands[0]?.line });
    learner.session.close();
  });

  it('goes on with n from whatever place the learner has looked around in', async () => {
    const learner = await atFirstStep(80, 24);
    await learner.press(`:kms create-key${KEY.enter}`);
    await learner.press('4n');
    expect(lessonOf(learner)).toMatchObject({ status: 'working', step: { number: 2 } });
    expect(learner.session.model()).toMatchObject({ overlays: [], focus: 'lesson' });
    await learner.press('SS3n');
    expect(lessonOf(learner)).toMatchObject({ status: 'working', step: { number: 3 } });
    expect(learner.session.model()).toMatchObject({ isEnlarged: false, focus: 'lesson' });
    await learner.press('3n');
    expect(learner.session.model().isEnlarged).toBe(true);
    learner.session.close();
  });

  it('opens the question at its top, over nothing, and names only keys that answer it', async () => {
    const learner = await atFirstStep(80, 24);
    for (let step = 1; step <= 3; step += 1) await learner.press('SSn');
    await learner.press('h');
    await learner.press('h');
    await learner.press(`h${KEY.enter}${KEY.enter}`);
    expect(learner.session.model().result).not.toBeNull();
    await learner.press('n');
    expect(textOf(learner)).toContain('All steps are done. One question is');
    expect(learner.session.model().result).toBeNull();
    expect(frameOf(learner.session.model()).at(-1)).toMatch(/^ 1 2 3 … answer the question {2}: command/);
    await learner.press('R');
    expect(textOf(learner)).toContain('the question waits for an answer');
    await learner.press(`${KEY.tab}+`);
    expect(textOf(learner)).toContain('try next 2 back to the question');
    learner.session.close();
  });

  it('has who called in the trail beside the lesson, and the whole context in the place Trail', async () => {
    const learner = await atLesson('audit');
    await learner.press('7');
    const rows = frameOf(learner.session.model());
    expect(rows.find((row) => row.includes('01-05 03:12'))).toMatch(/Decrypt +user\/eve +- +orders +file=salaries +ok/);
    await learner.press('2');
    expect(frameOf(learner.session.model()).find((row) => row.includes('01-05 Decrypt'))).toMatch(
      /Decrypt {2}user\/eve +ok/,
    );
    learner.session.close();
  });

  it('tells of an unmet goal so many lines that what is missing is among them', async () => {
    const learner = await atLesson('cross-account');
    const frame = frameOf(learner.session.model());
    const at = frame.findIndex((row) => row.includes('allows kms:Decrypt to '));
    expect(frame[at + 1]).toContain('arn:aws:iam::444455556666:root, so');
    learner.session.close();
  });

  it('a line that is cut behind its gap does not look as if it had two', async () => {
    const learner = await atLesson('multi-region');
    expect(lessonOf(learner)?.step.lines[1]).toContain('--key-id … --replica-region');
    expect(frameOf(learner.session.model()).find((row) => row.includes('replicate-key'))).toMatch(/--key-id … +│/);
    learner.session.close();
  });

  it('goes to the next gap where a line has two, and says what Enter and Tab do there', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    await learner.press(`L${'j'.repeat(LESSON_IDS.indexOf('key-pairs'))}${KEY.enter}n${KEY.enter}`);
    expect(textOf(learner)).toContain('type what … stood for, or Tab; then Enter');
    await learner.press(`ECC_NIST_P256${KEY.enter}`);
    expect(topOverlay(learner.session.model())).toMatchObject({
      line: 'aws kms create-key --key-spec ECC_NIST_P256 --key-usage ',
      note: GAP_NOTE,
    });
    expect(learner.session.model().log).toEqual([]);
    await learner.press(`SIGN_VERIFY${KEY.enter}`);
    expect(learner.session.model().data?.view.keys).toHaveLength(1);
    learner.session.close();
  });

  it('names Tab in a gap only where it completes something', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    await learner.press(`L${KEY.down}${KEY.down}${KEY.enter}n${KEY.enter}${KEY.enter}`);
    await learner.press(`${KEY.esc}${KEY.enter}`);
    expect(textOf(learner)).toContain('type what … stood for; then Enter');
    learner.session.close();
  });

  it('offers a line again whose gap was filled with what AWS refuses', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    const bar = () => {
      const top = topOverlay(learner.session.model());
      return top?.type === 'command' ? top.line : null;
    };
    await learner.press(`L${KEY.down}${KEY.enter}n2n`);
    await learner.press(`${KEY.enter}alias/nothing${KEY.enter}${KEY.esc}${KEY.enter}`);
    expect(bar()).toBe('aws kms generate-data-key --key-id  --key-spec AES_256 > dk.json');
    await learner.press(`alias/orders${KEY.enter}${KEY.esc}${KEY.enter}`);
    expect(bar()).toBe('laptop pick dk.json Plaintext > dk.plain');
    learner.session.close();
  });

  it('says of several things that went wrong the one that is new, in whole sentences', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    const id = () => learner.session.model().data?.view.keys[0]?.keyId;
    const notice = () => learner.session.model().notice?.text;
    await learner.press(`L${KEY.enter}n:kms create-key${KEY.enter}n`);
    await learner.press(`:kms create-alias --alias-name alias/order --target-key-id ${id()}${KEY.enter}`);
    expect(notice()).toBe('There is an alias now, but it is not alias/orders.');
    await learner.press(`:kms create-alias --alias-name orders --target-key-id ${id()}${KEY.enter}`);
    expect(notice()).toBe('KMS refused the alias.');
    await learner.press(`:kms list-keys${KEY.enter}`);
    expect(notice()).toBe('KMS refused the alias.');
    await learner.press(KEY.esc);
    expect(textOf(learner)).toMatch(/! There is an alias now.+! KMS refused the alias/);
    learner.session.close();
  });

  it('shows every command whole where there is room for all, run or not', async () => {
    const learner = await openClassroom({ columns: 120, rows: 40 });
    await learner.press(`L${KEY.down}${KEY.enter}n2n${KEY.enter}alias/orders${KEY.enter}${KEY.esc}`);
    const rows = frameOf(learner.session.model()).map((row) => row.slice(1, 46).trim());
    expect(rows).toEqual(expect.arrayContaining(['$ laptop pick dk.json CiphertextBlob >', 'dk.wrapped']));
    expect(rows.join(' ')).toContain('$ aws kms generate-data-key --key-id … --key-spec AES_256 > dk.json');
    learner.session.close();
  });

  it('shows what a line lacks, which the CLI says last', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    await learner.press(`L${KEY.enter}n:kms encrypt --key-id --plaintext fileb://note.txt${KEY.enter}`);
    expect(textOf(learner)).toContain('aws: error: argument --key-id: expected one argument');
    learner.session.close();
  });

  it('marks a line in the bar that goes on beyond the screen', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    await learner.press(`L${KEY.down}${KEY.down}${KEY.enter}n${KEY.enter}${KEY.enter}`);
    await learner.press(`${KEY.esc}${KEY.enter}${KEY.home}`);
    expect(frameOf(learner.session.model()).at(-1)).toMatch(/^ : aws kms encrypt .+…$/);
    learner.session.close();
  });

  it('says how to read on where an introduction goes on below', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    await learner.press(`L${KEY.enter}`);
    expect(textOf(learner)).toContain('try next PageDown read on; n begins');
    await learner.press(KEY.end);
    expect(textOf(learner)).toContain('try next n begin');
    learner.session.close();
  });

  it('says behind the screen where a lesson is left, and nothing of one that is not under way', async () => {
    const learner = await openClassroom({ columns: 80, rows: 24 });
    const said = () => farewell(learner.session.model());
    expect(said()).toBeNull();
    await learner.press(`L${KEY.enter}`);
    expect(said()).toBeNull();
    await learner.press('nSSn');
    expect(said()).toBe(
      "lesson 1, The key that never leaves, is kept at step 2 of 4: the lab's place Learn goes on with it",
    );
    await learner.press('SSnSSnSSn');
    expect(said()).toContain('is kept at its question');
    await learner.press('3');
    expect(said()).toBeNull();
    learner.session.close();
  });

  it('goes from a lesson that is done to the next one', async () => {
    const learner = await atFirstStep();
    for (let step = 1; step <= 4; step += 1) await learner.press('SSn');
    await learner.press('3');
    expect(lessonOf(learner)).toMatchObject({ status: 'done', number: 1 });
    expect(textOf(learner)).toContain('lesson 2');
    await learner.press('n');
    expect(lessonOf(learner)).toMatchObject({ status: 'intro', number: 2 });
    learner.session.close();
  });

  it('moves the clock by a line, and says what a laptop can', async () => {
    const learner = await atFirstStep(100, 30);
    const now = () => new Date(learner.session.model().data?.view.now ?? 0).toISOString().slice(0, 10);
    await learner.press(`:time 31d${KEY.enter}`);
    expect(now()).toBe('2026-02-01');
    await learner.press(`:time 2026-03-05${KEY.enter}`);
    expect(now()).toBe('2026-03-05');
    await learner.press(`:time 2026-03-01${KEY.enter}`);
    expect(textOf(learner)).toContain('the clock only goes forward');
    await learner.press(`:laptop${KEY.enter}`);
    expect(textOf(learner)).toContain('laptop encrypt --key KEYFILE');
    learner.session.close();
  });

  it('says what went wrong on a wrong path', async () => {
    const learner = await atFirstStep();
    await learner.press(`:kms create-key --region us-east-1${KEY.enter}`);
    expect(lessonOf(learner)?.status).toBe('working');
    expect(textOf(learner)).toContain('That key is in us-east-1');
    learner.session.close();
  });

  it('puts the command of the last hint into the bar, for Enter to run', async () => {
    const learner = await atFirstStep();
    await learner.press('hhh');
    expect(lessonOf(learner)?.step.hints).toHaveLength(3);
    await learner.press(KEY.enter);
    expect(topOverlay(learner.session.model())).toMatchObject({
      type: 'command',
      line: 'aws kms create-key --description "orders"',
    });
    await learner.press(KEY.enter);
    expect(lessonOf(learner)?.status).toBe('passed');
    learner.session.close();
  });

  it('says that Enter takes the lines only where it does, and Esc where it does not', async () => {
    const learner = await atFirstStep();
    await learner.press('hhh');
    expect(textOf(learner)).toContain('try next Enter puts the next $ line into the bar');
    await learner.press(KEY.tab);
    expect(textOf(learner)).toContain('try next Esc to the lesson, where Enter takes its $ lines');
    await learner.press(KEY.esc);
    expect(learner.session.model().focus).toBe('lesson');
    learner.session.close();
  });

  it('goes on with the lines where all hints are asked for again', async () => {
    const learner = await openClassroom();
    await learner.press(`L${'j'.repeat(LESSON_IDS.indexOf('whose-key'))}${KEY.enter}nhhh${KEY.enter}${KEY.enter}`);
    expect(lessonOf(learner)?.status).toBe('working');
    await learner.press(`h${KEY.enter}`);
    expect(topOverlay(learner.session.model())).toMatchObject({ line: expect.stringContaining('describe-key') });
    learner.session.close();
  });

  it('shows the solution only when asked twice', async () => {
    const learner = await atFirstStep();
    await learner.press('S');
    expect(lessonOf(learner)?.status).toBe('working');
    expect(textOf(learner)).toContain('press S again');
    await learner.press('S');
    expect(lessonOf(learner)).toMatchObject({ status: 'passed', isShown: true });
    learner.session.close();
  });

  it('goes back to the free lab as it was', async () => {
    const learner = await openClassroom();
    await learner.press(`c${KEY.esc}`);
    await learner.press(`L${KEY.enter}`);
    expect(learner.session.model().data?.view.keys).toEqual([]);
    await learner.press('Lx');
    expect(lessonOf(learner)).toBeNull();
    expect(learner.session.model().data?.view.keys).toHaveLength(1);
    expect(learner.session.model().here.region).toBe('us-east-1');
    learner.session.close();
  });

  it('takes the written answer to a question from the command bar', async () => {
    const learner = await openClassroom();
    const at = LESSON_IDS.indexOf('audit');
    await learner.press('L');
    await learner.press(`${KEY.down.repeat(at)}${KEY.enter}`);
    await learner.press('nSSn');
    expect(lessonOf(learner)?.step).toMatchObject({ number: 2, ask: { options: null } });
    await learner.press(`:answer no-such-event${KEY.enter}`);
    expect(lessonOf(learner)?.status).toBe('working');
    await learner.press('SSn');
    await learner.press(`:answer user/eve${KEY.enter}`);
    expect(lessonOf(learner)?.status).toBe('passed');
    learner.session.close();
  });
});

describe.each([
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 160, rows: 50 },
])('a lesson in a terminal of $columns x $rows', (size) => {
  it.each([
    ['the list', 'L'],
    ['the introduction', `L${KEY.enter}`],
    ['a step', `L${KEY.enter}n`],
    ['a step with hints', `L${KEY.enter}nhhh`],
    ['a result', `L${KEY.enter}n:kms create-key${KEY.enter}`],
    ['a step that is passed', `L${KEY.enter}nSS`],
    ['the panel beside it', `L${KEY.enter}nSS${KEY.tab}${KEY.tab}${KEY.tab}`],
    ['enlarged', `L${KEY.enter}n+`],
    ['help', `L${KEY.enter}n?`],
  ])('%s fits', async (_name, keys) => {
    const { session, press } = await openClassroom(size);
    await press(keys);
    const frame = frameOf(session.model());
    expect(frame.length).toBeLessThanOrEqual(size.rows - 1);
    for (const text of frame) expect(displayWidth(text)).toBeLessThanOrEqual(size.columns);
    expect(frame[0]).toContain('kmslab');
    session.close();
  });
});

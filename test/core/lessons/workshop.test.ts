import { beforeEach, describe, expect, it } from 'vitest';
import {
  beginningOf,
  Classroom,
  createLab,
  DEFAULT_WORLD,
  type DraftView,
  type LabAction,
  type LabClient,
  labelIn,
  MemoryRoom,
  ReplayStage,
  recordingClient,
  ScenarioRecorder,
  WorkshopClient,
} from '../../../core/index.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { HandTimer } from '../../helpers/hand-timer.ts';

const AS = 'arn:aws:iam::111122223333:role/admin';
const QUIZ = { question: 'So?', option1: 'Yes', why1: 'It is.', option2: 'No', why2: 'It is not.', right: '1' };
type Draft = Omit<Extract<LabAction, { type: 'draft' }>, 'type'>;

let client: LabClient;
beforeEach(async () => {
  const lab = await createLab(fixedPorts(), DEFAULT_WORLD);
  const recorder = new ScenarioRecorder(beginningOf(DEFAULT_WORLD, lab.now), labelIn(lab));
  const stage = new ReplayStage(recordingClient(lab, recorder), { ports: fixedPorts, timer: new HandTimer(), lab });
  const classroom = await Classroom.open(new MemoryRoom(() => fixedPorts()), stage);
  client = new WorkshopClient(classroom, { ports: fixedPorts, past: () => recorder.scenario('My lab') });
});

async function draft(deed: Draft): Promise<DraftView> {
  const outcome = await client.act({ type: 'draft', ...deed });
  if (!outcome.ok) throw new Error(outcome.error.message);
  if (outcome.draft == null) throw new Error('nothing is being built');
  return outcome.draft;
}
const refusal = async (action: LabAction): Promise<string> => {
  const outcome = await client.act(action);
  return outcome.ok ? 'not refused' : outcome.error.message;
};
const run = (line: string) => client.act({ type: 'run', line, as: AS, region: 'us-east-1' });

/** Two steps, with every text written. */
async function wholeDraft(from: string): Promise<DraftView> {
  await draft({ does: 'begin', from });
  await run('aws kms create-key --description mine');
  await draft({ does: 'endStep' });
  const key = (await client.ask({ type: 'view' })).keys.find(({ description }) => description === 'mine');
  await run(`aws kms create-alias --alias-name alias/mine --target-key-id ${key?.keyId}`);
  await draft({ does: 'endStep' });
  await draft({ does: 'write', step: 1, texts: { title: 'Make it', say: 'Make a key.' } });
  await draft({ does: 'write', step: 2, texts: { title: 'Name it', say: 'Name it.', why: 'Names are easier.' } });
  return draft({ does: 'write', texts: { title: 'My own', summary: 'A play.', learn: 'One\n\nTwo', ...QUIZ } });
}

describe('building a lesson', () => {
  it('makes steps of what is done, tests them, and puts the lesson behind the course', async () => {
    const built = await wholeDraft('empty');
    expect(built).toMatchObject({ from: 'An empty lab', setUp: 0, missing: [], open: [], lost: [] });
    expect(built.steps[0]?.commands).toEqual(['aws kms create-key --description mine']);
    expect(built.steps[1]?.texts.hint2).toBe('It takes aws kms create-alias.');
    expect(built.steps[1]?.checks.filter(({ isChosen }) => isChosen).length).toBeGreaterThan(0);
    expect((await draft({ does: 'test' })).verdict).toMatchObject({ ok: true });
    expect(await draft({ does: 'keep' })).toMatchObject({ kept: 'my-own', verdict: { ok: true } });
    expect((await client.act({ type: 'draft', does: 'leave' })).ok).toBe(true);
    expect(await client.ask({ type: 'draft' })).toBeNull();
    const started = await client.act({ type: 'lesson', does: 'start', lesson: 'my-own' });
    expect(started).toMatchObject({ lesson: { number: 17, title: 'My own', learn: ['One', 'Two'] } });
  });

  it('begins as the free lab stands, of which it leaves everything as it is', async () => {
    await run('aws kms create-key --description before');
    await client.act({ type: 'advance', by: 86_400_000 });
    const built = await wholeDraft('lab');
    expect(built.setUp).toBe(2);
    expect(built.yaml).toContain(
      'setUp:\n  - run: aws kms create-key --description before'.replace(
        'run',
        'as: main/role/admin\n    region: us-east-1\n    run',
      ),
    );
    expect((await client.ask({ type: 'view' })).keys.map(({ description }) => description)).toEqual(['before', 'mine']);
    expect((await draft({ does: 'test' })).verdict).toMatchObject({ ok: true });
    await client.act({ type: 'draft', does: 'leave' });
    expect((await client.ask({ type: 'view' })).keys.map(({ description }) => description)).toEqual(['before']);
  });

  it('begins as a scenario does', async () => {
    const begun = await draft({ does: 'begin', from: 'key-lifecycle' });
    expect(begun).toMatchObject({ from: 'The life of a key', setUp: 0 });
    expect((await client.ask({ type: 'view' })).accounts).toEqual([expect.objectContaining({ name: 'ops' })]);
  });

  it('forgets what was taken back, and steps with it', async () => {
    await draft({ does: 'begin', from: 'empty' });
    await run('aws kms create-key');
    expect(await client.ask({ type: 'draft' })).toMatchObject({ open: ['aws kms create-key'], steps: [] });
    await draft({ does: 'endStep' });
    await client.act({ type: 'undo' });
    expect(await client.ask({ type: 'draft' })).toMatchObject({ open: [], steps: [] });
    await run('aws kms create-key');
    await draft({ does: 'endStep' });
    expect(await draft({ does: 'joinSteps' })).toMatchObject({ open: ['aws kms create-key'], steps: [] });
  });

  it('takes and leaves checks, and a test is of what stands', async () => {
    await wholeDraft('empty');
    expect((await draft({ does: 'test' })).verdict?.ok).toBe(true);
    const chosen = (view: DraftView) => view.steps[0]?.checks.map(({ isChosen }) => isChosen);
    const all = await draft({ does: 'choose', step: 1, check: 1, isOn: false });
    expect(all.verdict).toBeNull();
    expect(chosen(all)?.[0]).toBe(false);
    for (const [index] of all.steps[0]?.checks.entries() ?? []) {
      await draft({ does: 'choose', step: 1, check: index + 1, isOn: false });
    }
    expect((await draft({ does: 'write', texts: {} })).missing).toEqual(['a check or a question of step 1']);
    expect(await refusal({ type: 'draft', does: 'test' })).toContain('a check or a question of step 1');
    // A question does in place of checks.
    const asked = await draft({ does: 'write', step: 1, texts: QUIZ });
    expect(asked.missing).toEqual([]);
    expect(asked.yaml).toMatch(/^ {4}ask:$/m);
  });

  it('keeps other worlds out until it is left, and says what it can not do', async () => {
    expect(await refusal({ type: 'draft', does: 'endStep' })).toContain('begin one first');
    await draft({ does: 'begin', from: 'empty' });
    expect(await refusal({ type: 'draft', does: 'endStep' })).toContain('nothing was done');
    expect(await refusal({ type: 'draft', does: 'begin' })).toContain('leave it first');
    expect(await refusal({ type: 'lesson', does: 'start', lesson: '1' })).toContain('leave it first');
    expect(await refusal({ type: 'replay', does: 'open', name: 'key-lifecycle' })).toContain('leave it first');
    expect(await refusal({ type: 'draft', does: 'write', texts: { hint1: 'x' } })).toContain("got 'hint1'");
    expect(await refusal({ type: 'draft', does: 'choose', step: 3, check: 1 })).toContain('step 3 has no check 1');
    await client.act({ type: 'draft', does: 'leave' });
    expect(await refusal({ type: 'draft', does: 'begin', from: 'no-such' })).toContain("no scenario 'no-such'");
    expect(await client.ask({ type: 'draft' })).toBeNull();
  });
});

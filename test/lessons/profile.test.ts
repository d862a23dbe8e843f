import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ActionOutcome, Classroom, createLab, DEFAULT_WORLD, MemoryRoom } from '../../core/index.ts';
import { parseProfile, profileText } from '../../core/lessons/profile.ts';
import { NO_PROGRESS, parseProgress } from '../../core/lessons/progress.ts';
import { FileRoom, lessonFolder } from '../../core/node/index.ts';
import { classroomWith } from '../helpers/classroom-with.ts';
import { fixedPorts } from '../helpers/fixed-ports.ts';

type Done = Extract<ActionOutcome, { readonly ok: true }>;

async function doing(classroom: Classroom, ...acts: readonly Parameters<Classroom['act']>[0][]): Promise<Done> {
  let outcome: Done = { ok: true };
  for (const act of acts) {
    const came = await classroom.act(act);
    if (!came.ok) throw new Error(came.error.message);
    outcome = came;
  }
  return outcome;
}

/** Somebody in the middle of step 2 of a lesson, a hint asked for. */
async function atStepTwo(lesson = 'rotation'): Promise<Classroom> {
  const classroom = await classroomWith(fixedPorts);
  await doing(
    classroom,
    { type: 'lesson', does: 'start', lesson },
    { type: 'lesson', does: 'next' },
    { type: 'lesson', does: 'solve' },
    { type: 'lesson', does: 'next' },
    { type: 'lesson', does: 'hint' },
  );
  return classroom;
}

describe('progress as a file to take along', () => {
  it('goes on elsewhere at the same step, in a world that is made anew', async () => {
    const text = await (await atStepTwo()).ask({ type: 'profile' });
    const elsewhere = await classroomWith(fixedPorts);
    expect(await doing(elsewhere, { type: 'importProfile', text })).toMatchObject({
      imported: { done: [], underWay: ['rotation'], kept: [], lessons: [] },
    });
    const { lesson } = await doing(elsewhere, { type: 'lesson', does: 'start' });
    expect(lesson).toMatchObject({ id: 'rotation', status: 'working', step: { number: 2 } });
    expect(lesson?.step.hints).toHaveLength(1);
    // The world has what the first step came to.
    const key = await elsewhere.ask({ type: 'keyNamed', key: 'alias/orders' });
    expect(key?.rotation.isEnabled).toBe(true);
    expect((await doing(elsewhere, { type: 'lesson', does: 'solve' })).lesson?.status).toBe('passed');
  });

  it('holds no world, and nothing that was saved in one', async () => {
    const text = await (await atStepTwo('envelope')).ask({ type: 'profile' });
    expect(Object.keys(JSON.parse(text).progress.states.envelope)).toEqual(['lesson', 'machine', 'given']);
  });

  it('takes nothing from who imports it: the better mark stands, and a lesson under way stays', async () => {
    const mine = await atStepTwo('rotation');
    const theirs = await atStepTwo('rotation');
    await doing(theirs, { type: 'lesson', does: 'solve' }, { type: 'lesson', does: 'next' });
    const file = JSON.parse(await theirs.ask({ type: 'profile' }));
    file.progress.marks = { grants: 'done', rotation: 'begun' };
    const { imported } = await doing(mine, { type: 'importProfile', text: JSON.stringify(file) });
    expect(imported).toEqual({ done: ['grants'], underWay: [], kept: ['rotation'], lessons: [] });
    expect(await mine.ask({ type: 'lesson' })).toMatchObject({ step: { number: 2 } });
    const marks = (await mine.ask({ type: 'lessons' })).map(({ id, mark }) => [id, mark]);
    expect(Object.fromEntries(marks)).toMatchObject({ grants: 'done', rotation: 'begun', audit: null });
    const again = await doing(mine, {
      type: 'importProfile',
      text: profileText({ progress: NO_PROGRESS, lessons: {} }),
    });
    expect(again.imported).toEqual({ done: [], underWay: [], kept: [], lessons: [] });
    expect((await mine.ask({ type: 'lessons' })).find(({ id }) => id === 'grants')?.mark).toBe('done');
  });

  it('opens the progress file that an older kmslab has kept', () => {
    const old = {
      version: 1,
      current: 'audit',
      marks: { audit: 'begun' },
      states: {
        audit: {
          lesson: 'audit',
          machine: {
            value: 'working',
            context: {
              step: 1,
              steps: 4,
              hints: 0,
              allHints: 1,
              isShown: false,
              chosen: null,
              wrongAnswers: 0,
            },
          },
          saved: { key: 'x' },
          trailFrom: 3,
          startedAt: 5,
          given: null,
        },
      },
    };
    const { progress } = parseProfile(JSON.stringify(old));
    expect(progress.states.audit).toMatchObject({ isWithoutWorld: true, saved: {}, machine: { value: 'working' } });
  });

  it.each([
    ['not json', /it is no JSON/],
    ['{}', /it has no version/],
    ['{"format":"kmslab-profile","version":2,"progress":{}}', /newer kmslab: it is of version 2/],
    ['{"version":7}', /newer kmslab: it is of version 7/],
    ['{"version":1,"marks":{"audit":"perfect"},"states":{}}', /marks\.audit: /],
  ])('says what is wrong with %s', async (text, says) => {
    const classroom = await classroomWith(fixedPorts);
    const outcome = await classroom.act({ type: 'importProfile', text });
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringMatching(says) } });
  });
});

describe('the progress of one learner in several front ends', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-room-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = async () => Classroom.open(FileRoom.inFolder(folder), await createLab(fixedPorts(), DEFAULT_WORLD));

  it('shows in each what was done in another, and neither writes over the other', async () => {
    const terminal = await open();
    const window = await open();
    await doing(terminal, { type: 'lesson', does: 'start', lesson: 'audit' }, { type: 'lesson', does: 'next' });
    await doing(window, { type: 'lesson', does: 'start', lesson: 'grants' }, { type: 'lesson', does: 'next' });
    await doing(terminal, { type: 'lesson', does: 'hint' });
    for (const front of [terminal, window]) {
      const begun = (await front.ask({ type: 'lessons' })).filter(({ mark }) => mark === 'begun');
      expect(begun.map(({ id }) => id)).toEqual(['grants', 'audit']);
    }
    const busy = await window.act({ type: 'lesson', does: 'start', lesson: 'audit' });
    expect(busy).toMatchObject({ ok: false, error: { message: expect.stringMatching(/in use|open/) } });
    await doing(terminal, { type: 'lesson', does: 'leave' });
    const taken = await doing(window, { type: 'lesson', does: 'start', lesson: 'audit' });
    expect(taken.lesson?.step.hints).toHaveLength(1);
    await window.close();
    await terminal.close();
  });

  it('never writes over progress that it can not read', async () => {
    const file = join(folder, 'progress.json');
    for (const text of ['{ "version": 9 }', 'half a fi']) {
      writeFileSync(file, text);
      await expect(open()).rejects.toMatchObject({ name: 'LabError' });
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
    expect(() => parseProgress([])).toThrow(/no version/);
  });
});

describe('profiles', () => {
  it('lie beside each other, and a name leads nowhere else', () => {
    const env = { XDG_DATA_HOME: '/data' };
    expect(lessonFolder(env)).toBe('/data/kmslab/lessons');
    expect(lessonFolder(env, 'ann')).toBe('/data/kmslab/profiles/ann');
    expect(lessonFolder({ ...env, KMSLAB_PROFILE: 'bob' })).toBe('/data/kmslab/profiles/bob');
    expect(lessonFolder({ KMSLAB_LESSONS: '/own/lessons' }, 'ann')).toBe('/own/profiles/ann');
    for (const name of ['..', 'a/b', '.hidden', '']) {
      if (name === '') expect(lessonFolder(env, name)).toBe('/data/kmslab/lessons');
      else expect(() => lessonFolder(env, name)).toThrow(/profile's name/);
    }
  });
});

describe('a room in memory', () => {
  it('has no progress at first', async () => {
    expect(parseProgress(await new MemoryRoom(() => fixedPorts()).readProgress())).toEqual(NO_PROGRESS);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledLesson, Classroom, createLab, DEFAULT_WORLD, LESSON_IDS, MemoryRoom } from '../../core/index.ts';
import { verifyLesson } from '../../core/lessons/verify-lesson.ts';
import { FileRoom } from '../../core/node/index.ts';
import { fixedPorts } from '../helpers/fixed-ports.ts';

const MINE = `
title: Mine
summary: A lesson of my own.
learn: [How to make a key]
minutes: 2
world:
  start: 2026-01-01T00:00:00Z
  accounts: { ops: "111122223333" }
  principals: { ops/role/admin: { policies: [AdministratorAccess] } }
as: ops/role/admin
region: us-east-1
steps:
  - title: Make it
    say: Make a key.
    check: { key: { region: us-east-1 }, says: there is a key }
    hints: [Think, It is create-key]
    solution: [{ run: aws kms create-key }]
quiz:
  question: So?
  options: [{ text: "Yes", right: true, why: It is }, { text: "No", why: It is not }]
`;

const open = async (room: MemoryRoom | FileRoom = new MemoryRoom(() => fixedPorts())) =>
  Classroom.open(room, await createLab(fixedPorts(), DEFAULT_WORLD));

describe('a lesson from a file', () => {
  it('stands behind those of the course, and is learnt as they are', async () => {
    const classroom = await open();
    expect(await classroom.act({ type: 'addLesson', name: 'dir/My Lesson.yaml', text: MINE })).toEqual({
      ok: true,
      added: 'my-lesson',
    });
    expect((await classroom.ask({ type: 'lessons' })).at(-1)).toMatchObject({
      id: 'my-lesson',
      number: 17,
      title: 'Mine',
    });
    await classroom.act({ type: 'lesson', does: 'start', lesson: '17' });
    await classroom.act({ type: 'lesson', does: 'next' });
    await classroom.act({ type: 'lesson', does: 'solve' });
    await classroom.act({ type: 'lesson', does: 'next' });
    const done = await classroom.act({ type: 'lesson', does: 'answer', answer: 'a' });
    expect(done).toMatchObject({ lesson: { id: 'my-lesson', status: 'done', corrects: [], today: [] } });
    const paper = await classroom.ask({ type: 'handout', of: 'lesson', name: 'my-lesson', hasAnswers: true });
    expect(paper).toContain('# Lesson 17: Mine');
  });

  it('begins anew where its text is another, and goes on where it is the same', async () => {
    const classroom = await open();
    const add = (text: string) => classroom.act({ type: 'addLesson', name: 'mine.yaml', text });
    await add(MINE);
    await classroom.act({ type: 'lesson', does: 'start', lesson: 'mine' });
    await classroom.act({ type: 'lesson', does: 'next' });
    await add(MINE);
    expect(await classroom.ask({ type: 'lesson' })).toMatchObject({ status: 'working' });
    await add(MINE.replace('Make a key.', 'Make a KMS key.'));
    expect(await classroom.ask({ type: 'lesson' })).toBeNull();
    expect(await classroom.act({ type: 'lesson', does: 'start', lesson: 'mine' })).toMatchObject({
      lesson: { status: 'intro', step: { say: 'Make a KMS key.' } },
    });
  });

  it.each([
    ['audit.yaml', MINE, /audit is a lesson of the course/],
    ['17.yaml', MINE, /a name with a letter/],
    [
      'mine.yaml',
      MINE.replace('hints: [Think, It is create-key]', ''),
      /mine\.yaml:\d+:\d+: steps\.0\.hints is missing/,
    ],
    ['mine.yaml', MINE.replace('right: true, ', ''), /exactly one right option/],
  ])('is refused as %s, in one line', async (name, text, says) => {
    const classroom = await open();
    const outcome = await classroom.act({ type: 'addLesson', name, text });
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringMatching(says) } });
    expect(await classroom.ask({ type: 'lessons' })).toHaveLength(LESSON_IDS.length);
  });

  it('is there for every front end of its learner, and goes along with the progress', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmslab-own-'));
    try {
      await (await open(FileRoom.inFolder(folder))).act({ type: 'addLesson', name: 'mine.yaml', text: MINE });
      const other = await open(FileRoom.inFolder(folder));
      expect((await other.ask({ type: 'lessons' })).at(-1)?.id).toBe('mine');
      const elsewhere = await open();
      const text = await other.ask({ type: 'profile' });
      expect(await elsewhere.act({ type: 'importProfile', text })).toMatchObject({ imported: { lessons: ['mine'] } });
      expect((await elsewhere.ask({ type: 'lessons' })).at(-1)?.title).toBe('Mine');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the lessons of the course', () => {
  it.each(LESSON_IDS)('%s names what it corrects, what differs today, and facts of the course', async (id) => {
    const { corrects, today, facts } = (await bundledLesson(id)).lesson;
    expect(Math.min(corrects.length, today.length, facts.length)).toBeGreaterThan(0);
  });

  // The others are played step by step in every-lesson.test.ts.
  it.each(['never-leaves', 'rotation', 'audit', 'grants'])('%s verifies as a file of one would', async (id) => {
    const verdict = await verifyLesson((await bundledLesson(id)).lesson, fixedPorts());
    expect(verdict).toMatchObject({ ok: true, problem: null });
  });
});

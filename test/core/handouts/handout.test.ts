import { describe, expect, it } from 'vitest';
import { lessonHandout, scenarioPaper } from '../../../core/handouts/handout.ts';
import { codeBlock, plain } from '../../../core/handouts/markdown.ts';
import { BUNDLED_SCENARIOS, bundledLesson, bundledScenario, LESSON_IDS } from '../../../core/index.ts';
import { classroomWith } from '../../helpers/classroom-with.ts';

const lesson = async (id: string, hasAnswers: boolean) => lessonHandout(await bundledLesson(id), hasAnswers);

/** The lines within fences. */
function codeIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^(`{3,})sh\n([\s\S]*?)\n\1$/gm)].flatMap(([, , code = '']) => code.split('\n'));
}

describe('a hand-out of a lesson', () => {
  it.each(LESSON_IDS)('has each step of %s, and each command only where it has answers', async (id) => {
    const { lesson: told } = await bundledLesson(id);
    const [taught, given] = [await lesson(id, true), await lesson(id, false)];
    for (const text of [taught, given]) {
      expect(text.match(/^## Step \d+: /gm)).toHaveLength(told.steps.length);
      expect(text).not.toContain('${');
      expect(text).not.toMatch(/\n{3}/);
    }
    const runs = told.steps.flatMap(({ solution }) => solution.flatMap(({ run }) => (run === undefined ? [] : [run])));
    for (const run of runs) {
      const [start = ''] = run.split('${');
      expect(codeIn(taught).join('\n')).toContain(start.trim().replaceAll(/\s*\n\s*/g, ' '));
    }
    expect(given).not.toContain('**Answer**');
    expect(given).not.toContain('**Why**');
    expect(taught.match(/\*\*Answer\*\*/g)?.length).toBeGreaterThan(told.steps.length - 2);
  });

  it('says who acts where that changes', async () => {
    expect(await lesson('cross-account', true)).toMatch(/^# as partner\/role\/|From here on you are `partner\//m);
  });

  it('names the letter of the right option', async () => {
    expect(await lesson('rotation', true)).toContain('**Answer** d) Right. And the old material stays');
    expect(await lesson('rotation', false)).toContain('- d) Its key material');
  });
});

describe('a hand-out of a scenario', () => {
  it.each(BUNDLED_SCENARIOS)('has each command of %s, and what comes of it only where it has answers', async (name) => {
    const { steps } = await bundledScenario(name);
    const text = await scenarioPaper(name, true);
    expect(text.match(/^#{2,3} Step \d+/gm)).toHaveLength(steps.length);
    const code = codeIn(text);
    expect(code.length).toBeGreaterThanOrEqual(steps.filter(({ run }) => run !== undefined).length);
    expect(await scenarioPaper(name, false)).not.toContain('**Expected**');
    const refusals = steps.flatMap(({ expect: { error } = {} }) => (error === undefined ? [] : [error]));
    for (const error of refusals) expect(text).toContain(`refused with ${plain(error)}`);
  });
});

describe('Markdown', () => {
  it('formats nothing that a text has in it, and no line ends a block of code', () => {
    expect(plain(' <key> *is* [a](b) `c` ')).toBe('\\<key\\> \\*is\\* \\[a\\](b) \\`c\\`');
    expect(codeBlock(['a', '```', 'b'])).toBe('````sh\na\n```\nb\n````');
  });
});

describe('a classroom', () => {
  it('hands lessons and scenarios out, and says which there are where there is none of the name', async () => {
    const classroom = await classroomWith();
    const ask = (name: string) => classroom.ask({ type: 'handout', of: 'lesson', name, hasAnswers: true });
    expect(await ask('1')).toMatch(/^# Lesson 1: The key that never leaves\n/);
    await expect(ask('99')).rejects.toMatchObject({
      name: 'LabError',
      message: expect.stringContaining('16 multi-region'),
    });
  });
});

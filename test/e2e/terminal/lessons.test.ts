import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, run } from './program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-lessons-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const lessons = (...args: readonly string[]): Promise<Ended> => run(['lessons', ...args], { KMSLAB_LESSONS: folder });

describe('kmslab lessons without a terminal', () => {
  it('goes through a lesson by commands, each in a process of its own', async () => {
    const list = JSON.parse((await lessons('list', '--json')).stdout) as readonly { readonly mark: unknown }[];
    expect(list).toHaveLength(16);
    expect(await lessons('check')).toMatchObject({ code: 2, stderr: expect.stringContaining('kmslab lessons run 1') });

    const begun = JSON.parse((await lessons('run', '1', '--json')).stdout) as { readonly status: string };
    expect(begun.status).toBe('working');
    expect((await lessons('check')).code).toBe(1);
    expect((await lessons('type', 'aws', 'kms', 'creat-key')).code).toBe(2);
    expect(await lessons('type', 'aws kms create-key --description "orders"')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('[x] a symmetric key in eu-west-2 is Enabled'),
    });
    expect((await lessons('next')).code).toBe(0);
    const refused = await lessons(
      'type',
      'aws',
      'kms',
      'create-alias',
      '--alias-name',
      'alias/orders',
      '--target-key-id',
      'x',
    );
    expect(refused).toMatchObject({ code: 3, stdout: expect.stringContaining('! KMS refused the alias') });
    expect((await lessons('hint')).stdout).toContain('hint 1:');
    expect((await lessons('solution')).stdout).toContain('$ aws kms create-alias --alias-name alias/orders');
    expect((await lessons('check')).code).toBe(0);
    expect((await lessons('progress')).stdout).toContain('at step 2/4');
    expect((await lessons('step', '4')).stdout).toContain('4/4');
    expect(await lessons('step', '5')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('expected a step from 1 to 4, found 5'),
    });
    expect(await lessons('step')).toMatchObject({ code: 2 });
  });

  it('keeps a lesson in a world file of its own where one is named, and leaves other worlds alone', async () => {
    const file = join(folder, 'mine.kmslab');
    expect((await lessons('run', 'rotation', '--world', file)).code).toBe(0);
    expect(
      (
        await lessons(
          'type',
          '--world',
          file,
          'aws kms enable-key-rotation --key-id 0a1b2c3d-0000-4000-8000-00000000000c',
        )
      ).code,
    ).toBe(0);
    expect((await lessons('next', '--world', file)).code).toBe(0);
    expect((await lessons('type', '--world', file, 'time 366d')).stdout).toContain('[x] the key has a second material');
    const other = join(folder, 'other.kmslab');
    expect((await run(['world', 'new', other])).code).toBe(0);
    expect(await lessons('run', '1', '--world', other)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not one of a lesson'),
    });
  });

  it('makes a lesson of a scenario, tells what is wrong with it, and runs it when nothing is', async () => {
    const built = await lessons('build', 'key-lifecycle');
    expect(built).toMatchObject({ code: 0, stderr: expect.stringContaining('the question at the end') });
    const file = join(folder, 'my-own.yaml');
    writeFileSync(file, built.stdout);
    expect(await lessons('verify', file)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/my-own\.yaml:\d+:\d+: /),
    });
    const quiz = 'quiz: { question: Q, options: [{ text: A, right: true, why: W }, { text: B, why: W }] }';
    const whole = built.stdout.replace('learn: []', 'learn: [the states of a key]').replace('quiz: null', quiz);
    writeFileSync(file, whole);
    expect(await lessons('verify', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('[x] step 1: Create'),
    });
    expect(await lessons('run', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('Lesson 17') });
    expect((await lessons('solution')).code).toBe(0);
    writeFileSync(file, whole.replace('create-key --description "orders"', 'list-keys'));
    expect(await lessons('verify', file)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('[ ] step 1: Create'),
    });
    expect(await lessons('handout', 'my-own')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('## Step 1: Create'),
    });
  });
});

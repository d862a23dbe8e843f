import { describe, expect, it } from 'vitest';
import { Classroom, createLab, DEFAULT_WORLD, type LessonDeed, type LessonView, MemoryRoom } from '../../core/index.ts';
import { parseProgress, stepBegun, stepSeen } from '../../core/lessons/progress.ts';
import { fixedPorts } from '../helpers/fixed-ports.ts';

const DAY_MS = 86_400_000;

/** A learner in front of a lesson, who types as whom the step says. */
async function learnerOf(lesson: string) {
  const room = new MemoryRoom(() => fixedPorts());
  const classroom = await Classroom.open(room, await createLab(fixedPorts(), DEFAULT_WORLD));
  const does = async (deed: LessonDeed): Promise<LessonView> => {
    const outcome = await classroom.act({ type: 'lesson', does: deed, lesson });
    if (!outcome.ok || outcome.lesson == null) throw new Error(`${deed}: ${JSON.stringify(outcome)}`);
    return outcome.lesson;
  };
  const { here } = await does('start');
  return {
    does,
    room,
    async advances(days: number): Promise<LessonView> {
      await classroom.act({ type: 'advance', by: days * DAY_MS });
      return does('check');
    },
    async types(line: string): Promise<LessonView> {
      await classroom.act({ type: 'run', line, as: here.as, region: here.region });
      return does('check');
    },
    async trail() {
      return classroom.ask({ type: 'trail' });
    },
    async view() {
      return classroom.ask({ type: 'view' });
    },
    async answers(answer: string): Promise<LessonView> {
      const outcome = await classroom.act({ type: 'lesson', does: 'answer', lesson, answer });
      if (!outcome.ok || outcome.lesson == null) throw new Error(JSON.stringify(outcome));
      return outcome.lesson;
    },
    async keyId(): Promise<string | undefined> {
      return (await classroom.ask({ type: 'view' })).keys.at(-1)?.keyId;
    },
    async until(step: number): Promise<LessonView> {
      let view = await does('next');
      while (view.step.number < step) {
        await does('solve');
        view = await does('next');
      }
      return view;
    },
  };
}

describe('what is held against a learner', () => {
  it('is no call that has been put right since', async () => {
    const learner = await learnerOf('envelope');
    await learner.until(2);
    const wrong = await learner.types(
      'aws kms generate-data-key-without-plaintext --key-id alias/orders --key-spec AES_256',
    );
    expect(wrong.step.mistakes.join()).toContain('GenerateDataKeyWithoutPlaintext');
    const right = await learner.types('aws kms generate-data-key --key-id alias/orders --key-spec AES_256 > dk.json');
    expect(right).toMatchObject({ status: 'working', step: { mistakes: [] } });
  });

  it('is no refusal of a call that has succeeded since', async () => {
    const learner = await learnerOf('multi-region');
    await learner.until(4);
    const key = (await learner.view()).keys.find(({ keyId }) => keyId.startsWith('mrk-'))?.keyId;
    const refused = await learner.types(`aws kms rotate-key-on-demand --region us-east-1 --key-id ${key}`);
    expect(refused.step.mistakes.join()).toContain('KMS refused');
    const rotated = await learner.types(`aws kms rotate-key-on-demand --key-id ${key}`);
    expect(rotated).toMatchObject({ status: 'working', step: { mistakes: [] } });
  });

  it('is a call that can not be put right, whatever is done behind it', async () => {
    const learner = await learnerOf('rotation');
    await learner.until(4);
    await learner.types(
      'aws kms re-encrypt --ciphertext-blob fileb://letter.enc --destination-key-id alias/orders --query KeyId',
    );
    await learner.types('aws kms decrypt --ciphertext-blob fileb://letter.enc --query KeyId');
    const { step } = await learner.types('aws kms encrypt --key-id alias/orders --plaintext fileb://letter.txt');
    expect(step.mistakes.join()).toContain('You have re-encrypted the letter');
  });

  it('is who acted, where another was to', async () => {
    const learner = await learnerOf('snapshot-share');
    await learner.until(6);
    const copy = (await learner.view()).snapshots.find(({ accountId }) => accountId === '444455556666')?.snapshotId;
    const { step } = await learner.types(`aws ec2 create-volume --availability-zone eu-west-2a --snapshot-id ${copy}`);
    expect(step.mistakes.join()).toContain('Press a, act as partner/role/admin');
    expect(step.goals.filter(({ ok }) => ok)).toEqual([]);
  });

  it('is no call of a step before', async () => {
    const learner = await learnerOf('grants');
    const { step } = await learner.until(2);
    expect(step.title).toBe('A grant for the job');
    const key = '0a1b2c3d-0000-4000-8000-000000000008';
    await learner.types(
      `aws kms create-grant --key-id ${key} --grantee-principal arn:aws:iam::111122223333:role/admin --operations Decrypt`,
    );
    const grants = await learner.types(`aws kms revoke-grant --key-id ${key} --grant-id none`);
    expect(grants.status).toBe('working');
    for (let at = 2; at < 5; at += 1) {
      await learner.does('solve');
      await learner.does('next');
    }
    expect((await learner.does('check')).step).toMatchObject({ number: 5, mistakes: [] });
  });

  it('is no volume that is still being made under the key', async () => {
    const learner = await learnerOf('services');
    await learner.until(3);
    const { step } = await learner.types(
      'aws ec2 create-volume --availability-zone eu-west-2a --size 1 --encrypted --kms-key-id alias/shop',
    );
    expect(step.mistakes).toEqual([]);
  });

  it('is known no better from progress that an older kmslab kept, and the lesson goes on all the same', async () => {
    const learner = await learnerOf('envelope');
    await learner.until(2);
    const kept = parseProgress(await learner.room.readProgress());
    const states = Object.fromEntries(
      Object.entries(kept.states).map(([id, { soFar: _, ...state }]) => [id, state] as const),
    );
    await learner.room.writeProgress({ ...kept, states });
    const again = await Classroom.open(learner.room, await createLab(fixedPorts(), DEFAULT_WORLD));
    expect(await again.act({ type: 'lesson', does: 'start', lesson: 'envelope' })).toMatchObject({ ok: true });
    expect(await again.act({ type: 'lesson', does: 'check' })).toMatchObject({
      ok: true,
      lesson: { status: 'working' },
    });
  });
});

describe('what a learner is told of a goal that is not met', () => {
  it('counts one key as one', async () => {
    const learner = await learnerOf('whose-key');
    await learner.until(5);
    await learner.types('aws kms create-key');
    const { step } = await learner.advances(30);
    expect(step.goals.map(({ found }) => found)).toContain('the bill of 2026-01 has 1 key for $0.97');
  });

  it('says of what is to be gone that it is still there', async () => {
    const learner = await learnerOf('off-and-gone');
    const { step } = await learner.until(5);
    expect(step.goals.map(({ found }) => found)).toContain('there is still 1');
  });

  it('says which event a wrong answer names, and that a part of the right one is a part', async () => {
    const learner = await learnerOf('audit');
    await learner.until(2);
    const trail = await learner.trail();
    const at = (time: string) => trail.find(({ record }) => record.eventTime.startsWith(time))?.record.eventID ?? '';
    const other = await learner.answers(at('2026-01-03T18:00'));
    expect(other.step.ask?.explanation).toContain('That is the Decrypt of 2026-01-03 18:00.');
    const part = await learner.answers(at('2026-01-05T03:12').slice(0, 8));
    expect(part.step.ask?.explanation).toBe('That is how it begins. Write the whole of it.');
    const none = await learner.answers('the night porter');
    expect(none.step.ask?.explanation).toContain('That is not it. Look again');
    expect(await learner.answers(at('2026-01-05T03:12'))).toMatchObject({ status: 'passed' });
  });

  it('counts one call as one', async () => {
    const learner = await learnerOf('key-pairs');
    const { step } = await learner.until(2);
    expect(step.title).toBe('Encrypt outside AWS');
    await learner.types(`aws kms create-alias --alias-name alias/letters --target-key-id ${await learner.keyId()}`);
    const wrong = await learner.types(
      'aws kms encrypt --key-id alias/letters --encryption-algorithm RSAES_OAEP_SHA_256 --plaintext fileb://secret.txt',
    );
    expect(wrong.step.goals.map(({ found }) => found)).toContain('there is 1 such call, expected 0');
  });
});

describe('the part of the trail that belongs to a step', () => {
  it.each([
    ['no goal is met', stepSeen(stepBegun(10), 0, 12), { from: 10, seenTo: 12, mistakesFrom: 10, met: 0 }],
    ['a goal is met', stepSeen(stepSeen(stepBegun(10), 0, 12), 1, 13), { seenTo: 13, mistakesFrom: 12, met: 1 }],
    ['a goal is lost again', stepSeen(stepSeen(stepBegun(10), 1, 12), 0, 14), { seenTo: 14, mistakesFrom: 10, met: 0 }],
  ])('when %s', (_, soFar, expected) => {
    expect(soFar).toMatchObject(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { ADMIN, labWith } from '../../../helpers/lab-with.ts';

const DAY = 86_400_000;

describe('the states that a key has been in', () => {
  it('are told from its creation on, with what brought it there and when', async () => {
    const { lab } = await labWith();
    const run = (line: string) => lab.act({ type: 'run', line, ...ADMIN });
    await run('aws kms create-key');
    const { keys } = await lab.ask({ type: 'view' });
    const { keyArn = '', keyId } = keys[0] ?? {};
    await run(`aws kms enable-key-rotation --key-id ${keyId}`);
    await run(`aws kms disable-key --key-id ${keyId}`);
    await run(`aws kms disable-key --key-id ${keyId}`); // changes nothing
    await run(`aws kms schedule-key-deletion --key-id ${keyId} --pending-window-in-days 7`);
    const before = (await lab.ask({ type: 'view' })).now;
    await lab.act({ type: 'advance', by: 8 * DAY });
    const visits = await lab.ask({ type: 'keyHistory', keyArn });
    const lifecycle = visits.filter(({ region }) => region === 'lifecycle');
    expect(lifecycle.map(({ event, from, to }) => [event, from, to])).toEqual([
      ['CreateKey', null, 'Creating'],
      ['KeyMaterialCreated', 'Creating', 'Enabled'],
      ['DisableKey', 'Enabled', 'Disabled'],
      ['ScheduleKeyDeletion', 'Disabled', 'PendingDeletion'],
      ['TimePassed', 'PendingDeletion', 'Deleted'],
    ]);
    expect(lifecycle.at(-1)?.at).toBe(before + 7 * DAY);
    expect(visits).toContainEqual(expect.objectContaining({ event: 'EnableKeyRotation', region: 'automaticRotation' }));
  });

  it('are none of another key, and what was taken back is none of them', async () => {
    const { lab } = await labWith();
    await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
    const { keys } = await lab.ask({ type: 'view' });
    const keyArn = keys[0]?.keyArn ?? '';
    await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
    await lab.act({ type: 'run', line: `aws kms disable-key --key-id ${keyArn}`, ...ADMIN });
    const events = async () => (await lab.ask({ type: 'keyHistory', keyArn })).map(({ event }) => event);
    expect((await events()).filter((event) => event === 'CreateKey')).toHaveLength(1);
    expect(await events()).toContain('DisableKey');
    await lab.act({ type: 'undo' });
    expect(await events()).not.toContain('DisableKey');
  });
});

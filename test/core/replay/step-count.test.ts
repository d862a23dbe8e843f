import { expect, it } from 'vitest';
import { StepCount } from '../../../core/replay/step-count.ts';
import { worldTimeLine } from '../../../core/replay/world-time-line.ts';
import { ADMIN, DAY, labWith } from '../../helpers/lab-with.ts';

it('the count of steps is that of the replay, whatever is done or undone, and reads no entry twice', async () => {
  const { lab, call, key, pass } = await labWith();
  const count = new StepCount();
  let read = 0;
  const journal = {
    get journalLength() {
      return lab.journalLength;
    },
    get cuts() {
      return lab.cuts;
    },
    *journalFrom(seq: number) {
      for (const entry of lab.journalFrom(seq)) {
        read += 1;
        yield entry;
      }
    },
  };
  const run = (line: string) => lab.act({ type: 'run', line, ...ADMIN });
  const counted: number[] = [];
  const note = () => {
    counted.push(count.of(journal));
    expect(counted.at(-1)).toBe(worldTimeLine(lab).steps.length);
  };
  note();
  const KeyId = await key({ Description: 'orders' });
  note();
  await call('Encrypt', { KeyId: 'alias/unknown', Plaintext: Uint8Array.of(1) });
  await run('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted');
  note();
  await pass(DAY);
  await pass(DAY);
  note();
  expect(read).toBe(lab.journalLength);
  await run(`aws kms disable-key --key-id ${KeyId}`);
  note();
  await lab.act({ type: 'undo' });
  await run(`aws kms describe-key --key-id ${KeyId}`);
  await run(`aws kms list-keys`);
  note();
  await lab.act({ type: 'undo' });
  note();
  await lab.act({ type: 'redo' });
  note();
  expect(counted).toEqual([0, 1, 3, 4, 5, 6, 5, 6]);
});

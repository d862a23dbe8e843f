import { expect, it } from 'vitest';
import type { RunBytes } from '../../../core/index.ts';
import type { CommandEntry, LogEntry } from '../../../renderer/app/ui-state.ts';
import { envelopeRuns } from '../../../renderer/lab/envelope-runs.ts';

const KMS: RunBytes = { keyArn: null, sent: 3, plaintext: null, wrapped: null, context: {} };
const entry = (id: number, result: CommandEntry['result'], undone: number | null = null): LogEntry => ({
  type: 'command',
  id,
  line: `laptop show ${id}`,
  as: 'arn:role',
  region: 'us-east-1',
  result,
  undone,
});

it('of the log the lab is told the lines that ran and were not undone, with their ends and bytes, and nothing that came back', () => {
  const run = { exitCode: 0, stdout: 'secret', stderr: '', outcome: null };
  const log: readonly LogEntry[] = [
    entry(1, { type: 'ran', run, kms: KMS }),
    { type: 'clock', id: -1, to: 5, happened: [], undone: null },
    entry(2, { type: 'running' }),
    entry(3, { type: 'failed', message: 'no' }),
    entry(4, { type: 'ran', run, kms: KMS }, 1),
  ];
  expect(envelopeRuns(log)).toEqual([{ line: 'laptop show 1', exitCode: 0, operation: null, bytes: KMS }]);
});

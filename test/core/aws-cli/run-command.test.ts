import { describe, expect, it } from 'vitest';
import { checkQuery } from '../../../core/aws-cli/query.ts';
import { runCommand } from '../../../core/aws-cli/run-command.ts';
import { SAMPLE_CATALOGUE } from './sample-operations.ts';
import { bytesOf, runSample } from './sample-run.ts';

describe('running a line', () => {
  it('writes what stdout would hold to the file of > NAME', async () => {
    const reply = { output: { CiphertextBlob: bytesOf('sealed'), KeyId: 'arn' } };
    const line = 'aws kms encrypt --key-id k --plaintext aGk= --query CiphertextBlob --output text > note.enc';
    const { run, written } = await runSample(line, [reply]);
    expect(run).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(written).toEqual({ 'note.enc': bytesOf('c2VhbGVk\n') });
  });

  it('leaves the file as it was when AWS refuses', async () => {
    const { run, written } = await runSample('aws kms disable-key --key-id k > out', [
      { error: { name: 'NotFoundException', message: 'none' } },
    ]);
    expect(run).toMatchObject({ exitCode: 254, stdout: '' });
    expect(written).toEqual({});
  });

  it.each([
    ['aws kms list-keys --region eu-west-1', 'eu-west-1'],
    ['aws kms list-keys', null],
  ])('%s calls the Region %s', async (line, region) => {
    expect((await runSample(line)).regions).toEqual([region]);
  });

  it('gives the outcome of the call with what is printed', async () => {
    const { run } = await runSample('aws kms describe-key --key-id k', [{ output: { KeyMetadata: { KeyId: 'k' } } }]);
    expect(run.outcome?.reply).toEqual({ ok: true, output: { KeyMetadata: { KeyId: 'k' } } });
  });

  it('has no outcome where the line never became a request', async () => {
    const { run, sent } = await runSample('aws kms list-keys | jq');
    expect(run).toMatchObject({ exitCode: 252, outcome: null });
    expect(sent).toEqual([]);
  });

  it('keeps the outcome of a call whose query fails afterwards', async () => {
    const { run } = await runSample('aws kms list-keys --query foo(@)'.replace('foo(@)', "'foo(@)'"), [
      { output: { Keys: [] } },
    ]);
    expect(run).toMatchObject({
      exitCode: 255,
      stderr: '\nUnknown function: foo()\n',
      outcome: { reply: { ok: true } },
    });
  });

  it('refuses a service that gives the same token twice', async () => {
    const { run, sent } = await runSample('aws kms list-keys', [
      { output: { Keys: [], Truncated: true, NextMarker: 'm' } },
    ]);
    expect(run.stderr).toBe("\nError during pagination: The same next token was received twice: {'Marker': 'm'}\n");
    expect(sent).toHaveLength(2);
  });

  it('polls forty times, fifteen seconds apart, and no more', async () => {
    const { run, sent } = await runSample('aws ec2 wait volume-available --volume-ids vol-1', [
      { output: { Volumes: [{ State: 'creating' }] } },
    ]);
    expect(run).toMatchObject({ exitCode: 255, stderr: '\nWaiter VolumeAvailable failed: Max attempts exceeded\n' });
    expect(sent.filter((step) => 'operation' in step)).toHaveLength(40);
    expect(sent.filter((step) => 'wait' in step)).toEqual(Array.from({ length: 39 }, () => ({ wait: 15 })));
  });

  it('waits for all of several volumes', async () => {
    const { run, sent } = await runSample('aws ec2 wait volume-available --volume-ids vol-1 vol-2', [
      { output: { Volumes: [{ State: 'available' }, { State: 'creating' }] } },
      { output: { Volumes: [{ State: 'available' }, { State: 'available' }] } },
    ]);
    expect(run).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(sent).toHaveLength(3);
  });

  it('passes on what goes wrong in kmslab itself', async () => {
    const failing = runCommand({
      line: 'aws kms list-keys',
      region: 'eu-central-1',
      catalogue: SAMPLE_CATALOGUE,
      files: { read: () => undefined, write() {}, isFolder: () => false, within: () => [] },
      send: async () => {
        throw new Error('a bug');
      },
      sleep: async () => {},
    });
    await expect(failing).rejects.toThrow('a bug');
  });
});

describe('a bad query is refused before anything is sent', () => {
  it.each([
    ['', 'Invalid JMESPath expression: cannot be empty.'],
    ["Keys[?KeyId='a']", "Bad jmespath expression: Unknown token '=':\nKeys[?KeyId='a']\n           ^"],
    ["Keys[?KeyId=='a]", "Bad jmespath expression: Unclosed ' delimiter:\nKeys[?KeyId=='a]\n             ^"],
    ['Keys[', 'Invalid jmespath expression: Incomplete expression:\n"Keys["\n      ^'],
    ['Keys.', 'Invalid jmespath expression: A name must follow the dot:\n"Keys."\n      ^'],
    ['a b', 'Invalid jmespath expression: Unexpected token type: UnquotedIdentifier, value: b:\n"a b"'],
  ])('%j', (query, problem) => {
    expect(() => checkQuery(query)).toThrow(
      expect.objectContaining({ exitCode: 252, message: `Bad value for --query ${query}: ${problem}` }),
    );
  });
});

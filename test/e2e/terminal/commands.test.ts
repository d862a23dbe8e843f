import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, start } from './program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('kmslab', () => {
  it('--version and --help answer on stdout', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^kmslab \d+\.\d+\.\d+\n$/),
      stderr: '',
    });
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('replay');
  });

  it.each([
    [['reply'], 'did you mean "replay"?'],
    [['lesson'], 'did you mean "lessons"?'],
    [['lessons', 'hnt'], 'did you mean "hint"?'],
    [['replay', '--jsn', 'rotation'], 'did you mean --json?'],
    [['replay', 'rotatoin'], 'rotation'],
    [['replay', '/no/such/file.yaml'], '/no/such/file.yaml'],
    [['replay', 'rotation', '--speed', 'fast'], 'fast'],
    [['replay', 'rotation', '--from', 'nomark'], "no mark 'nomark'; the marks are: before"],
    [['world', 'info', 'a', 'b'], 'expected kmslab world info [FILE], got "b" as well'],
  ] as const)('%j is refused in one line, with exit code 2', async (args, said) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^kmslab: [^\n]*\n$/);
  });

  it('without a terminal plays the snapshot copy as text, without colours', async () => {
    const { code, stdout } = await run([]);
    expect(code).toBe(0);
    expect(stdout).toContain('Copy an encrypted snapshot');
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    [['--view', 'bill'], '--view'],
    [['--world', 'my.kmslab'], '--world'],
  ])('without a terminal %j is told to be for the lab', async (args, option) => {
    expect(await run(args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `kmslab: ${option} is for the lab, which wants a terminal, or --screen-reader to come as lines of text\n`,
    });
  });

  it('a bad scenario file names line and column', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'title: x\nworld: {}\nsteps: [\n');
    const { code, stderr } = await run(['replay', file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:\d+:\d+/);
  });

  it('a reader that has seen enough is no failure', async () => {
    const child = start(['replay', 'key-lifecycle']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('Ctrl+C ends a paced replay with 130', async () => {
    const child = start(['replay', 'key-lifecycle', '--speed', '0.01']);
    if (child.stdout === null) throw new Error('expected a pipe');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect((await once(child, 'close'))[0]).toBe(130);
  });
});

describe('kmslab aws', () => {
  it('runs one command in a world of its own, for pipes', async () => {
    const ended = await run(['aws', 'kms', 'create-key', '--query', 'KeyMetadata.KeyState', '--output', 'text']);
    expect(ended).toEqual({ code: 0, stdout: 'Enabled\n', stderr: '' });
  });

  it('hands words on as the shell gave them', async () => {
    const description = `it's "two words" $HOME \\ > x`;
    const { stdout } = await run([
      'aws',
      'kms',
      'create-key',
      '--description',
      description,
      '--query',
      'KeyMetadata.Description',
    ]);
    expect(JSON.parse(stdout)).toBe(description);
  });

  it('fileb:// reads the disk', async () => {
    const file = join(folder, 'note.bin');
    writeFileSync(file, Buffer.alloc(4097));
    const { code, stderr } = await run([
      'aws',
      'kms',
      'encrypt',
      '--key-id',
      'alias/none',
      '--plaintext',
      `fileb://${file}`,
    ]);
    expect(code).toBe(254);
    expect(stderr).toContain('ValidationException');
  });

  it.each([
    [['aws'], 252],
    [['aws', 'kms', 'creat-key'], 252],
    [['aws', 'kms', 'encrypt', '--key-id', 'x', '--plaintext', 'fileb:///no/such'], 252],
    [['aws', 'kms', 'encrypt', '--key-id', 'x', '--plaintext', 'fileb:///'], 252],
    [['aws', 'kms', 'describe-key', '--key-id', 'alias/none'], 254],
  ] as const)('%j ends with %d, as AWS CLI v2 does', async (args, code) => {
    const ended = await run(args);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});

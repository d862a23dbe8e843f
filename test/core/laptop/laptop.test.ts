import { generateKeyPairSync, privateDecrypt, sign } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../core/crypto/bytes.ts';
import type { RunOutcome } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { ADMIN, labWith, type TestLab } from '../../helpers/lab-with.ts';

describe('laptop lines', () => {
  let made: TestLab;
  beforeEach(async () => {
    made = await labWith({ files: { 'note.txt': utf8('three chairs'), key: new Uint8Array(32).fill(7) } });
  });

  const run = async (line: string): Promise<RunOutcome> => {
    const outcome = await made.lab.act({ type: 'run', line, ...ADMIN });
    if (!outcome.ok || outcome.run === undefined) throw new Error(line);
    return outcome.run;
  };
  const put = (name: string, bytes: Uint8Array) => made.lab.act({ type: 'putFile', name, bytes });
  const file = async (name: string) => {
    const outcome = await made.lab.act({ type: 'getFile', name });
    return outcome.ok ? (outcome.bytes ?? new Uint8Array()) : new Uint8Array();
  };

  it('encrypts and decrypts under a data key, and calls nobody', async () => {
    expect((await run('laptop encrypt --key key note.txt > note.sealed')).exitCode).toBe(0);
    expect(fromUtf8(new Uint8Array(await file('note.sealed')).fill(65))).not.toContain('chairs');
    expect(await run('laptop decrypt --key key note.sealed')).toMatchObject({ exitCode: 0, stdout: 'three chairs' });
    expect(await made.lab.ask({ type: 'trail' })).toEqual([]);
  });

  it('does not open what was changed, nor under another key', async () => {
    await run('laptop encrypt --key key note.txt > note.sealed');
    const sealed = await file('note.sealed');
    await put('changed', sealed.with(20, (sealed[20] ?? 0) ^ 1));
    expect(await run('laptop decrypt --key key changed')).toMatchObject({ exitCode: 252 });
    await put('other', new Uint8Array(32));
    expect((await run('laptop decrypt --key other note.sealed')).stderr).toContain('does not open under other');
  });

  it('says who worked with a public key', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await put('pub.der', new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
    const tool = await nodePorts().outsideCrypto?.();
    expect((await run('laptop encrypt --public-key pub.der note.txt > sealed')).stderr).toBe(
      `done by ${tool?.name ?? 'WebCrypto'}\n`,
    );
  });

  it('encrypts to an RSA public key so that the platform opens it', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await put('pub.der', new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
    expect((await run('laptop encrypt --public-key pub.der note.txt > sealed')).exitCode).toBe(0);
    const opened = privateDecrypt({ key: privateKey, oaepHash: 'sha256' }, await file('sealed'));
    expect(opened.toString()).toBe('three chairs');
  });

  it('verifies a signature that the platform made, and refuses one of another text', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    await put('pub.der', new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
    for (let round = 0; round < 20; round += 1) {
      await put('sig', new Uint8Array(sign('sha256', utf8('three chairs'), privateKey)));
      expect(await run('laptop verify --public-key pub.der --signature sig note.txt')).toMatchObject({ exitCode: 0 });
    }
    await run("laptop write note.txt 'four chairs'");
    expect(await run('laptop verify --public-key pub.der --signature sig note.txt')).toMatchObject({ exitCode: 1 });
  });

  it('alters one bit of a file', async () => {
    await run('laptop write a.txt abc');
    expect((await run('laptop alter a.txt')).exitCode).toBe(0);
    expect((await run('laptop show a.txt')).stdout).toBe('abb');
  });

  it('writes, shows, compares and forgets files', async () => {
    await run('laptop write a.txt hello there');
    expect((await run('laptop show a.txt')).stdout).toBe('hello there');
    expect((await run('laptop compare a.txt note.txt')).exitCode).toBe(1);
    await run('laptop forget a.txt');
    expect(await file('a.txt')).toHaveLength(0);
    expect((await run('laptop random 32 > r')).exitCode).toBe(0);
    expect(await file('r')).toHaveLength(32);
  });

  it.each([
    ['laptop fly', 'laptop has no fly'],
    ['laptop encrypt note.txt', 'usage: laptop encrypt'],
    ['laptop encrypt --key note.txt note.txt', 'must hold a key of 32 bytes, and holds 12'],
    ['laptop show nothing', "there is no file 'nothing'"],
    ['laptop random many', 'usage: laptop random'],
    ['laptop decrypt --key', 'expected a value behind --key'],
  ])('%s is refused in plain words', async (line, words) => {
    const { exitCode, stderr } = await run(line);
    expect(exitCode).toBe(252);
    expect(stderr).toContain(words);
  });

  it('decodes the base64 of an aws line into a file, as AWS has it in its guides', async () => {
    await run('aws kms create-key');
    await run(
      'aws kms create-alias --alias-name alias/a --target-key-id ' +
        (await made.lab.ask({ type: 'view' })).keys[0]?.keyId,
    );
    const query = '--output text --query';
    await run(
      `aws kms encrypt --key-id alias/a --plaintext fileb://note.txt ${query} CiphertextBlob | base64 --decode > c`,
    );
    await run(`aws kms decrypt --ciphertext-blob fileb://c ${query} Plaintext | base64 -d > out.txt`);
    expect(fromUtf8(await file('out.txt'))).toBe('three chairs');
    expect(await run('aws kms list-keys | base64 --decode')).toMatchObject({ exitCode: 1 });
    expect(await run('aws kms list-keys | jq .')).toMatchObject({ exitCode: 252 });
  });
});

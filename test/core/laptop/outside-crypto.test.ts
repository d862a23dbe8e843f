import { generateKeyPairSync, privateDecrypt, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Bytes, bundledScenario, type Ports, ScenarioPlayer } from '../../../core/index.ts';
import type { OutsideCrypto } from '../../../core/laptop/outside-crypto.ts';
import { webOutsideCrypto } from '../../../core/laptop/web-outside-crypto.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { openssl } from '../../../core/node/openssl/openssl.ts';

const found = await openssl();
const tools: readonly (readonly [string, OutsideCrypto])[] = [
  ['WebCrypto', webOutsideCrypto(nodePorts().subtle)],
  ...(found === null ? [] : [['openssl', found] as const]),
];

const der = (key: { export(options: { type: 'spki'; format: 'der' }): Buffer }): Bytes =>
  new Uint8Array(key.export({ type: 'spki', format: 'der' }));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

describe.each(tools)('a public key outside AWS, by %s', (_, tool) => {
  it('encrypts so that the private key opens it, up to 190 bytes under RSA_2048', async () => {
    for (const length of [1, 32, 190]) {
      const plaintext = new Uint8Array(randomBytes(length));
      const sealed = await tool.encrypt(der(rsa.publicKey), plaintext);
      expect(sealed).toHaveLength(256);
      expect(new Uint8Array(privateDecrypt({ key: rsa.privateKey, oaepHash: 'sha256' }, sealed))).toEqual(plaintext);
    }
  });

  it.each([
    ['a text that is too long', der(rsa.publicKey), 191],
    ['a key that is no RSA key', der(ec.publicKey), 8],
    ['bytes that are no key', new Uint8Array(40), 8],
  ])('does not encrypt %s', async (_case, publicKey, length) => {
    await expect(tool.encrypt(publicKey, new Uint8Array(length))).rejects.toThrow(
      expect.objectContaining({ name: 'OutsideCryptoError' }),
    );
  });

  it('tells a right signature from others, and both from a key that is none', async () => {
    const message = new Uint8Array(randomBytes(100));
    const signature = new Uint8Array(sign('sha256', message, ec.privateKey));
    expect(await tool.verify(der(ec.publicKey), signature, message)).toBe(true);
    expect(await tool.verify(der(ec.publicKey), signature, message.with(0, (message[0] ?? 0) ^ 1))).toBe(false);
    expect(await tool.verify(der(ec.publicKey), new Uint8Array(70), message)).toBe(false);
    await expect(tool.verify(new Uint8Array(40), signature, message)).rejects.toThrow(
      expect.objectContaining({ name: 'OutsideCryptoError' }),
    );
  });

  it('leaves nothing behind in the folder for temporary files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmslab-test-'));
    vi.stubEnv('TMPDIR', folder);
    await tool.encrypt(der(rsa.publicKey), Uint8Array.of(1)).finally(() => vi.unstubAllEnvs());
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('plays outside-encryption: KMS opens the very bytes that it made', async () => {
    const made: Bytes[] = [];
    const recording: OutsideCrypto = {
      ...tool,
      async encrypt(publicKey, plaintext) {
        const sealed = await tool.encrypt(publicKey, plaintext);
        made.push(sealed);
        return sealed;
      },
    };
    const ports = (): Ports => ({ ...nodePorts(), outsideCrypto: async () => recording });
    const scenario = await bundledScenario('outside-encryption');
    const player = await ScenarioPlayer.open(scenario, { name: 'outside-encryption', ports });
    await player.play();
    expect(player.replay.steps.filter(({ expect: held }) => held?.held === false)).toEqual([]);
    const note = await player.lab.act({ type: 'getFile', name: 'note.sealed' });
    expect(note.ok ? new Uint8Array(note.bytes ?? []) : null).toEqual(made[0]);
    const decrypted = player.replay.steps.filter(({ outcome }) => outcome.stdout.includes('"Plaintext"'));
    expect(decrypted).toHaveLength(3);
    const outside = player.replay.steps.filter(({ run }) => run?.startsWith('laptop encrypt'));
    expect(outside.map(({ as, region }) => [as, region])).toEqual(outside.map(() => [null, null]));
    expect(outside.filter(({ outcome }) => outcome.stderr === `done by ${tool.name}\n`)).toHaveLength(3);
  });
});

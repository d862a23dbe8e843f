import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab, type Outcome } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const MATERIAL = Uint8Array.from({ length: 32 }, (_, n) => n);
/** magic 5, kind 1, key id 16, account 6, key material id 32 */
const HEADER_BYTES = 60;

function labWithKey(): Promise<Lab> {
  const key = { account: 'main', region: 'us-east-1', id: KEY_ID, material: MATERIAL };
  return createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0, keys: [key] });
}

function call(lab: Lab, operation: string, input: object): Promise<Outcome> {
  return lab.call({ service: 'kms', operation, input, ...ADMIN });
}

async function encrypt(
  lab: Lab,
  Plaintext: Uint8Array,
  EncryptionContext?: Record<string, string>,
): Promise<Uint8Array> {
  const { reply } = await call(lab, 'Encrypt', {
    KeyId: KEY_ID,
    Plaintext,
    ...(EncryptionContext && { EncryptionContext }),
  });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.output.CiphertextBlob as Uint8Array;
}

/** The context's bytes, written down here a second time: each text behind its length, keys in code-point order. */
function contextBytes(context: Record<string, string>): Buffer {
  const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
  const parts = Object.keys(context)
    .sort(byCodePoint)
    .flatMap((key) => [key, context[key] ?? '']);
  return Buffer.concat(
    parts.map((text) => {
      const bytes = Buffer.from(text, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return Buffer.concat([length, bytes]);
    }),
  );
}

/** Opens a ciphertext with node:crypto alone. */
function openWithNode(blob: Uint8Array, context: Record<string, string>): Buffer {
  const bytes = Buffer.from(blob);
  const decipher = createDecipheriv('aes-256-gcm', MATERIAL, bytes.subarray(HEADER_BYTES, HEADER_BYTES + 12));
  decipher.setAAD(Buffer.concat([bytes.subarray(0, HEADER_BYTES), contextBytes(context)]));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES + 12, -16)), decipher.final()]);
}

const contexts = fc.dictionary(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  { maxKeys: 4, noNullPrototype: true },
);

describe('a ciphertext of a symmetric key', () => {
  it('is AES-256-GCM, which node:crypto opens with the key material', async () => {
    const lab = await labWithKey();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 4096 }), contexts, async (plaintext, context) => {
        const blob = await encrypt(lab, plaintext, context);
        expect(openWithNode(blob, context).equals(Buffer.from(plaintext))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('looks in base64 as a ciphertext of AWS does', async () => {
    expect(Buffer.from(await encrypt(await labWithKey(), Uint8Array.of(1))).toString('base64')).toMatch(/^AQICAH/);
  });

  it('differs each time, for each has a fresh IV', async () => {
    const lab = await labWithKey();
    const blobs = await Promise.all(Array.from({ length: 200 }, () => encrypt(lab, Uint8Array.of(1))));
    const ivs = blobs.map((blob) => Buffer.from(blob.subarray(HEADER_BYTES, HEADER_BYTES + 12)).toString('hex'));
    expect(new Set(ivs).size).toBe(blobs.length);
  });

  it('opens whatever the order of the context', async () => {
    const lab = await labWithKey();
    const CiphertextBlob = await encrypt(lab, Uint8Array.of(7), { a: '1', b: '2' });
    const { reply } = await call(lab, 'Decrypt', { CiphertextBlob, EncryptionContext: { b: '2', a: '1' } });
    expect(reply).toMatchObject({ ok: true, output: { Plaintext: Uint8Array.of(7) } });
  });

  it('takes an empty context for none', async () => {
    const lab = await labWithKey();
    const CiphertextBlob = await encrypt(lab, Uint8Array.of(7), {});
    expect((await call(lab, 'Decrypt', { CiphertextBlob })).reply.ok).toBe(true);
  });

  it.each([
    ['a part of its context', { a: '1' }],
    ['no context', {}],
    ['another value', { a: '1', b: '3' }],
    ['another case of a key', { A: '1', b: '2' }],
    ['another case of a value', { a: '1', b: '2', c: '' }],
    ['the same letters cut elsewhere', { a: '1b', '': '2' }],
  ])('does not open with %s, and AWS sends no message', async (_, EncryptionContext) => {
    const lab = await labWithKey();
    const CiphertextBlob = await encrypt(lab, Uint8Array.of(7), { a: '1', b: '2' });
    const { reply } = await call(lab, 'Decrypt', { CiphertextBlob, EncryptionContext });
    expect(reply).toMatchObject({
      ok: false,
      error: { name: 'InvalidCiphertextException', message: '', because: 'invalid-ciphertext' },
    });
  });

  it('does not open with any one bit of it changed', async () => {
    const lab = await labWithKey();
    const blob = await encrypt(lab, Uint8Array.of(1, 2, 3));
    for (let at = 0; at < blob.length; at++) {
      const CiphertextBlob = blob.slice();
      CiphertextBlob[at] = (CiphertextBlob[at] ?? 0) ^ 1;
      const { reply } = await call(lab, 'Decrypt', { CiphertextBlob });
      // A changed key id or account names a key that is not there, of which KMS says no more than of a hidden one.
      expect(reply.ok, `byte ${at}`).toBe(false);
      expect(['InvalidCiphertextException', 'AccessDeniedException']).toContain(reply.ok ? '' : reply.error.name);
    }
  });

  it.each([
    ['nothing of ours', new Uint8Array(200)],
    ['a piece of one', Uint8Array.of(1, 2, 2, 0, 0x78, 0)],
  ])('is not %s', async (_, CiphertextBlob) => {
    const { reply } = await call(await labWithKey(), 'Decrypt', { CiphertextBlob });
    expect(reply).toMatchObject({ ok: false, error: { name: 'InvalidCiphertextException' } });
  });

  it('opens under the material that made it, however often the key has rotated since', async () => {
    const lab = await labWithKey();
    const old = await encrypt(lab, Uint8Array.of(7));
    const first = await call(lab, 'Decrypt', { CiphertextBlob: old });
    await call(lab, 'EnableKeyRotation', { KeyId: KEY_ID, RotationPeriodInDays: 90 });
    await lab.act({ type: 'advance', by: 1_000 * 86_400_000 });
    const now = await call(lab, 'Decrypt', { CiphertextBlob: old });
    const fresh = await call(lab, 'Decrypt', { CiphertextBlob: await encrypt(lab, Uint8Array.of(7)) });
    const material = ({ reply }: Outcome) => (reply.ok ? reply.output.KeyMaterialId : reply.error.name);
    expect(material(now)).toBe(material(first));
    expect(material(fresh)).not.toBe(material(first));
    expect(
      (await lab.ask({ type: 'key', keyArn: `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}` }))?.materials,
    ).toHaveLength(12);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openWorldFile } from '../../../core/node/index.ts';
import { verifyFile } from '../../../core/node/world-admin.ts';
import { ADMIN } from '../../helpers/lab-with.ts';
import { serve } from '../endpoint/serving.ts';
import { PlainKmsClient } from './kms-client.ts';
import { type KnownKey, Writer } from './writer.ts';

/** `npm run test:crash` asks for 200. */
const RUNS = Number(process.env.KMSLAB_CRASH_RUNS ?? 20);
const WRITERS = 6;
/** The server is killed after so many answers at most, and so many milliseconds more. */
const MOST_ANSWERS = 80;
const MOST_MS = 5;

const folder = mkdtempSync(join(tmpdir(), 'kmslab-crash-'));
const file = join(folder, 'world.kmslab');
afterAll(() => rmSync(folder, { recursive: true }));

/** Serves the world, lets clients write, and kills the server in the middle. Gives what the clients know. */
async function lifeAndDeath(run: number): Promise<readonly Writer[]> {
  const serving = await serve('--world', file, '--auth', 'trust', '--at', '2026-01-01T00:00:00Z');
  const clients = Array.from({ length: WRITERS }, () => new PlainKmsClient(serving.url));
  let left = 1 + Math.floor(Math.random() * MOST_ANSWERS);
  const answered = (): void => {
    left -= 1;
    if (left === 0) setTimeout(() => serving.child.kill('SIGKILL'), Math.random() * MOST_MS);
  };
  const writers = clients.map((client, n) => new Writer(`run-${run}-writer-${n}`, client, answered));
  await Promise.all(writers.map((writer) => writer.work()));
  for (const client of clients) client.close();
  return writers;
}

/** What the reopened world has of a key; null when it has none. */
async function foundIn(lab: Awaited<ReturnType<typeof openWorldFile>>['lab'], keyId: string): Promise<KnownKey | null> {
  const call = async (operation: string, input: object) => {
    const { reply } = await lab.call({ service: 'kms', operation, input, ...ADMIN });
    return reply.ok ? reply.output : null;
  };
  const described = await call('DescribeKey', { KeyId: keyId });
  if (described === null) return null;
  const { Description, Enabled } = described.KeyMetadata as { Description: string; Enabled: boolean };
  const { Aliases } = (await call('ListAliases', { KeyId: keyId })) as { Aliases: readonly { AliasName: string }[] };
  const { Tags } = (await call('ListResourceTags', { KeyId: keyId })) as {
    Tags: readonly { TagKey: string; TagValue: string }[];
  };
  return {
    description: Description,
    isEnabled: Enabled,
    aliases: Aliases.map(({ AliasName }) => AliasName),
    tags: Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
    sealed: null,
  };
}

describe('kill -9 at a random moment under write load', () => {
  it(
    `loses no change whose answer was read, in ${RUNS} runs`,
    async () => {
      let answers = 0;
      const known = new Map<string, KnownKey>();
      for (let run = 0; run < RUNS; run++) {
        const writers = await lifeAndDeath(run);
        const { lab } = await openWorldFile(file, { missing: 'refuse' });
        try {
          for (const { keys, unanswered, ...writer } of writers) {
            answers += writer.answers;
            for (const [keyId, key] of keys) {
              const found = await foundIn(lab, keyId);
              const mayBe = unanswered?.keyId === keyId ? [key, unanswered.after] : [key];
              const plain = mayBe.map((state) => ({ ...state, sealed: null }));
              expect(plain, `run ${run}, key ${keyId}`).toContainEqual(found);
              const { CiphertextBlob, plaintext } = sealedBy(key);
              if (CiphertextBlob !== null && found?.isEnabled === true) {
                const { reply } = await lab.call({
                  service: 'kms',
                  operation: 'Decrypt',
                  input: { CiphertextBlob },
                  ...ADMIN,
                });
                expect(reply.ok && Buffer.from(reply.output.Plaintext as Uint8Array).toString('base64')).toBe(
                  plaintext,
                );
              }
              if (found !== null) known.set(keyId, found);
            }
          }
          // What earlier runs left is still there too.
          expect([...known.keys()].filter((keyId) => !hasKey(lab, keyId))).toEqual([]);
        } finally {
          await lab.close();
        }
      }
      expect(answers).toBeGreaterThan(RUNS * 10);
      expect((await verifyFile(file)).flatMap(({ wrong }) => wrong)).toEqual([]);
      process.stderr.write(`kill -9: ${RUNS} runs, ${answers} answers read, ${known.size} keys\n`);
    },
    RUNS * 20_000,
  );
});

function sealedBy({ sealed }: KnownKey): { readonly CiphertextBlob: Uint8Array | null; readonly plaintext: string } {
  return sealed === null
    ? { CiphertextBlob: null, plaintext: '' }
    : { CiphertextBlob: new Uint8Array(Buffer.from(sealed.ciphertext, 'base64')), plaintext: sealed.plaintext };
}

function hasKey(lab: Awaited<ReturnType<typeof openWorldFile>>['lab'], keyId: string): boolean {
  return lab.world.key(`arn:aws:kms:us-east-1:111122223333:key/${keyId}`) !== undefined;
}

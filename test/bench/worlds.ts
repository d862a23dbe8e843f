import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createLab, DEFAULT_WORLD, type Lab } from '../../core/index.ts';
import { openWorldFile } from '../../core/node/index.ts';

export const CALLER = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;

/** One key in so many has a policy of its own, an alias, a tag, a rotation; so a world is not all of one kind. */
const OWN_POLICY = 50;
const ALIAS = 4;
const TAG = 10;
const ROTATION = 5;

/**
 * Makes a world of so many keys in a file, through the same door as everybody: every key has its record in CloudTrail
 * and its sealed material. Kept from run to run, for it takes a while.
 */
export async function worldOf(keys: number): Promise<string> {
  const file = `.cache/bench-worlds/${keys}-keys-1.kmslab`;
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  const { lab } = await openWorldFile(file, {
    missing: 'must be',
    async make(ports, rootKey) {
      const made = await createLab(ports, DEFAULT_WORLD, undefined, rootKey);
      for (let n = 0; n < keys; n += 1) {
        await addKey(made, n);
        if (n % 10_000 === 9_999) process.stderr.write(`  ${n + 1} keys\n`);
      }
      return made;
    },
  });
  await lab.close();
  return file;
}

/** The id of some key of the world that can encrypt. */
export async function someKey(lab: Lab): Promise<string> {
  const { reply } = await lab.call({ service: 'kms', operation: 'ListKeys', input: { Limit: 10 }, ...CALLER });
  if (!reply.ok) throw new Error(reply.error.message);
  const [key] = reply.output.Keys as readonly { readonly KeyId: string }[];
  if (key === undefined) throw new Error('the world has no key');
  return key.KeyId;
}

async function addKey(lab: Lab, n: number): Promise<void> {
  const tags = n % TAG === 0 ? { Tags: [{ TagKey: 'team', TagValue: `team-${n % 7}` }] } : {};
  const policy = n % OWN_POLICY === 0 ? { Policy: ownPolicy(n) } : {};
  const { KeyMetadata } = await ok(lab, 'CreateKey', { Description: `key number ${n}`, ...tags, ...policy });
  const { KeyId } = KeyMetadata as { readonly KeyId: string };
  if (n % ALIAS === 0) await ok(lab, 'CreateAlias', { AliasName: `alias/key-${n}`, TargetKeyId: KeyId });
  if (n % ROTATION === 0) await ok(lab, 'EnableKeyRotation', { KeyId });
}

async function ok(lab: Lab, operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { reply } = await lab.call({ service: 'kms', operation, input, ...CALLER });
  if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
  return reply.output;
}

function ownPolicy(n: number): string {
  const root = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'kms:*',
    Resource: '*',
  };
  const use = {
    Sid: `use-${n}`,
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::444455556666:root' },
    Action: ['kms:Encrypt', 'kms:Decrypt'],
    Resource: '*',
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [root, use] });
}

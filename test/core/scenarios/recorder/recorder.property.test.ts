import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ADMIN, PARTNER, type RecordedLab, recordedLab, replayed, seenOf } from './recorded-lab.ts';

/** What somebody has seen so far, and could type again. */
interface Seen {
  readonly keys: string[];
  readonly sealed: string[];
  readonly volumes: string[];
  readonly snapshots: string[];
}

type Deed = (lab: RecordedLab, seen: Seen, n: number) => Promise<unknown>;

const pick = (list: readonly string[], n: number): string => list[n % Math.max(1, list.length)] ?? 'none';
const caller = (n: number) => ({ ...(n % 5 === 0 ? PARTNER : ADMIN), region: n % 7 === 0 ? 'eu-west-1' : 'us-east-1' });

/** Runs a line, and notes what its output has under these names. */
function line(text: (seen: Seen, n: number) => string, into?: keyof Seen, member?: string): Deed {
  return async ({ run }, seen, n) => {
    const { stdout } = await run(text(seen, n), caller(n));
    const found = member === undefined ? null : new RegExp(`"${member}": "([^"]+)"`).exec(stdout)?.[1];
    if (into !== undefined && found != null) seen[into].push(found);
  };
}

const DEEDS: Readonly<Record<string, Deed>> = {
  createKey: line(() => 'aws kms create-key', 'keys', 'KeyId'),
  createKeyByArn: line((_, n) => `aws kms create-key --description 'number ${n}'`, 'keys', 'Arn'),
  alias: line(({ keys }, n) => `aws kms create-alias --alias-name alias/a${n} --target-key-id ${pick(keys, n)}`),
  encrypt: line(
    ({ keys }, n) => `aws kms encrypt --key-id ${pick(keys, n)} --plaintext aGVsbG8=`,
    'sealed',
    'CiphertextBlob',
  ),
  dataKey: line(
    ({ keys }, n) => `aws kms generate-data-key --key-id ${pick(keys, n)} --key-spec AES_256`,
    'sealed',
    'CiphertextBlob',
  ),
  decrypt: line(({ sealed }, n) => `aws kms decrypt --ciphertext-blob ${pick(sealed, n)}`),
  disable: line(({ keys }, n) => `aws kms disable-key --key-id ${pick(keys, n)}`),
  enable: line(({ keys }, n) => `aws kms enable-key --key-id ${pick(keys, n)}`),
  rotate: line(({ keys }, n) => `aws kms rotate-key-on-demand --key-id ${pick(keys, n)}`),
  rotateYearly: line(({ keys }, n) => `aws kms enable-key-rotation --key-id ${pick(keys, n)}`),
  grant: line(
    ({ keys }, n) =>
      `aws kms create-grant --key-id ${pick(keys, n)} --grantee-principal ${PARTNER.as} --operations Decrypt`,
  ),
  delete: line(({ keys }, n) => `aws kms schedule-key-deletion --key-id ${pick(keys, n)} --pending-window-in-days 7`),
  cancel: line(({ keys }, n) => `aws kms cancel-key-deletion --key-id ${pick(keys, n)}`),
  volume: line(
    ({ keys }, n) =>
      `aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${pick(keys, n)}`,
    'volumes',
    'VolumeId',
  ),
  awaitVolume: line(({ volumes }, n) => `aws ec2 wait volume-available --volume-ids ${pick(volumes, n)}`),
  snapshot: line(
    ({ volumes }, n) => `aws ec2 create-snapshot --volume-id ${pick(volumes, n)}`,
    'snapshots',
    'SnapshotId',
  ),
  copy: line(
    ({ snapshots }, n) =>
      `aws ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id ${pick(snapshots, n)} --encrypted`,
    'snapshots',
    'SnapshotId',
  ),
  role: line(
    (_, n) =>
      `aws iam create-role --role-name r${n} --assume-role-policy-document '{"Version":"2012-10-17","Statement":[]}'`,
  ),
  typo: line((_, n) => `aws kms list-key${n}`),
  write: ({ client }, { volumes }, n) =>
    client.act({
      type: 'writeVolume',
      volumeId: pick(volumes, n),
      bytes: new TextEncoder().encode(`text ${n}`),
      ...ADMIN,
    }),
  read: ({ client }, { volumes }, n) => client.act({ type: 'readVolume', volumeId: pick(volumes, n), ...ADMIN }),
  advance: ({ client }, _, n) => client.act({ type: 'advance', by: (n + 1) ** 4 }),
  next: ({ client }) => client.act({ type: 'advanceToNext' }),
};

it('whatever was done, its replay comes to the same', async () => {
  const deeds = fc.array(fc.tuple(fc.constantFrom(...Object.keys(DEEDS)), fc.nat(60)), {
    minLength: 15,
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(deeds, async (hour) => {
      const recorded = await recordedLab();
      const seen: Seen = { keys: [], sealed: [], volumes: [], snapshots: [] };
      for (const [name, n] of [['createKey', 1], ['volume', 1], ...hour] as const)
        await DEEDS[name]?.(recorded, seen, n);
      const again = await replayed(recorded.recorder);
      expect(again.steps.filter((step) => step.expect?.held === false)).toEqual([]);
      expect(await seenOf(again.lab)).toEqual(await seenOf(recorded.lab));
    }),
    { numRuns: 15, seed: 5 },
  );
}, 240_000);

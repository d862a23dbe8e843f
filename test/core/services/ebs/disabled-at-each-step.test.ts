import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../helpers/service-lab.ts';
import { ADMIN, BACKUP_ADMIN, COPIER, type EbsLab, ebsLab, SOURCE_KEY, TARGET_KEY } from './ebs-lab.ts';

const BYTES = new TextEncoder().encode('the data that must survive');
const IRELAND: Caller = { ...ADMIN, region: 'eu-west-1' };

/** The two snapshot scenarios: where a copy goes to, who makes it, and who has the key that it is under. */
const SETTINGS = {
  'two Regions of one account': { copier: IRELAND, owner: IRELAND },
  'two accounts': { copier: COPIER, owner: { ...BACKUP_ADMIN, region: 'eu-west-1' } },
} as const;
type Setting = keyof typeof SETTINGS;

/** The steps of a scenario, in their order; a key is disabled just before one of them. */
const STEPS = [
  'make the volume',
  'attach it',
  'write',
  'snapshot',
  'accept the copy',
  'look at both keys',
  'make the data key',
  'copy the blocks',
  'make a volume of the copy',
  'attach that',
  'read',
] as const;
type Step = (typeof STEPS)[number];

/** Where a play ended: at its end, with the bytes that were read, or at a step that failed. */
type End =
  | { readonly bytes: Uint8Array }
  | { readonly at: Step; readonly says: string; readonly because: string | null };

interface Play {
  readonly ebs: EbsLab;
  readonly setting: Setting;
  readonly target: string;
  volume: string;
  snapshot: string;
  copy: string;
  restored: string;
  bytes: Uint8Array;
}

async function targetKey(ebs: EbsLab, setting: Setting): Promise<string> {
  if (setting === 'two accounts') return TARGET_KEY;
  return ((await ebs.call(IRELAND, 'CreateKey')).KeyMetadata as { Arn: string }).Arn;
}

/** Why a volume is not as it should be; null where it is. */
async function volumeTrouble({ ebs }: Play, volumeId: string, state: string) {
  const view = await ebs.volumeView(volumeId);
  return view.state === state ? null : { says: view.stateMessage ?? view.state, because: view.because };
}

async function copyTrouble({ ebs, copy }: Play) {
  const view = await ebs.snapshotView(copy);
  return view.state === 'error' ? { says: view.stateMessage ?? '', because: view.because } : null;
}

type Trouble = { readonly says: string; readonly because: string | null } | null;

const DO: Readonly<Record<Step, (play: Play) => Promise<Trouble>>> = {
  async 'make the volume'(play) {
    const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true, KmsKeyId: SOURCE_KEY };
    play.volume = String((await play.ebs.call(ADMIN, 'CreateVolume', input)).VolumeId);
    await play.ebs.advance();
    return volumeTrouble(play, play.volume, 'available');
  },
  async 'attach it'(play) {
    await play.ebs.attach(play.volume);
    return volumeTrouble(play, play.volume, 'in-use');
  },
  async write({ ebs, volume }) {
    await ebs.write(volume, BYTES);
    return null;
  },
  async snapshot(play) {
    play.snapshot = await play.ebs.snapshot(play.volume);
    if (play.setting === 'two accounts') await play.ebs.share(play.snapshot, '444455556666');
    return null;
  },
  async 'accept the copy'(play) {
    const { ebs, snapshot, target, setting } = play;
    play.copy = await ebs.copy(snapshot, { who: SETTINGS[setting].copier, KmsKeyId: target });
    return null;
  },
  async 'look at both keys'(play) {
    await play.ebs.next();
    return copyTrouble(play);
  },
  async 'make the data key'(play) {
    await play.ebs.next();
    return copyTrouble(play);
  },
  async 'copy the blocks'(play) {
    await play.ebs.next();
    return copyTrouble(play);
  },
  async 'make a volume of the copy'(play) {
    play.restored = await play.ebs.volumeFrom(play.copy, SETTINGS[play.setting].copier);
    return volumeTrouble(play, play.restored, 'available');
  },
  async 'attach that'(play) {
    await play.ebs.attach(play.restored, SETTINGS[play.setting].copier);
    return volumeTrouble(play, play.restored, 'in-use');
  },
  async read(play) {
    play.bytes = await play.ebs.read(play.restored, SETTINGS[play.setting].copier);
    return null;
  },
};

/** Plays a scenario; before one of its steps something happens. */
async function play(setting: Setting, before: Step | null, happens: (play: Play) => Promise<unknown>): Promise<End> {
  const ebs = await ebsLab();
  const target = await targetKey(ebs, setting);
  const state: Play = {
    ebs,
    setting,
    target,
    volume: '',
    snapshot: '',
    copy: '',
    restored: '',
    bytes: new Uint8Array(),
  };
  for (const step of STEPS) {
    if (step === before) await happens(state);
    const trouble = await DO[step](state);
    if (trouble !== null) return { at: step, ...trouble };
  }
  return { bytes: state.bytes };
}

const disable = {
  source: ({ ebs }: Play) => ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY }),
  target: ({ ebs, setting, target }: Play) => ebs.call(SETTINGS[setting].owner, 'DisableKey', { KeyId: target }),
};

const KEPT = 'Given key ID is not accessible';
const IS_DISABLED = 'is disabled.';

/**
 * Where a play ends whose key is disabled before a step, and what EC2 says there; null where all goes well. DescribeKey
 * does not mind a disabled key, so a copy fails where it first has to use one.
 * Source: services.md sections 3, "What is broken by a key problem", and 6, "Error map of the whole flow".
 */
const ENDS: readonly (readonly [before: Step, key: 'source' | 'target', at: Step | null, says: string])[] = [
  ['make the volume', 'source', 'make the volume', IS_DISABLED],
  ['attach it', 'source', 'attach it', IS_DISABLED],
  ['write', 'source', 'copy the blocks', KEPT], // the host has the data key, and a snapshot asks for nothing
  ['snapshot', 'source', 'copy the blocks', KEPT],
  ['accept the copy', 'source', 'copy the blocks', KEPT],
  ['look at both keys', 'source', 'copy the blocks', KEPT],
  ['make the data key', 'source', 'copy the blocks', KEPT],
  ['copy the blocks', 'source', 'copy the blocks', KEPT],
  ['make a volume of the copy', 'source', null, ''],
  ['attach that', 'source', null, ''],
  ['read', 'source', null, ''],
  ['accept the copy', 'target', 'make the data key', KEPT],
  ['look at both keys', 'target', 'make the data key', KEPT],
  ['make the data key', 'target', 'make the data key', KEPT],
  ['copy the blocks', 'target', 'copy the blocks', KEPT],
  ['make a volume of the copy', 'target', 'make a volume of the copy', IS_DISABLED],
  ['attach that', 'target', 'attach that', IS_DISABLED],
  ['read', 'target', null, ''], // the host has the data key
];

describe.each(Object.keys(SETTINGS) as Setting[])('a snapshot between %s', (setting) => {
  it('ends with equal bytes', async () => {
    expect(await play(setting, null, async () => undefined)).toEqual({ bytes: BYTES });
  });

  it.each(ENDS)('before "%s" the %s key is disabled: ends at %s', async (before, key, at, says) => {
    const end = await play(setting, before, disable[key]);
    if (at === null) expect(end).toEqual({ bytes: BYTES });
    else expect(end).toEqual({ at, says: expect.stringContaining(says), because: 'key-disabled' });
  });

  it.each(['make a volume of the copy', 'attach that', 'read'] as const)(
    'ends with equal bytes though the source key is deleted before "%s"',
    async (before) => {
      const end = await play(setting, before, async ({ ebs }) => {
        await ebs.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: SOURCE_KEY, PendingWindowInDays: 7 });
        await ebs.advance(8 * 86_400_000);
        expect(ebs.lab.world.key(SOURCE_KEY)).toBeUndefined();
      });
      expect(end).toEqual({ bytes: BYTES });
    },
  );

  it('finds out that one byte was flipped', async () => {
    const flipped = play(setting, 'read', async ({ ebs, restored }) => {
      const [id = ''] = ebs.blocksOf(restored);
      const block = ebs.store.blocks.get(id);
      if (block === undefined) throw new Error('the volume has no block');
      const changed = block.slice();
      changed[20] = (changed[20] ?? 0) ^ 1;
      ebs.store.putBlock(id, changed);
    });
    await expect(flipped).rejects.toThrow('InvalidCiphertextException');
  });
});

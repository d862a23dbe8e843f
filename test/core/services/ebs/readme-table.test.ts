import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import {
  ADMIN,
  BACKUP,
  BACKUP_ADMIN,
  COPYING,
  type EbsLab,
  ebsLab,
  ONE_BYTE,
  PROD,
  SECOND_KEY,
  SOURCE_KEY,
} from './ebs-lab.ts';

const ZONE = { AvailabilityZone: 'us-east-1a' };
const IRELAND = { ...ADMIN, region: 'eu-west-1' };
type Words = Readonly<Record<string, string>>;

/** Plays a row: what comes before it, then itself; `play` tells what the words in the column of the context stand for. */
function row<T>(
  before: (ebs: EbsLab) => Promise<T>,
  play: (ebs: EbsLab, made: T) => Promise<Words>,
  who = ADMIN,
  account = PROD,
): Play {
  return async () => {
    const ebs = await ebsLab({ shared: [...COPYING, 'kms:ReEncryptFrom'] });
    const made = await before(ebs);
    const from = ebs.lab.world.trailLength;
    const words = await play(ebs, made);
    return { records: ebs.kmsRecords(from, account), lab: ebs.lab, caller: who.as, words };
  };
}

/** A call, and the minutes in which EC2 does what it has accepted. */
async function done(ebs: EbsLab, operation: string, input: object = {}, who = ADMIN) {
  const output = await ebs.call(who, operation, input);
  await ebs.advance();
  return output;
}

const nothing = async () => undefined;
const volume = (ebs: EbsLab) => ebs.volume(ONE_BYTE);
const plainVolume = (ebs: EbsLab) => ebs.volume(ONE_BYTE, {});
const snapshot = async (ebs: EbsLab) => {
  const source = await ebs.volume(ONE_BYTE);
  return { source, id: await ebs.snapshot(source) };
};
const plainSnapshot = async (ebs: EbsLab) => ({ source: '', id: await ebs.snapshot(await plainVolume(ebs)) });
const attached = async (ebs: EbsLab) => {
  const id = await ebs.volume(ONE_BYTE);
  return { id, instance: await ebs.attach(id) };
};
const stopped = async (ebs: EbsLab) => {
  const { id, instance } = await attached(ebs);
  await done(ebs, 'StopInstances', { InstanceIds: [instance] });
  return { id, instance };
};

const ofVolume = (id: unknown): Words => ({ "the volume's id": String(id) });

const create =
  (input: object, who = ADMIN) =>
  async (ebs: EbsLab, from?: { id: string; source: string }) => {
    const source = from === undefined ? { Size: 1 } : { SnapshotId: from.id };
    const { VolumeId } = await done(ebs, 'CreateVolume', { ...ZONE, ...source, ...input }, who);
    return { ...ofVolume(VolumeId), "the source volume's id": from?.source ?? '' };
  };

const attach = async (ebs: EbsLab, made: { id: string; instance: string }) => {
  await done(ebs, 'AttachVolume', { VolumeId: made.id, InstanceId: made.instance, Device: '/dev/sdf' });
  return ofVolume(made.id);
};
const ready = (make: (ebs: EbsLab) => Promise<string>) => async (ebs: EbsLab) => ({
  id: await make(ebs),
  instance: await ebs.instance(),
});

const copy =
  (input: object, who = ADMIN) =>
  async (ebs: EbsLab, { id, source }: { id: string; source: string }) => {
    const asked = { SourceRegion: 'us-east-1', SourceSnapshotId: id, ...input };
    const { SnapshotId } = await done(ebs, 'CopySnapshot', asked, who);
    return { "the copy's id": String(SnapshotId), "the source volume's id": source };
  };

const withInstance =
  (operation: string) =>
  async (ebs: EbsLab, { id, instance }: { id: string; instance: string }) => {
    await done(ebs, operation, { InstanceIds: [instance] });
    return ofVolume(id);
  };

const withSnapshot =
  (operation: string, input: object) =>
  async (ebs: EbsLab, { id }: { id: string }) => {
    await done(ebs, operation, { SnapshotId: id, ...input });
    return { "the snapshot's id": id };
  };

const setting =
  (operation: string, input: object = {}) =>
  async (ebs: EbsLab) => {
    await done(ebs, operation, input);
    return {};
  };

testServiceTable('EBS and its keys', {
  'CreateVolume, encrypted': row(nothing, create({ Encrypted: true })),
  'CreateVolume, unencrypted': row(nothing, create({})),
  'CreateVolume from an unencrypted snapshot': row(plainSnapshot, create({ Encrypted: true })),
  "CreateVolume from one's own snapshot": row(snapshot, create({})),
  'CreateVolume from it under another key': row(snapshot, create({ Encrypted: true, KmsKeyId: SECOND_KEY })),
  'CreateVolume from a shared snapshot': row(
    async (ebs) => {
      const made = await snapshot(ebs);
      await ebs.share(made.id, BACKUP);
      return made;
    },
    create({}, BACKUP_ADMIN),
    BACKUP_ADMIN,
    BACKUP,
  ),
  AttachVolume: row(ready(volume), attach),
  'AttachVolume of an unencrypted volume': row(ready(plainVolume), attach),
  'writing to and reading an attached volume': row(attached, async (ebs, { id }) => {
    await ebs.write(id, ONE_BYTE);
    await ebs.read(id, ADMIN);
    return {};
  }),
  DetachVolume: row(attached, async (ebs, { id }) => {
    await done(ebs, 'DetachVolume', { VolumeId: id });
    return {};
  }),
  StopInstances: row(attached, withInstance('StopInstances')),
  StartInstances: row(stopped, withInstance('StartInstances')),
  TerminateInstances: row(attached, withInstance('TerminateInstances')),
  CreateSnapshot: row(volume, async (ebs, VolumeId) => {
    await done(ebs, 'CreateSnapshot', { VolumeId });
    return {};
  }),
  'CopySnapshot under the same key': row(snapshot, copy({})),
  'CopySnapshot of an unencrypted snapshot': row(plainSnapshot, copy({ Encrypted: true })),
  'CopySnapshot to another Region': row(snapshot, copy({}, IRELAND)),
  AssociateKmsKeyId: row(snapshot, withSnapshot('AssociateKmsKeyId', { KmsKeyId: SECOND_KEY })),
  DisassociateKmsKeyId: row(
    async (ebs) => {
      const made = await snapshot(ebs);
      await ebs.call(ADMIN, 'AssociateKmsKeyId', { SnapshotId: made.id, KmsKeyId: SECOND_KEY });
      return made;
    },
    withSnapshot('DisassociateKmsKeyId', { KmsKeyId: SECOND_KEY }),
  ),
  ModifySnapshotAttribute: row(
    snapshot,
    withSnapshot('ModifySnapshotAttribute', { OperationType: 'add', UserIds: [BACKUP] }),
  ),
  EnableEbsEncryptionByDefault: row(nothing, setting('EnableEbsEncryptionByDefault')),
  ModifyEbsDefaultKmsKeyId: row(nothing, setting('ModifyEbsDefaultKmsKeyId', { KmsKeyId: SOURCE_KEY })),
  DeleteSnapshot: row(snapshot, withSnapshot('DeleteSnapshot', {})),
  DeleteVolume: row(volume, async (ebs, VolumeId) => {
    await done(ebs, 'DeleteVolume', { VolumeId });
    return {};
  }),
});

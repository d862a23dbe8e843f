import type { Happening, SnapshotView, VolumeView } from '../../../../core/index.ts';
import { createLab } from '../../../../core/index.ts';
import { nodePorts } from '../../../../core/node/index.ts';
import { type Caller, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

/** The source account, `prod`, and the target account, `backup`. */
export const PROD = '111122223333';
export const BACKUP = '444455556666';

export const ADMIN: Caller = { as: `arn:aws:iam::${PROD}:role/admin`, region: 'us-east-1' };
export const BACKUP_ADMIN: Caller = { as: `arn:aws:iam::${BACKUP}:role/admin`, region: 'us-east-1' };
/** The role that copies: what it may do is up to each test. */
export const COPIER: Caller = { as: `arn:aws:iam::${BACKUP}:role/copier`, region: 'eu-west-1' };

const id = (account: string, n: number) => `${account.slice(0, 8)}-0000-4000-8000-00000000000${n}`;
const arn = (account: string, region: string, n: number) => `arn:aws:kms:${region}:${account}:key/${id(account, n)}`;

/** kA of the reference, which the source is under; its policy lets the target account in. */
export const SOURCE_KEY = arn(PROD, 'us-east-1', 1);
/** Another key beside it. */
export const SECOND_KEY = arn(PROD, 'us-east-1', 2);
/** kB of the reference, in the target Region. */
export const TARGET_KEY = arn(BACKUP, 'eu-west-1', 3);
/** A key of the target account in the source Region. */
export const BACKUP_KEY_HERE = arn(BACKUP, 'us-east-1', 4);

/** What copying needs of KMS. */
export const COPYING = [
  'kms:DescribeKey',
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:GenerateDataKeyWithoutPlaintext',
] as const;

export interface Setting {
  /** What the source key's policy lets the target account do. */
  readonly shared?: readonly string[];
  /** What the copier's IAM policy allows, key by key. */
  readonly copier?: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
}

const ALL_EC2 = { Action: ['ec2:*'], Resource: '*' };
export const WHOLE_COPIER = [ALL_EC2, { Action: COPYING, Resource: '*' }];

/** Two accounts, four keys, and short words for what the tests do all the time. */
export class EbsLab extends ServiceLab {
  override async advance(by = 120_000): Promise<readonly Happening[]> {
    const done = await this.lab.act({ type: 'advance', by });
    if (!done.ok) throw new Error(done.error.message);
    return done.happened ?? [];
  }

  /** An available volume with these bytes on it. */
  async volume(
    bytes: Uint8Array,
    key: { readonly Encrypted?: boolean; readonly KmsKeyId?: string } = { Encrypted: true, KmsKeyId: SOURCE_KEY },
    who: Caller = ADMIN,
  ): Promise<string> {
    const made = await this.call(who, 'CreateVolume', { AvailabilityZone: `${who.region}a`, Size: 1, ...key });
    const volumeId = String(made.VolumeId);
    await this.advance();
    await this.write(volumeId, bytes, who);
    return volumeId;
  }

  async write(volumeId: string, bytes: Uint8Array, who: Caller = ADMIN): Promise<void> {
    const done = await this.lab.act({ type: 'writeVolume', volumeId, bytes, ...who });
    if (!done.ok) throw new Error(done.error.message);
  }

  async read(volumeId: string, who: Caller): Promise<Uint8Array> {
    const done = await this.lab.act({ type: 'readVolume', volumeId, ...who });
    if (!done.ok) throw new Error(done.error.name);
    return done.bytes ?? new Uint8Array();
  }

  /** An instance that runs, in the first zone of the Region. */
  async instance(who: Caller = ADMIN): Promise<string> {
    const input = { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1 };
    const { Instances } = (await this.call(who, 'RunInstances', input)) as { Instances: { InstanceId: string }[] };
    await this.advance();
    return String(Instances[0]?.InstanceId);
  }

  /** Attaches a volume to a new instance, and waits until it is. @returns the instance's id */
  async attach(VolumeId: string, who: Caller = ADMIN, Device = '/dev/sdf'): Promise<string> {
    const InstanceId = await this.instance(who);
    await this.call(who, 'AttachVolume', { VolumeId, InstanceId, Device });
    await this.advance();
    return InstanceId;
  }

  /** A completed snapshot. */
  async snapshot(VolumeId: string, who: Caller = ADMIN): Promise<string> {
    const made = await this.call(who, 'CreateSnapshot', { VolumeId });
    await this.advance();
    return String(made.SnapshotId);
  }

  share(SnapshotId: string, ...UserIds: readonly string[]) {
    const input = { SnapshotId, Attribute: 'createVolumePermission', OperationType: 'add', UserIds };
    return this.call(ADMIN, 'ModifySnapshotAttribute', input);
  }

  /** A completed snapshot with these bytes, shared with the target account. */
  async sharedSnapshot(bytes: Uint8Array = ONE_BYTE, key?: Parameters<EbsLab['volume']>[1]): Promise<string> {
    const snapshotId = await this.snapshot(await this.volume(bytes, key));
    await this.share(snapshotId, BACKUP);
    return snapshotId;
  }

  /** Accepts a copy; it has made no step yet. */
  async copy(SourceSnapshotId: string, { who = COPIER, ...input }: CopyOptions = {}): Promise<string> {
    const given = { SourceRegion: 'us-east-1', SourceSnapshotId, Encrypted: true, KmsKeyId: TARGET_KEY, ...input };
    return String((await this.call(who, 'CopySnapshot', given)).SnapshotId);
  }

  /** A volume from a snapshot, when EBS is through with it. */
  async volumeFrom(SnapshotId: string, who: Caller, key: object = {}): Promise<string> {
    const made = await this.call(who, 'CreateVolume', { AvailabilityZone: `${who.region}a`, SnapshotId, ...key });
    await this.advance();
    return String(made.VolumeId);
  }

  async snapshotView(snapshotId: string): Promise<SnapshotView> {
    const found = (await this.lab.ask({ type: 'view' })).snapshots.find((view) => view.snapshotId === snapshotId);
    if (found === undefined) throw new Error(`no snapshot ${snapshotId}`);
    return found;
  }

  async volumeView(volumeId: string): Promise<VolumeView> {
    const found = (await this.lab.ask({ type: 'view' })).volumes.find((view) => view.volumeId === volumeId);
    if (found === undefined) throw new Error(`no volume ${volumeId}`);
    return found;
  }

  /** The blocks of a snapshot or a volume, as they lie in the store. */
  blocksOf(resourceId: string): readonly string[] {
    const { snapshots, volumes } = this.lab.world;
    const data = (snapshots.get(resourceId) ?? volumes.get(resourceId))?.machine.context.data;
    return Object.values(data?.blocks ?? {});
  }
}

const _KMS = 'kms.amazonaws.com';
/** What seals the world's secrets at rest. */
export const ROOT_KEY = new Uint8Array(32).fill(9);
export const ONE_BYTE = new Uint8Array([42]);

interface CopyOptions {
  readonly who?: Caller;
  readonly SourceRegion?: string;
  readonly Encrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
}

/** A lab with the four keys. */
export async function ebsLab({ shared = COPYING, copier = WHOLE_COPIER }: Setting = {}): Promise<EbsLab> {
  const ports = { ...nodePorts(), store: new SpyStore() };
  const own = (account: string) => statement({ Principal: { AWS: account }, Action: 'kms:*', Resource: '*' });
  const guests = shared.length === 0 ? [] : [statement({ Principal: { AWS: BACKUP }, Action: shared, Resource: '*' })];
  const lab = await createLab(
    ports,
    {
      start: Date.UTC(2026, 0, 1),
      accounts: { prod: PROD, backup: BACKUP },
      principals: {
        'prod/role/admin': ['AdministratorAccess'],
        'backup/role/admin': ['AdministratorAccess'],
        'backup/role/copier': [document(copier.map(statement))],
      },
      keys: [
        {
          account: 'prod',
          region: 'us-east-1',
          id: id(PROD, 1),
          alias: 'alias/source',
          policy: document([own(PROD), ...guests]),
        },
        { account: 'prod', region: 'us-east-1', id: id(PROD, 2), alias: 'alias/second' },
        { account: 'backup', region: 'eu-west-1', id: id(BACKUP, 3), alias: 'alias/target' },
        { account: 'backup', region: 'us-east-1', id: id(BACKUP, 4), alias: 'alias/here' },
      ],
    },
    undefined,
    ROOT_KEY,
  );
  return new EbsLab(lab, ports, 'ec2');
}

function statement(what: object): object {
  return { Effect: 'Allow', ...what };
}

function document(Statement: readonly object[]): Readonly<Record<string, unknown>> {
  return { Version: '2012-10-17', Statement };
}

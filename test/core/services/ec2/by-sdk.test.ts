import * as sdk from '@aws-sdk/client-ec2';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../core/operations/index.ts';
import type { Members, Shape } from '../../../../core/operations/shape.ts';
import { parameterName } from '../../../../core/wire/ec2/member-names.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';

/** Operations that are newer than this SDK. */
const NEWER: readonly string[] = ['AssociateKmsKeyId', 'DisassociateKmsKeyId'];

const EC2 = OPERATIONS.filter(({ service }) => service === 'ec2');
const KNOWN = EC2.filter(({ name }) => !NEWER.includes(name));
const AvailabilityZone = 'us-east-1a';
const [VpcId, SnapshotId, VolumeId] = ['vpc-0123456789abcdef0', '$SNAPSHOT', '$VOLUME'];
const [VpcEndpointId, InstanceId] = ['$ENDPOINT', '$INSTANCE'];
const TagSpecifications = [{ ResourceType: 'volume', Tags: [{ Key: 'team', Value: 'blue' }] }];
const Filters = [{ Name: 'encrypted', Values: ['true', 'false'] }];
const Permission = { Attribute: 'createVolumePermission', SnapshotId };

/** A call in an order in which each succeeds, and how much time is then to pass. */
type Call = readonly [name: string, input: Readonly<Record<string, unknown>>, wait?: number];

/** `$NAME` stands for an id that was told before. */
const CALLS: readonly Call[] = [
  [
    'CreateVolume',
    { AvailabilityZone, Size: 1, Encrypted: true, VolumeType: 'gp3', Iops: 3000, TagSpecifications },
    120_000,
  ],
  ['CreateTags', { Resources: [VolumeId], Tags: [{ Key: 'env', Value: 'a & b' }] }],
  ['DescribeTags', { Filters: [{ Name: 'resource-id', Values: [VolumeId] }] }],
  ['DeleteTags', { Resources: [VolumeId], Tags: [{ Key: 'env' }] }],
  ['DescribeVolumes', { VolumeIds: [VolumeId], Filters }],
  [
    'RunInstances',
    { ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, Placement: { AvailabilityZone } },
    60_000,
  ],
  ['AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' }, 60_000],
  ['DescribeVolumes', { VolumeIds: [VolumeId] }],
  ['DescribeInstances', { InstanceIds: [InstanceId], Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }],
  ['DetachVolume', { VolumeId, InstanceId, Device: '/dev/sdf', Force: false }, 60_000],
  ['StopInstances', { InstanceIds: [InstanceId] }, 60_000],
  ['StartInstances', { InstanceIds: [InstanceId] }, 60_000],
  ['TerminateInstances', { InstanceIds: [InstanceId] }, 60_000],
  ['DescribeInstances', {}],
  ['CreateSnapshot', { VolumeId, Description: 'a < b & "c"' }, 120_000],
  ['DescribeSnapshots', { SnapshotIds: [SnapshotId], OwnerIds: ['self'], RestorableByUserIds: ['self'], Filters }],
  ['DescribeSnapshotAttribute', Permission],
  ['CopySnapshot', { SourceRegion: 'us-east-1', SourceSnapshotId: SnapshotId }, 120_000],
  ['DeleteSnapshot', { SnapshotId }],
  ['DeleteVolume', { VolumeId }],
  ['CreateVolume', { AvailabilityZone, Size: 1 }, 120_000],
  ['CreateSnapshot', { VolumeId }, 120_000],
  ['ModifySnapshotAttribute', { ...Permission, OperationType: 'add', UserIds: ['444455556666'], GroupNames: ['all'] }],
  ['ModifySnapshotAttribute', { SnapshotId, CreateVolumePermission: { Remove: [{ Group: 'all' }] } }],
  ['DescribeSnapshotAttribute', Permission],
  ['ResetSnapshotAttribute', Permission],
  ['DescribeSnapshots', {}],
  ['EnableEbsEncryptionByDefault', {}],
  ['GetEbsEncryptionByDefault', {}],
  ['DisableEbsEncryptionByDefault', {}],
  ['ModifyEbsDefaultKmsKeyId', { KmsKeyId: 'alias/aws/ebs' }],
  ['GetEbsDefaultKmsKeyId', {}],
  ['ResetEbsDefaultKmsKeyId', {}],
  [
    'CreateVpcEndpoint',
    {
      VpcId,
      ServiceName: 'com.amazonaws.us-east-1.kms',
      VpcEndpointType: 'Interface',
      SubnetIds: ['subnet-1', 'subnet-2'],
      SecurityGroupIds: ['sg-1'],
      RouteTableIds: ['rtb-1'],
    },
  ],
  ['ModifyVpcEndpoint', { VpcEndpointId, ResetPolicy: true }],
  ['DescribeVpcEndpoints', { VpcEndpointIds: [VpcEndpointId], Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }],
  ['DeleteVpcEndpoints', { VpcEndpointIds: [VpcEndpointId, 'vpce-00000000000000000'] }],
];

/** A schema of the SDK's: a number for a scalar, a list, a structure, or how to get one. */
type Schema = number | readonly unknown[] | (() => Schema);
interface Traits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
}

const settled = (schema: Schema): number | readonly unknown[] =>
  typeof schema === 'function' ? settled(schema()) : schema;

/** A structure's members, by their names: what each is, and what it is called in a request. */
function membersOf(schema: Schema): ReadonlyMap<string, { readonly schema: Schema; readonly parameter: string }> {
  const [kind, , , , names, schemas] = settled(schema) as readonly unknown[];
  if (kind !== 3) throw new Error('not a structure');
  return new Map(
    (names as readonly string[]).map((name, index) => {
      const given = (schemas as readonly unknown[])[index];
      const [of, traits] = (Array.isArray(given) && given.length === 2 ? given : [given, {}]) as [Schema, Traits];
      const upper = ({ xmlName = name }: Traits) => xmlName.charAt(0).toUpperCase() + xmlName.slice(1);
      return [name, { schema: of, parameter: traits.ec2QueryName ?? upper(traits) }];
    }),
  );
}

/** The schema of a list's elements. */
function elementsOf(schema: Schema): Schema {
  const element = (settled(schema) as readonly unknown[])[4];
  return (Array.isArray(element) && element.length === 2 ? element[0] : element) as Schema;
}

/** Where our parameters are called otherwise than the SDK's, or the SDK has none. */
function differences(members: Members, schema: Schema, path: string): readonly string[] {
  const theirs = membersOf(schema);
  return Object.entries(members).flatMap(([name, shape]) => {
    const their = theirs.get(name);
    if (their === undefined) return [`${path}${name} is unknown`];
    const ours = parameterName(name, shape.type === 'list');
    const here = ours === their.parameter ? [] : [`${path}${name} is ${their.parameter}, not ${ours}`];
    return [...here, ...below(shape, their.schema, `${path}${name}.`)];
  });
}

function below(shape: Shape, schema: Schema, path: string): readonly string[] {
  if (shape.type === 'structure') return differences({ ...shape.required, ...shape.optional }, schema, path);
  return shape.type === 'list' && shape.member.type === 'structure'
    ? below(shape.member, elementsOf(schema), path)
    : [];
}

type Command = new (input: object) => Parameters<sdk.EC2Client['send']>[0];

function command(name: string, input: object) {
  const Sent = (sdk as unknown as Readonly<Record<string, Command>>)[`${name}Command`];
  if (Sent === undefined) throw new Error(`the SDK has no ${name}`);
  return new Sent(input);
}

/** How many values stand in a response: elements without elements in them. */
function valuesInXml(xml: string, hasReturn: boolean): number {
  const withoutId = xml.replace(/<requestId>[^<]*<\/requestId>/, '');
  return [...(hasReturn ? withoutId : withoutId.replace('<return>true</return>', '')).matchAll(/<(\w+)>[^<]*<\/\1>/g)]
    .length;
}

/** How many values the SDK has made of it. */
function valuesIn(value: unknown): number {
  if (Array.isArray(value)) return value.length === 0 ? 1 : value.reduce((sum, item) => sum + valuesIn(item), 0);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value === undefined ? 0 : 1;
  return Object.entries(value).reduce((sum, [name, of]) => sum + (name === '$metadata' ? 0 : valuesIn(of)), 0);
}

describe('the AWS SDK for JavaScript and EC2', () => {
  let endpoint: TestEndpoint;
  let ec2: sdk.EC2Client;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    endpoint = await endpointWith();
    ec2 = endpoint.ec2Client();
  });

  it.each(NEWER)('does not know %s yet', (name) => {
    expect(Object.keys(sdk)).not.toContain(`${name}Command`);
  });

  it.each(KNOWN.map((operation) => [operation.name, operation] as const))(
    'calls the parameters of %s as we do',
    (name, { input }) => {
      const schema = (sdk as unknown as Readonly<Record<string, readonly unknown[]>>)[`${name}$`];
      if (schema === undefined) throw new Error(`the SDK has no ${name}`);
      expect(differences({ ...input.required, ...input.optional }, schema[4] as Schema, '')).toEqual([]);
    },
  );

  it('has a call here for every operation', () => {
    const called = new Set(CALLS.map(([name]) => name));
    expect(KNOWN.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
  });

  it.each(CALLS.map(([name, input, wait = 0]) => [name, input, wait] as const))(
    'calls %s, and makes a member of every element of the answer',
    async (name, input, wait) => {
      const filled = JSON.parse(
        JSON.stringify(input).replaceAll(/\$([A-Z]+)/g, (_, id: string) => ids.get(id) ?? id),
      ) as object;
      const output = await ec2.send(command(name, filled));
      expect(valuesIn(output)).toBe(valuesInXml(endpoint.lastResponse().body, 'Return' in output));
      if (name === 'CreateVolume') ids.set('VOLUME', (output as sdk.CreateVolumeCommandOutput).VolumeId ?? '');
      if (name === 'CreateSnapshot') ids.set('SNAPSHOT', (output as sdk.CreateSnapshotCommandOutput).SnapshotId ?? '');
      if (name === 'RunInstances') {
        ids.set('INSTANCE', (output as sdk.RunInstancesCommandOutput).Instances?.[0]?.InstanceId ?? '');
      }
      if (name === 'CreateVpcEndpoint') {
        ids.set('ENDPOINT', (output as sdk.CreateVpcEndpointCommandOutput).VpcEndpoint?.VpcEndpointId ?? '');
      }
      if (wait > 0) await endpoint.lab.act({ type: 'advance', by: wait });
      const record = (await endpoint.trail()).findLast(({ eventSource }) => eventSource === 'ec2.amazonaws.com');
      expect(record).toMatchObject({ eventName: name, awsRegion: 'us-east-1' });
      expect(record).not.toHaveProperty('errorCode');
    },
  );

  it('reads what was asked for from a snapshot', async () => {
    const { Snapshots } = await ec2.send(
      new sdk.DescribeSnapshotsCommand({ SnapshotIds: [ids.get('SNAPSHOT') ?? ''] }),
    );
    expect(Snapshots).toMatchObject([
      { State: 'completed', Encrypted: false, Progress: '100%', VolumeSize: 1, Tags: [] },
    ]);
    expect(Snapshots?.[0]?.StartTime).toBeInstanceOf(Date);
  });
});

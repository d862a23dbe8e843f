import { beforeEach, describe, expect, it } from 'vitest';
import { openLab } from '../../../../core/index.ts';
import { isDestroyed } from '../../../../core/lab/destroyed-material.ts';
import type { World } from '../../../../core/lab/world.ts';
import { ADMIN, EbsLab, ebsLab, ONE_BYTE, PROD, ROOT_KEY, SECOND_KEY, SOURCE_KEY } from './ebs-lab.ts';

const OTHER_BYTE = new Uint8Array([7]);
let ebs: EbsLab;
beforeEach(async () => {
  ebs = await ebsLab();
});

/** What DescribeVolumes tells of a volume and of what it is attached to. */
async function described(VolumeId: string) {
  const { Volumes } = (await ebs.call(ADMIN, 'DescribeVolumes', { VolumeIds: [VolumeId] })) as {
    Volumes: { State: string; Attachments: { State: string; InstanceId: string; Device: string }[] }[];
  };
  const [{ State, Attachments } = { State: 'gone', Attachments: [] }] = Volumes;
  return { State, attachments: Attachments.map((one) => `${one.State} to ${one.InstanceId} as ${one.Device}`) };
}

async function instanceNow(InstanceId: string) {
  const { Reservations } = (await ebs.call(ADMIN, 'DescribeInstances', { InstanceIds: [InstanceId] })) as {
    Reservations: { Instances: { State: { Name: string }; StateReason?: { Code: string; Message: string } }[] }[];
  };
  const [instance] = Reservations[0]?.Instances ?? [];
  return { state: instance?.State.Name, reason: instance?.StateReason?.Code };
}

/** EC2's calls to KMS since the trail was so long. */
function callsSince(from: number): readonly string[] {
  return ebs.kmsRecords(from, PROD).map(({ eventName, errorCode }) => [eventName, errorCode ?? []].flat().join(' → '));
}

const key = (operation: string, KeyId = SOURCE_KEY, more: object = {}) =>
  ebs.call(ADMIN, operation, { KeyId, ...more });

describe('attaching a volume', () => {
  it('goes from attaching to attached, and from detaching to available', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const InstanceId = await ebs.instance();
    const asked = { VolumeId: volume, InstanceId, Device: '/dev/sdf' };
    expect(await ebs.call(ADMIN, 'AttachVolume', asked)).toMatchObject({ ...asked, State: 'attaching' });
    const as = `to ${InstanceId} as /dev/sdf`;
    expect(await described(volume)).toEqual({ State: 'in-use', attachments: [`attaching ${as}`] });
    await ebs.advance();
    expect(await described(volume)).toEqual({ State: 'in-use', attachments: [`attached ${as}`] });
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'in-use', attachedTo: InstanceId });
    expect(await ebs.call(ADMIN, 'DetachVolume', { VolumeId: volume })).toMatchObject({ ...asked, State: 'detaching' });
    expect(await described(volume)).toEqual({ State: 'in-use', attachments: [`detaching ${as}`] });
    await ebs.advance();
    expect(await described(volume)).toEqual({ State: 'available', attachments: [] });
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'available', attachedTo: null });
  });

  it('makes a grant as the caller, which stands until the volume is detached', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const from = ebs.lab.world.trailLength;
    const instance = await ebs.attach(volume);
    expect(callsSince(from)).toEqual(['CreateGrant', 'Decrypt']);
    const [grant] = ebs.lab.world.grants.get(SOURCE_KEY as never) ?? [];
    expect(grant).toMatchObject({
      granteePrincipal: `arn:aws:sts::${PROD}:assumed-role/aws:ec2-infrastructure/${instance}`,
      operations: ['Decrypt', 'RetireGrant'],
      encryptionContextSubset: { 'aws:ebs:id': volume },
    });
    await ebs.call(ADMIN, 'DetachVolume', { VolumeId: volume });
    expect(ebs.grants).toHaveLength(1);
    await ebs.advance();
    expect(callsSince(from)).toEqual(['CreateGrant', 'Decrypt', 'RetireGrant']);
    expect(ebs.grants).toHaveLength(0);
  });

  it('asks KMS nothing for an unencrypted volume', async () => {
    const volume = await ebs.volume(ONE_BYTE, {});
    const from = ebs.lab.world.trailLength;
    await ebs.attach(volume);
    await ebs.write(volume, OTHER_BYTE);
    expect(callsSince(from)).toEqual([]);
    expect(await ebs.read(volume, ADMIN)).toEqual(OTHER_BYTE);
  });

  it('keeps the grants of two volumes on one instance apart', async () => {
    const [one, two] = [await ebs.volume(ONE_BYTE), await ebs.volume(OTHER_BYTE)];
    const InstanceId = await ebs.attach(one);
    await ebs.call(ADMIN, 'AttachVolume', { VolumeId: two, InstanceId, Device: '/dev/sdg' });
    await ebs.advance();
    expect(ebs.grants).toHaveLength(2);
    await ebs.call(ADMIN, 'DetachVolume', { VolumeId: one });
    await ebs.advance();
    const [left] = ebs.lab.world.grants.get(SOURCE_KEY as never) ?? [];
    expect(left?.encryptionContextSubset).toEqual({ 'aws:ebs:id': two });
    expect(await ebs.read(two, ADMIN)).toEqual(OTHER_BYTE);
  });

  it('asks KMS for nothing while it is attached: the host has the data key', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.attach(volume);
    const from = ebs.lab.world.trailLength;
    await ebs.write(volume, OTHER_BYTE);
    expect(await ebs.read(volume, ADMIN)).toEqual(OTHER_BYTE);
    expect(callsSince(from)).toEqual([]);
  });

  it('fails when the caller may not make a grant, and the volume is available again', async () => {
    const caller = { as: `arn:aws:iam::${PROD}:role/attacher`, region: 'us-east-1' };
    const Statement = [{ Effect: 'Allow', Action: ['ec2:*', 'kms:Decrypt'], Resource: '*' }];
    for (const [operation, input] of [
      ['CreateRole', { RoleName: 'attacher', AssumeRolePolicyDocument: TRUST }],
      ['PutRolePolicy', { RoleName: 'attacher', PolicyName: 'own', PolicyDocument: JSON.stringify({ Statement }) }],
    ] as const) {
      const { reply } = await ebs.lab.call({ service: 'iam', operation, input, ...ADMIN });
      if (!reply.ok) throw new Error(reply.error.message);
    }
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.attach(volume, caller);
    expect(await described(volume)).toEqual({ State: 'available', attachments: [] });
    expect(await ebs.volumeView(volume)).toMatchObject({
      because: 'no-identity-policy-statement',
      stateMessage: expect.stringContaining('kms:CreateGrant'),
    });
  });
});

describe('the grant at attaching', () => {
  it('is one for an AWS resource: a key policy may ask for that, and keeps direct grants out', async () => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: PROD }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:CreateGrant',
        Resource: '*',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'false' } },
      },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const volume = await ebs.volume(ONE_BYTE);
    await key('PutKeyPolicy', SOURCE_KEY, { Policy });
    const direct = { KeyId: SOURCE_KEY, GranteePrincipal: ADMIN.as, Operations: ['Decrypt'] };
    expect(await ebs.reason(ADMIN, 'CreateGrant', direct)).toMatchObject({ name: 'AccessDeniedException' });
    await ebs.attach(volume);
    expect((await described(volume)).State).toBe('in-use');
  });
});

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: PROD }, Action: 'sts:AssumeRole' },
});

describe('a key that may not be used', () => {
  it.each([
    ['is disabled', () => key('DisableKey')],
    ['is pending deletion', () => key('ScheduleKeyDeletion')],
    [
      'is deleted',
      async () => {
        await key('ScheduleKeyDeletion', SOURCE_KEY, { PendingWindowInDays: 7 });
        await ebs.advance(8 * 86_400_000);
        expect(ebs.lab.world.key(SOURCE_KEY)).toBeUndefined();
      },
    ],
  ])('does not matter to a volume that is attached while it %s', async (_, happens) => {
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.attach(volume);
    await happens();
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
    await ebs.write(volume, OTHER_BYTE);
    expect(await ebs.read(volume, ADMIN)).toEqual(OTHER_BYTE);
  });

  it.each([
    ['disabled', 'DisableKey', 'key-disabled', `${SOURCE_KEY} is disabled.`],
    ['pending deletion', 'ScheduleKeyDeletion', 'key-pending-deletion', `${SOURCE_KEY} is pending deletion.`],
  ])('%s: a new attachment fails, in KMS’s words', async (_, operation, because, stateMessage) => {
    const volume = await ebs.volume(ONE_BYTE);
    await key(operation);
    await ebs.attach(volume);
    expect(await described(volume)).toEqual({ State: 'available', attachments: [] });
    expect(await ebs.volumeView(volume)).toMatchObject({ because, stateMessage, attachedTo: null });
    expect(ebs.grants).toHaveLength(0);
  });

  it('keeps a volume that was detached from being attached again, until the key is enabled', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const InstanceId = await ebs.attach(volume);
    await key('DisableKey');
    await ebs.call(ADMIN, 'DetachVolume', { VolumeId: volume });
    await ebs.advance();
    const again = { VolumeId: volume, InstanceId, Device: '/dev/sdf' };
    await ebs.call(ADMIN, 'AttachVolume', again);
    await ebs.advance();
    expect((await described(volume)).State).toBe('available');
    await expect(ebs.read(volume, ADMIN)).rejects.toThrow('DisabledException');
    await key('EnableKey');
    await ebs.call(ADMIN, 'AttachVolume', again);
    await ebs.advance();
    expect((await described(volume)).State).toBe('in-use');
    expect(await ebs.volumeView(volume)).toMatchObject({ because: null });
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
  });

  it('keeps an instance that was stopped from starting, until the key is enabled', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const instance = await ebs.attach(volume);
    const InstanceIds = [instance];
    await key('DisableKey');
    await ebs.call(ADMIN, 'StopInstances', { InstanceIds });
    await ebs.advance();
    expect(await instanceNow(instance)).toEqual({ state: 'stopped', reason: 'Client.UserInitiatedShutdown' });
    expect((await described(volume)).attachments).toEqual([`attached to ${instance} as /dev/sdf`]);
    expect(ebs.grants).toHaveLength(0);
    await ebs.call(ADMIN, 'StartInstances', { InstanceIds });
    await ebs.advance();
    expect(await instanceNow(instance)).toEqual({ state: 'stopped', reason: 'Client.InternalError' });
    expect(await ebs.volumeView(volume)).toMatchObject({ state: 'in-use', because: 'key-disabled' });
    await key('EnableKey');
    await ebs.call(ADMIN, 'StartInstances', { InstanceIds });
    await ebs.advance();
    expect(await instanceNow(instance)).toEqual({ state: 'running', reason: undefined });
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
    expect(ebs.grants).toHaveLength(1);
  });

  it('starts none of an instance’s volumes where one of them can’t be opened', async () => {
    const [one, two] = [
      await ebs.volume(ONE_BYTE, { Encrypted: true, KmsKeyId: SECOND_KEY }),
      await ebs.volume(ONE_BYTE),
    ];
    const instance = await ebs.attach(one);
    await ebs.call(ADMIN, 'AttachVolume', { VolumeId: two, InstanceId: instance, Device: '/dev/sdg' });
    await ebs.advance();
    await ebs.call(ADMIN, 'StopInstances', { InstanceIds: [instance] });
    await ebs.advance();
    expect(ebs.grants).toHaveLength(0);
    await key('DisableKey');
    await ebs.call(ADMIN, 'StartInstances', { InstanceIds: [instance] });
    await ebs.advance();
    expect((await instanceNow(instance)).state).toBe('stopped');
    expect(ebs.grants).toHaveLength(0);
  });

  it('can be made a snapshot of, for a snapshot asks KMS for nothing; a volume from it fails', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.attach(volume);
    await key('DisableKey');
    const snapshot = await ebs.snapshot(volume);
    expect((await ebs.snapshotView(snapshot)).state).toBe('completed');
    const restored = await ebs.volumeFrom(snapshot, ADMIN);
    expect(await ebs.volumeView(restored)).toMatchObject({ state: 'error', because: 'key-disabled' });
  });
});

describe('an instance', () => {
  it('gives its volumes back when it is terminated, and is forgotten after an hour', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const instance = await ebs.attach(volume);
    const ended = await ebs.call(ADMIN, 'TerminateInstances', { InstanceIds: [instance] });
    expect(ended).toEqual({
      TerminatingInstances: [
        {
          InstanceId: instance,
          CurrentState: { Code: 32, Name: 'shutting-down' },
          PreviousState: { Code: 16, Name: 'running' },
        },
      ],
    });
    await ebs.advance();
    expect((await instanceNow(instance)).state).toBe('terminated');
    expect(await described(volume)).toEqual({ State: 'available', attachments: [] });
    expect(ebs.grants).toHaveLength(0);
    await ebs.advance(3_600_000);
    expect(await ebs.reason(ADMIN, 'DescribeInstances', { InstanceIds: [instance] })).toEqual({
      name: 'InvalidInstanceID.NotFound',
      because: 'no-such-instance',
    });
  });

  it('that is stopped takes a volume, and asks for its data key when it starts', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const InstanceId = await ebs.instance();
    await ebs.call(ADMIN, 'StopInstances', { InstanceIds: [InstanceId] });
    await ebs.advance();
    const from = ebs.lab.world.trailLength;
    await ebs.call(ADMIN, 'AttachVolume', { VolumeId: volume, InstanceId, Device: '/dev/sdf' });
    await ebs.advance();
    expect(callsSince(from)).toEqual([]);
    expect((await described(volume)).attachments).toEqual([`attached to ${InstanceId} as /dev/sdf`]);
    await ebs.call(ADMIN, 'StartInstances', { InstanceIds: [InstanceId] });
    await ebs.advance();
    expect(callsSince(from)).toEqual(['CreateGrant', 'Decrypt']);
  });
});

describe('what EC2 refuses', () => {
  const NOT_THERE = 'i-00000000000000000';
  it('what does not fit', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const elsewhere = String(
      (await ebs.call(ADMIN, 'CreateVolume', { AvailabilityZone: 'us-east-1b', Size: 1 })).VolumeId,
    );
    const young = String((await ebs.call(ADMIN, 'CreateVolume', { AvailabilityZone: 'us-east-1a', Size: 1 })).VolumeId);
    const { Instances } = (await ebs.call(ADMIN, 'RunInstances', {
      ImageId: 'ami-0123456789abcdef0',
      MinCount: 1,
      MaxCount: 1,
    })) as { Instances: { InstanceId: string }[] };
    const pending = String(Instances[0]?.InstanceId);
    const asked = { VolumeId: volume, InstanceId: pending, Device: '/dev/sdf' };
    const attach = (input: object) => ebs.reason(ADMIN, 'AttachVolume', { ...asked, ...input });
    expect(await attach({})).toEqual({ name: 'IncorrectState', because: 'instance-state' });
    expect(await attach({ VolumeId: young })).toEqual({ name: 'IncorrectState', because: 'volume-not-available' });
    await ebs.advance();
    expect(await attach({ InstanceId: NOT_THERE })).toEqual({
      name: 'InvalidInstanceID.NotFound',
      because: 'no-such-instance',
    });
    expect(await attach({ InstanceId: 'mine' })).toEqual({
      name: 'InvalidInstanceID.Malformed',
      because: 'malformed-identifier',
    });
    expect(await attach({ VolumeId: elsewhere })).toEqual({
      name: 'InvalidVolume.ZoneMismatch',
      because: 'invalid-parameter',
    });
    expect(await attach({ Device: 'C:' })).toEqual({ name: 'InvalidParameterValue', because: 'invalid-parameter' });
    expect(await ebs.reason(ADMIN, 'DetachVolume', { VolumeId: volume })).toEqual({
      name: 'IncorrectState',
      because: 'volume-not-attached',
    });
    await ebs.call(ADMIN, 'AttachVolume', asked);
    expect(await attach({})).toEqual({ name: 'VolumeInUse', because: 'volume-in-use' });
    expect(await attach({ VolumeId: young })).toEqual({
      name: 'InvalidParameterValue',
      because: 'invalid-parameter', // the device is taken
    });
    expect(await ebs.reason(ADMIN, 'DetachVolume', { VolumeId: volume })).toMatchObject({ name: 'IncorrectState' });
    await ebs.advance();
    expect(await ebs.reason(ADMIN, 'DeleteVolume', { VolumeId: volume })).toEqual({
      name: 'VolumeInUse',
      because: 'volume-in-use',
    });
    expect(await ebs.reason(ADMIN, 'DetachVolume', { VolumeId: volume, Device: '/dev/sdx' })).toEqual({
      name: 'InvalidAttachment.NotFound',
      because: 'volume-not-attached',
    });
    await ebs.call(ADMIN, 'TerminateInstances', { InstanceIds: [pending] });
    expect(await ebs.reason(ADMIN, 'StopInstances', { InstanceIds: [pending] })).toEqual({
      name: 'IncorrectInstanceState',
      because: 'instance-state',
    });
  });
});

describe('the data key in the host’s memory', () => {
  it('lies in the safe, and is to be forgotten once the volume is detached', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.attach(volume);
    const held = () => [...ebs.store.sealed()].filter(({ keyArn }) => keyArn.includes(':volume/'));
    const world = ebs.lab.world as World;
    expect(held().map((item) => [item.keyArn, isDestroyed(world, item)])).toEqual([
      [`arn:aws:ec2:us-east-1:${PROD}:volume/${volume}`, false],
    ]);
    await ebs.call(ADMIN, 'DetachVolume', { VolumeId: volume });
    await ebs.advance();
    expect(held().map((item) => isDestroyed(world, item))).toEqual([true]);
  });
});

describe('a world that is opened again', () => {
  it('has its volumes attached as before, though their key is disabled', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    await ebs.attach(volume);
    await key('DisableKey');
    const again = await openLab(ebs.ports, ROOT_KEY);
    ebs = new EbsLab(again, ebs.ports, 'ec2');
    expect(ebs.grants).toHaveLength(1);
    expect(await ebs.read(volume, ADMIN)).toEqual(ONE_BYTE);
    await ebs.call(ADMIN, 'DetachVolume', { VolumeId: volume });
    await ebs.advance();
    await expect(ebs.read(volume, ADMIN)).rejects.toThrow('DisabledException');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../core/audit/notices.ts';
import { ADMIN, BACKUP, COPIER, type EbsLab, ebsLab, ONE_BYTE, PROD, SOURCE_KEY } from '../services/ebs/ebs-lab.ts';

let ebs: EbsLab;
beforeEach(async () => {
  ebs = await ebsLab();
});

const notices = (accountId?: string): Promise<readonly Notice[]> =>
  ebs.lab.ask({ type: 'notices', ...(accountId === undefined ? {} : { accountId }) });

const said = async (accountId?: string) =>
  (await notices(accountId)).map(({ detail }) => [detail.event, detail.result, detail.cause].join(' ').trim());

describe('what EventBridge is told of volumes', () => {
  it('is that one is available, with the request that made it', async () => {
    const input = { AvailabilityZone: 'us-east-1a', Size: 1 };
    const { reply, requestId } = await ebs.outcome(ADMIN, 'CreateVolume', input);
    const volumeId = reply.ok ? reply.output.VolumeId : '';
    expect(await notices()).toEqual([]);
    await ebs.advance();
    expect(await notices()).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'EBS Volume Notification',
        source: 'aws.ec2',
        account: PROD,
        time: '2026-01-01T00:00:01Z',
        region: 'us-east-1',
        resources: [`arn:aws:ec2:us-east-1:${PROD}:volume/${volumeId}`],
        detail: { result: 'available', cause: '', event: 'createVolume', 'request-id': requestId },
      },
    ]);
    expect(await notices(BACKUP)).toEqual([]);
  });

  it('is what failed, with KMS’s words and the key', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const instance = await ebs.attach(volume);
    await ebs.call(ADMIN, 'StopInstances', { InstanceIds: [instance] });
    await ebs.advance();
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    await ebs.call(ADMIN, 'StartInstances', { InstanceIds: [instance] });
    await ebs.advance();
    await ebs.call(ADMIN, 'DetachVolume', { VolumeId: volume });
    await ebs.advance();
    await ebs.attach(volume);
    const failed = await ebs.call(ADMIN, 'CreateVolume', {
      AvailabilityZone: 'us-east-1a',
      Size: 1,
      Encrypted: true,
      KmsKeyId: SOURCE_KEY,
    });
    await ebs.advance();
    await ebs.call(ADMIN, 'DeleteVolume', { VolumeId: failed.VolumeId });
    const cause = `failed ${SOURCE_KEY} is disabled.`;
    expect(await said()).toEqual([
      'createVolume available',
      `reattachVolume ${cause}`,
      `attachVolume ${cause}`,
      `createVolume ${cause}`,
      'deleteVolume deleted',
    ]);
    expect((await notices())[2]?.resources).toEqual([`arn:aws:ec2:us-east-1:${PROD}:volume/${volume}`, SOURCE_KEY]);
  });
});

describe('what EventBridge is told of snapshots', () => {
  it('is that they are made, shared and copied, each account its own', async () => {
    const volume = await ebs.volume(ONE_BYTE);
    const source = await ebs.snapshot(volume);
    await ebs.share(source, BACKUP);
    await ebs.copy(source, { who: ADMIN, KmsKeyId: undefined });
    await ebs.copy(source);
    await ebs.advance();
    expect(await said(PROD)).toEqual(['createVolume available', 'createSnapshot succeeded', 'copySnapshot succeeded']);
    expect(await said(BACKUP)).toEqual(['shareSnapshot succeeded', 'copySnapshot succeeded']);
    const [, made, own] = await notices(PROD);
    const arn = `arn:aws:ec2::us-east-1:snapshot/${source}`;
    expect(made).toMatchObject({
      'detail-type': 'EBS Snapshot Notification',
      resources: [arn],
      detail: { snapshot_id: arn, source: `arn:aws:ec2::us-east-1:volume/${volume}` },
    });
    const [, foreign] = await notices(BACKUP);
    expect([own?.detail, foreign?.detail]).toMatchObject([
      { source: arn, incremental: 'true' },
      { source: arn, incremental: 'false' },
    ]);
    expect(foreign?.region).toBe('eu-west-1');
  });

  it('is that a copy failed', async () => {
    const source = await ebs.sharedSnapshot();
    await ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    await ebs.copy(source, { who: COPIER });
    await ebs.advance();
    expect((await said(BACKUP)).at(-1)).toBe('copySnapshot failed Given key ID is not accessible');
  });
});

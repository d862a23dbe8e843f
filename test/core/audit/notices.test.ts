import { createHash, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ADMIN, arnOf, DAY, labWith, OTHER, OTHER_ADMIN, OWN, START } from '../../helpers/lab-with.ts';

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

describe('what EventBridge is told of keys', () => {
  it('is that a key was rotated, with its materials', async () => {
    const { lab, key, ok, pass } = await labWith();
    const KeyId = await key();
    await ok('RotateKeyOnDemand', { KeyId });
    await pass(DAY);
    const materials = (await lab.ask({ type: 'key', keyArn: arnOf(KeyId) }))?.materials ?? [];
    expect(await lab.ask({ type: 'notices' })).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'KMS CMK Rotation',
        source: 'aws.kms',
        account: OWN,
        time: iso(START + 10_000),
        region: 'us-east-1',
        resources: [arnOf(KeyId)],
        detail: {
          'key-id': KeyId,
          'key-origin': 'AWS_KMS',
          'rotation-type': 'ON_DEMAND',
          'previous-key-material-id': materials[0]?.keyMaterialId,
          'current-key-material-id': materials[1]?.keyMaterialId,
        },
      },
    ]);
  });

  it('is that a key was deleted', async () => {
    const { lab, key, ok, pass } = await labWith();
    const KeyId = await key({}, OTHER_ADMIN);
    await ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }, OTHER_ADMIN);
    expect(await lab.ask({ type: 'notices' })).toEqual([]);
    await pass(7 * DAY);
    const [notice] = await lab.ask({ type: 'notices', accountId: OTHER });
    expect(notice).toMatchObject({
      'detail-type': 'KMS CMK Deletion',
      account: OTHER,
      time: iso(START + 7 * DAY),
      detail: { 'key-id': KeyId },
    });
    expect(await lab.ask({ type: 'notices', accountId: OWN })).toEqual([]);
  });

  it('is that imported material has expired, and all of it in the order of time', async () => {
    const { lab, key, ok, pass } = await labWith();
    const KeyId = await key({ Origin: 'EXTERNAL' });
    const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };
    const { ImportToken, PublicKey } = await ok('GetParametersForImport', { KeyId, ...wrapping });
    const publicKey = {
      key: Buffer.from(PublicKey as Uint8Array),
      format: 'der',
      type: 'spki',
      oaepHash: 'sha256',
    } as const;
    const material = createHash('sha256').update('material').digest();
    const EncryptedKeyMaterial = new Uint8Array(publicEncrypt(publicKey, material));
    const ValidTo = (START + 20 * DAY) / 1000;
    await ok('ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial, ValidTo });
    const other = await key();
    await ok('ScheduleKeyDeletion', { KeyId: other, PendingWindowInDays: 10 }, ADMIN);
    await pass(30 * DAY);
    const notices = await lab.ask({ type: 'notices' });
    expect(notices.map((notice) => [notice['detail-type'], notice.time])).toEqual([
      ['KMS CMK Deletion', iso(START + 10 * DAY)],
      ['KMS Imported Key Material Expiration', iso(START + 20 * DAY)],
    ]);
    expect(notices[1]?.detail).toEqual({ 'key-id': KeyId, 'key-material-id': expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

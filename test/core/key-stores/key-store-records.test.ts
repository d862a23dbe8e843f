import { beforeEach, describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../core/index.ts';
import { DAY, OWN } from '../../helpers/lab-with.ts';
import { CLUSTER, ENDPOINT, HSM_STORE, PATH, StoresLab, XKS_STORE } from './stores-lab.ts';

let lab: StoresLab;
beforeEach(async () => {
  lab = await StoresLab.open();
});

async function recordOf(operation: string, input: object): Promise<CloudTrailRecord> {
  const { records } = await lab.call(operation, input);
  expect(records).toHaveLength(1);
  return records[0] as CloudTrailRecord;
}

async function lastRecord(eventName: string): Promise<CloudTrailRecord> {
  const rows = await lab.test.lab.ask({ type: 'trail' });
  return rows.findLast(({ record }) => record.eventName === eventName)?.record as CloudTrailRecord;
}

/** Source: KMS Developer Guide, "CreateCustomKeyStore", "DisconnectCustomKeyStore", "Decrypt", "DeleteKey". */
describe('CloudTrail on custom key stores', () => {
  it('logs name and cluster of a new CloudHSM key store, neither certificate nor password', async () => {
    const record = await recordOf('CreateCustomKeyStore', HSM_STORE);
    expect(record).toMatchObject({
      requestParameters: { customKeyStoreName: 'cluster keys', clusterId: CLUSTER },
      responseElements: { customKeyStoreId: expect.stringMatching(/^cks-/) },
      readOnly: false,
      resources: [],
    });
    expect(Object.keys(record.requestParameters ?? {})).toEqual(['customKeyStoreName', 'clusterId']);
  });

  it('logs the address of a new external key store, and nothing of the credential', async () => {
    const record = await recordOf('CreateCustomKeyStore', XKS_STORE);
    expect(record.requestParameters).toEqual({
      customKeyStoreName: 'outside keys',
      customKeyStoreType: 'EXTERNAL_KEY_STORE',
      xksProxyConnectivity: 'PUBLIC_ENDPOINT',
      xksProxyUriEndpoint: ENDPOINT,
      xksProxyUriPath: PATH,
    });
  });

  it.each(['ConnectCustomKeyStore', 'DeleteCustomKeyStore'])(
    '%s names the store and its cluster',
    async (operation) => {
      const customKeyStoreId = await lab.store(HSM_STORE);
      expect(await recordOf(operation, { CustomKeyStoreId: customKeyStoreId })).toMatchObject({
        requestParameters: { customKeyStoreId },
        responseElements: null,
        additionalEventData: { customKeyStoreName: 'cluster keys', clusterId: CLUSTER },
      });
    },
  );

  it('a cryptographic call tells the store, and the external key where there is one, failed calls too', async () => {
    const [hsm, xks] = [await lab.connected(HSM_STORE), await lab.connected(XKS_STORE)];
    const [inCluster, outside] = [await lab.hsmKey(hsm), await lab.xksKey(xks)];
    const Plaintext = Uint8Array.of(1);
    const record = await recordOf('Encrypt', { KeyId: inCluster, Plaintext });
    expect(record.additionalEventData).toMatchObject({ customKeyStoreId: hsm });
    expect(record.additionalEventData).not.toHaveProperty('xksKeyId');
    expect((await recordOf('Encrypt', { KeyId: outside, Plaintext })).additionalEventData).toMatchObject({
      customKeyStoreId: xks,
      xksKeyId: 'key-1',
    });
    await lab.setProxy({ state: 'CUT_OFF' });
    expect(await recordOf('Encrypt', { KeyId: outside, Plaintext })).toMatchObject({
      errorCode: 'KMSInvalidStateException',
      errorMessage: expect.stringContaining('cannot communicate with the external key store proxy'),
      additionalEventData: { customKeyStoreId: xks, xksKeyId: 'key-1' },
      resources: [{ accountId: OWN, type: 'AWS::KMS::Key' }],
    });
  });

  it.each([
    ['SUCCESS', true],
    ['FAILURE', false],
  ])(
    'DeleteKey reports %s of deleting the material from the cluster when the store is connected: %s',
    async (status, isConnected) => {
      const store = await lab.connected(HSM_STORE);
      const KeyId = await lab.hsmKey(store);
      await lab.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
      if (!isConnected) await lab.disconnect(store);
      await lab.pass(8 * DAY);
      const { additionalEventData } = await lastRecord('DeleteKey');
      expect(additionalEventData).toEqual({
        customKeyStoreId: store,
        clusterId: CLUSTER,
        backingKeys: expect.stringMatching(/^\[\{"backingKeyId":"[0-9a-f]{64}"\}\]$/),
        backingKeysDeletionStatus: expect.stringContaining(`"deletionStatus":"${status}"`),
      });
      const left = Object.keys(lab.test.lab.world.cloudHsmClusters.get(CLUSTER)?.backingKeys ?? {});
      expect(left).toHaveLength(isConnected ? 0 : 1);
    },
  );

  it('deleting a key of an external key store leaves the external key as it is', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    await lab.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await lab.pass(8 * DAY);
    expect((await lastRecord('DeleteKey')).additionalEventData).toEqual({ customKeyStoreId: store, xksKeyId: 'key-1' });
    await lab.xksKey(store); // the external key is free again
  });
});

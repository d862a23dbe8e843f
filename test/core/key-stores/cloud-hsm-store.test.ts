import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, OTHER_ADMIN } from '../../helpers/lab-with.ts';
import { CERTIFICATE, CLUSTER, HSM_STORE, MINUTE, StoresLab, XKS_STORE } from './stores-lab.ts';

const TEXT = new TextEncoder().encode('behind two walls');
const RELATED = 'cluster-bbbbbbbbbbb';

let lab: StoresLab;
beforeEach(async () => {
  lab = await StoresLab.open();
});

describe('the life of a CloudHSM key store', () => {
  it('is made disconnected, connects in minutes, works, goes and comes back, and ends when it is empty', async () => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    expect(CustomKeyStoreId).toMatch(/^cks-[0-9a-f]{17}$/);
    expect(await lab.describe(CustomKeyStoreId)).toEqual({
      CustomKeyStoreId,
      CustomKeyStoreName: 'cluster keys',
      CloudHsmClusterId: CLUSTER,
      TrustAnchorCertificate: CERTIFICATE,
      ConnectionState: 'DISCONNECTED',
      CreationDate: expect.any(Number),
      CustomKeyStoreType: 'AWS_CLOUDHSM',
    });
    expect((await lab.call('ConnectCustomKeyStore', { CustomKeyStoreId })).reply).toEqual({ ok: true, output: {} });
    await lab.pass(19 * MINUTE);
    expect(await lab.state(CustomKeyStoreId)).toBe('CONNECTING');
    await lab.pass(MINUTE);
    expect(await lab.state(CustomKeyStoreId)).toBe('CONNECTED');

    const KeyId = await lab.hsmKey(CustomKeyStoreId);
    const { KeyMetadata } = await lab.ok('DescribeKey', { KeyId });
    expect(KeyMetadata).toMatchObject({
      Origin: 'AWS_CLOUDHSM',
      CustomKeyStoreId,
      CloudHsmClusterId: CLUSTER,
      KeyState: 'Enabled',
      MultiRegion: false,
    });
    expect(KeyMetadata).not.toHaveProperty('CurrentKeyMaterialId');
    const context = { EncryptionContext: { tenant: '7' } };
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext: TEXT, ...context });
    expect((await lab.ok('Decrypt', { CiphertextBlob, ...context })).Plaintext).toEqual(TEXT);
    expect(await lab.refused('Decrypt', { CiphertextBlob })).toEqual([
      'InvalidCiphertextException',
      'invalid-ciphertext',
    ]);

    await lab.ok('DisconnectCustomKeyStore', { CustomKeyStoreId });
    expect([await lab.state(CustomKeyStoreId), await lab.keyState(KeyId)]).toEqual(['DISCONNECTING', 'Unavailable']);
    await lab.pass(MINUTE);
    expect(await lab.state(CustomKeyStoreId)).toBe('DISCONNECTED');
    expect(await lab.test.refusal('Decrypt', { CiphertextBlob, ...context })).toEqual([
      'KMSInvalidStateException',
      expect.stringMatching(/:key\/.* is unavailable\.$/),
    ]);

    await lab.connect(CustomKeyStoreId);
    expect(await lab.keyState(KeyId)).toBe('Enabled');
    expect((await lab.ok('Decrypt', { CiphertextBlob, ...context })).Plaintext).toEqual(TEXT);

    await lab.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await lab.disconnect(CustomKeyStoreId);
    expect(await lab.refused('DeleteCustomKeyStore', { CustomKeyStoreId })).toEqual([
      'CustomKeyStoreHasCMKsException',
      'key-store-has-keys',
    ]);
    await lab.pass(8 * DAY);
    expect(await lab.ok('DeleteCustomKeyStore', { CustomKeyStoreId })).toEqual({});
    expect((await lab.refused('DescribeCustomKeyStores', { CustomKeyStoreId }))[0]).toBe(
      'CustomKeyStoreNotFoundException',
    );
  });

  it('disabled keys come back disabled; what is asked meanwhile counts when the store is back', async () => {
    const store = await lab.connected(HSM_STORE);
    const [disabled, enabledLater] = [await lab.hsmKey(store), await lab.hsmKey(store)];
    for (const KeyId of [disabled, enabledLater]) await lab.ok('DisableKey', { KeyId });
    await lab.disconnect(store);
    await lab.ok('EnableKey', { KeyId: enabledLater });
    expect(await lab.keyState(enabledLater)).toBe('Unavailable');
    await lab.connect(store);
    expect([await lab.keyState(disabled), await lab.keyState(enabledLater)]).toEqual(['Disabled', 'Enabled']);
  });

  it('a key that is pending deletion stays so; rescued while the store is away it is unavailable, then disabled', async () => {
    const store = await lab.connected(HSM_STORE);
    const KeyId = await lab.hsmKey(store);
    await lab.ok('ScheduleKeyDeletion', { KeyId });
    await lab.disconnect(store);
    expect(await lab.keyState(KeyId)).toBe('PendingDeletion');
    await lab.ok('CancelKeyDeletion', { KeyId });
    expect(await lab.keyState(KeyId)).toBe('Unavailable');
    await lab.connect(store);
    expect(await lab.keyState(KeyId)).toBe('Disabled');
  });

  it('the password that KMS was given works once: KMS then sets one that it alone knows', async () => {
    const store = await lab.connected(HSM_STORE);
    await lab.disconnect(store);
    await lab.connect(store);
    expect(await lab.state(store)).toBe('CONNECTED');
    await lab.disconnect(store);
    await lab.ok('UpdateCustomKeyStore', { CustomKeyStoreId: store, KeyStorePassword: HSM_STORE.KeyStorePassword });
    await lab.connect(store);
    expect(await lab.state(store)).toBe('FAILED/INVALID_CREDENTIALS');
  });

  it('moves to a cluster from a backup, and opens with its keys what the first one encrypted', async () => {
    const store = await lab.connected(HSM_STORE);
    const KeyId = await lab.hsmKey(store);
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext: TEXT });
    await lab.addCluster(RELATED, { backupOf: CLUSTER });
    const late = await lab.hsmKey(store); // after the backup: the related cluster does not have it
    await lab.disconnect(store);
    await lab.setCluster({ state: 'DELETED' });
    await lab.ok('UpdateCustomKeyStore', {
      CustomKeyStoreId: store,
      CloudHsmClusterId: RELATED,
      KeyStorePassword: 'another-pass',
    });
    await lab.connect(store);
    expect(await lab.state(store)).toBe('CONNECTED');
    expect((await lab.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(TEXT);
    expect(await lab.refused('Encrypt', { KeyId: late, Plaintext: TEXT })).toEqual([
      'KMSInvalidStateException',
      'backing-key-missing',
    ]);
    expect((await lab.ok('DescribeKey', { KeyId })).KeyMetadata).toMatchObject({ CloudHsmClusterId: RELATED });
  });
});

describe('connections that fail', () => {
  it.each([
    ['CLUSTER_NOT_FOUND', { state: 'DELETED' }],
    ['INSUFFICIENT_CLOUDHSM_HSMS', { hsms: {} }],
    ['NETWORK_ERRORS', { network: 'UNREACHABLE' }],
    ['SUBNET_NOT_FOUND', { network: 'SUBNET_DELETED' }],
    ['INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET', { network: 'NO_FREE_ADDRESS' }],
    ['USER_NOT_FOUND', { kmsuser: 'MISSING' }],
    ['USER_LOGGED_IN', { kmsuser: 'LOGGED_IN' }],
    ['INVALID_CREDENTIALS', { kmsuserPassword: 'changed-by-hand' }],
  ] as const)('%s after %o', async (code, change) => {
    const store = await lab.store(HSM_STORE);
    await lab.ok('ConnectCustomKeyStore', { CustomKeyStoreId: store });
    await lab.setCluster(change);
    await lab.pass(20 * MINUTE);
    expect(await lab.state(store)).toBe(`FAILED/${code}`);
    expect(await lab.refused('ConnectCustomKeyStore', { CustomKeyStoreId: store })).toEqual([
      'CustomKeyStoreInvalidStateException',
      'key-store-state',
    ]);
  });

  it('five wrong passwords lock kmsuser out; a new password in the cluster and in KMS mends it', async () => {
    const store = await lab.store({ ...HSM_STORE, KeyStorePassword: 'wrong-password' });
    for (let attempt = 1; attempt <= 5; attempt++) {
      await lab.connect(store);
      expect(await lab.state(store)).toBe('FAILED/INVALID_CREDENTIALS');
      await lab.disconnect(store);
    }
    await lab.connect(store);
    expect(await lab.state(store)).toBe('FAILED/USER_LOCKED_OUT');
    await lab.disconnect(store);
    await lab.setCluster({ kmsuserPassword: 'fresh-password' });
    await lab.ok('UpdateCustomKeyStore', { CustomKeyStoreId: store, KeyStorePassword: 'fresh-password' });
    await lab.connect(store);
    expect(await lab.state(store)).toBe('CONNECTED');
  });

  it.each([
    ['CloudHsmClusterNotActiveException', 'cluster-not-active', { state: 'INITIALIZED' }],
    ['CloudHsmClusterInvalidConfigurationException', 'cluster-unfit', { hsms: { 'us-east-1a': 0 } }],
  ] as const)('%s at once, and the store stays disconnected', async (name, because, change) => {
    const store = await lab.store(HSM_STORE);
    await lab.setCluster(change);
    expect(await lab.refused('ConnectCustomKeyStore', { CustomKeyStoreId: store })).toEqual([name, because]);
    expect(await lab.state(store)).toBe('DISCONNECTED');
  });
});

describe('CreateCustomKeyStore over a cluster is refused', () => {
  it.each([
    [
      'for a cluster that is not there',
      { CloudHsmClusterId: 'cluster-zzzzzzzzzzz' },
      {},
      'CloudHsmClusterNotFoundException',
    ],
    ['for a cluster that is not active', {}, { state: 'UNINITIALIZED' }, 'CloudHsmClusterNotActiveException'],
    ['for HSMs in one zone alone', {}, { hsms: { 'us-east-1a': 3 } }, 'CloudHsmClusterInvalidConfigurationException'],
    ['for closed ports', {}, { network: 'PORTS_CLOSED' }, 'CloudHsmClusterInvalidConfigurationException'],
    ['for another certificate', { TrustAnchorCertificate: 'another' }, {}, 'IncorrectTrustAnchorException'],
    ['for a missing password', { KeyStorePassword: undefined }, {}, 'ValidationException'],
    ['for a short password', { KeyStorePassword: 'short' }, {}, 'ValidationException'],
    ['for a member of the other type', { XksProxyUriPath: '/kms/xks/v1' }, {}, 'ValidationException'],
  ] as const)('%s', async (_, input, change, name) => {
    await lab.setCluster(change);
    expect((await lab.refused('CreateCustomKeyStore', { ...HSM_STORE, ...input }))[0]).toBe(name);
    expect((await lab.ok('DescribeCustomKeyStores')).CustomKeyStores).toEqual([]);
  });

  it('for a name that is taken', async () => {
    await lab.store(HSM_STORE);
    await lab.addCluster(RELATED);
    expect((await lab.refused('CreateCustomKeyStore', { ...HSM_STORE, CloudHsmClusterId: RELATED }))[0]).toBe(
      'CustomKeyStoreNameInUseException',
    );
  });

  it('for a cluster that backs another store, or is related to one that does', async () => {
    await lab.store(HSM_STORE);
    await lab.addCluster(RELATED, { backupOf: CLUSTER });
    for (const CloudHsmClusterId of [CLUSTER, RELATED]) {
      const input = { ...HSM_STORE, CustomKeyStoreName: 'second', CloudHsmClusterId };
      expect((await lab.refused('CreateCustomKeyStore', input))[0]).toBe('CloudHsmClusterInUseException');
    }
  });

  it('for the eleventh store of an account and Region', async () => {
    for (const letter of 'abcdefghij') {
      const clusterId = `cluster-${letter.repeat(12)}`;
      await lab.addCluster(clusterId);
      await lab.store({
        ...HSM_STORE,
        CustomKeyStoreName: letter,
        CloudHsmClusterId: clusterId,
        TrustAnchorCertificate: `certificate of ${clusterId}`,
      });
    }
    expect((await lab.refused('CreateCustomKeyStore', HSM_STORE))[0]).toBe('LimitExceededException');
    const first = await lab.ok('DescribeCustomKeyStores', { Limit: 4 });
    expect(first).toMatchObject({ Truncated: true, NextMarker: expect.any(String) });
    const rest = await lab.ok('DescribeCustomKeyStores', { Marker: first.NextMarker });
    expect((rest.CustomKeyStores as unknown[]).length).toBe(6);
    expect((await lab.refused('DescribeCustomKeyStores', { Marker: 'nonsense' }))[0]).toBe('InvalidMarkerException');
  });
});

describe('key stores of others, and none', () => {
  it('another account’s and another Region’s store is not found', async () => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    const operations = ['Connect', 'Disconnect', 'Delete', 'Update'].map((verb) => `${verb}CustomKeyStore`);
    for (const operation of [...operations, 'DescribeCustomKeyStores']) {
      for (const caller of [OTHER_ADMIN, { as: 'arn:aws:iam::111122223333:role/admin', region: 'eu-west-1' }]) {
        expect(await lab.refused(operation, { CustomKeyStoreId }, caller)).toEqual([
          'CustomKeyStoreNotFoundException',
          'no-such-key-store',
        ]);
      }
    }
  });

  it('DescribeCustomKeyStores finds by name, and takes no id beside it', async () => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    const { CustomKeyStores } = await lab.ok('DescribeCustomKeyStores', { CustomKeyStoreName: 'cluster keys' });
    expect(CustomKeyStores).toMatchObject([{ CustomKeyStoreId }]);
    expect((await lab.refused('DescribeCustomKeyStores', { CustomKeyStoreName: 'nobody' }))[0]).toBe(
      'CustomKeyStoreNotFoundException',
    );
    const both = { CustomKeyStoreId, CustomKeyStoreName: 'cluster keys' };
    expect((await lab.refused('DescribeCustomKeyStores', both))[0]).toBe('ValidationException');
  });
});

describe('UpdateCustomKeyStore of a CloudHSM key store', () => {
  it.each([
    ['no such cluster', { CloudHsmClusterId: 'cluster-zzzzzzzzzzz' }, 'CloudHsmClusterNotFoundException'],
    ['an unrelated cluster', { CloudHsmClusterId: RELATED }, 'CloudHsmClusterNotRelatedException'],
    ['a member of the other type', { XksProxyUriPath: '/kms/xks/v1' }, 'ValidationException'],
  ] as const)('is refused for %s', async (_, input, name) => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    await lab.addCluster(RELATED);
    expect((await lab.refused('UpdateCustomKeyStore', { CustomKeyStoreId, ...input }))[0]).toBe(name);
  });

  it.each([
    ['is not active', { state: 'INITIALIZED' }, 'CloudHsmClusterNotActiveException'],
    ['has HSMs in one zone', { hsms: { 'us-east-1a': 1 } }, 'CloudHsmClusterInvalidConfigurationException'],
  ] as const)('is refused for a related cluster that %s', async (_, change, name) => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    await lab.addCluster(RELATED, { backupOf: CLUSTER, ...change });
    const input = { CustomKeyStoreId, CloudHsmClusterId: RELATED };
    expect((await lab.refused('UpdateCustomKeyStore', input))[0]).toBe(name);
  });

  it('needs a disconnected store for everything, the name too', async () => {
    const CustomKeyStoreId = await lab.connected(HSM_STORE);
    const input = { CustomKeyStoreId, NewCustomKeyStoreName: 'renamed' };
    expect((await lab.refused('UpdateCustomKeyStore', input))[0]).toBe('CustomKeyStoreInvalidStateException');
    await lab.disconnect(CustomKeyStoreId);
    expect(await lab.ok('UpdateCustomKeyStore', input)).toEqual({});
    expect(await lab.describe(CustomKeyStoreId)).toMatchObject({ CustomKeyStoreName: 'renamed' });
  });
});

describe('keys in a CloudHSM key store', () => {
  it.each([
    ['two zones are not there', { hsms: { 'us-east-1a': 2 } }, 'CloudHsmClusterInvalidConfigurationException'],
    ['the cluster is slow', { network: 'SLOW' }, 'DependencyTimeoutException'],
  ] as const)('are not made when %s', async (_, change, name) => {
    const CustomKeyStoreId = await lab.connected(HSM_STORE);
    await lab.setCluster(change);
    expect((await lab.refused('CreateKey', { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId }))[0]).toBe(name);
  });

  it.each([
    ['the cluster is slow', { network: 'SLOW' }, 'DependencyTimeoutException', 'cluster-unreachable'],
    ['it cannot be reached', { network: 'UNREACHABLE' }, 'KeyUnavailableException', 'cluster-unreachable'],
    ['its HSMs are gone', { hsms: {} }, 'KMSInvalidStateException', 'cluster-unfit'],
    ['it was deleted', { state: 'DELETED' }, 'KMSInvalidStateException', 'no-such-cluster'],
    ['its keys were deleted', { losesItsKeys: true }, 'KMSInvalidStateException', 'backing-key-missing'],
  ] as const)('do not work when %s, though the store shows CONNECTED', async (_, change, name, because) => {
    const store = await lab.connected(HSM_STORE);
    const KeyId = await lab.hsmKey(store);
    await lab.setCluster(change);
    expect(await lab.refused('GenerateDataKey', { KeyId, KeySpec: 'AES_256' })).toEqual([name, because]);
    expect([await lab.state(store), await lab.keyState(KeyId)]).toEqual(['CONNECTED', 'Enabled']);
  });

  it('work with one HSM left', async () => {
    const store = await lab.connected(HSM_STORE);
    const KeyId = await lab.hsmKey(store);
    await lab.setCluster({ hsms: { 'us-east-1b': 1 } });
    const { CiphertextBlob, Plaintext } = await lab.ok('GenerateDataKey', { KeyId, KeySpec: 'AES_256' });
    expect((await lab.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(Plaintext);
  });

  it('are symmetric, of one Region, and neither rotate nor take imported material', async () => {
    const CustomKeyStoreId = await lab.connected(HSM_STORE);
    const made = { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId };
    for (const wrong of [{ MultiRegion: true }, { KeySpec: 'RSA_2048' }, { KeyUsage: 'SIGN_VERIFY' }]) {
      expect((await lab.refused('CreateKey', { ...made, ...wrong }))[0]).toBe('UnsupportedOperationException');
    }
    const KeyId = await lab.hsmKey(CustomKeyStoreId);
    for (const operation of ROTATIONS) {
      expect((await lab.refused(operation, { KeyId }))[0]).toBe('UnsupportedOperationException');
    }
    for (const [operation, input] of [
      ['GenerateDataKeyPair', { KeyPairSpec: 'ECC_NIST_P256' }],
      ['GetParametersForImport', { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }],
      ['DeleteImportedKeyMaterial', {}],
      ['ReplicateKey', { ReplicaRegion: 'eu-west-1' }],
      ['UpdatePrimaryRegion', { PrimaryRegion: 'eu-west-1' }],
    ] as const) {
      expect((await lab.refused(operation, { KeyId, ...input }))[0]).toBe('UnsupportedOperationException');
    }
    await lab.disconnect(CustomKeyStoreId);
    expect((await lab.refused('EnableKeyRotation', { KeyId }))[0]).toBe('UnsupportedOperationException');
  });

  it.each([
    ['Origin AWS_CLOUDHSM without a store', { Origin: 'AWS_CLOUDHSM' }, 'ValidationException'],
    ['a store without its Origin', { CustomKeyStoreId: 'cks-1' }, 'ValidationException'],
    [
      'XksKeyId in a CloudHSM store',
      { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1', XksKeyId: 'k' },
      'ValidationException',
    ],
    ['no such store', { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1' }, 'CustomKeyStoreNotFoundException'],
  ] as const)('CreateKey is refused for %s', async (_, input, name) => {
    expect((await lab.refused('CreateKey', input))[0]).toBe(name);
  });

  it('CreateKey needs a connected store, of the Origin that it names', async () => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    expect(await lab.refused('CreateKey', { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId })).toEqual([
      'CustomKeyStoreInvalidStateException',
      'key-store-not-connected',
    ]);
    const external = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' };
    expect((await lab.refused('CreateKey', external))[0]).toBe('UnsupportedOperationException');
  });
});

describe('calls at the same time', () => {
  it('that make keys in one cluster lose none of them', async () => {
    const store = await lab.connected(HSM_STORE);
    const keys = await Promise.all([lab.hsmKey(store), lab.hsmKey(store), lab.hsmKey(store)]);
    for (const KeyId of keys) await lab.ok('Encrypt', { KeyId, Plaintext: TEXT });
  });

  it('a key made while its store is being disconnected is not left behind enabled', async () => {
    const store = await lab.connected(HSM_STORE);
    const [made] = await Promise.all([
      lab.call('CreateKey', { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: store }),
      lab.ok('DisconnectCustomKeyStore', { CustomKeyStoreId: store }),
    ]);
    const { KeyId } = made.reply.ok ? (made.reply.output.KeyMetadata as { KeyId: string }) : { KeyId: '' };
    expect(await lab.keyState(KeyId)).toBe('Unavailable');
  });
});

describe('GenerateRandom from a CloudHSM key store', () => {
  it('gives bytes while the store is connected', async () => {
    const CustomKeyStoreId = await lab.store(HSM_STORE);
    const input = { NumberOfBytes: 32, CustomKeyStoreId };
    expect(await lab.refused('GenerateRandom', input)).toEqual([
      'CustomKeyStoreInvalidStateException',
      'key-store-not-connected',
    ]);
    await lab.connect(CustomKeyStoreId);
    expect((await lab.ok('GenerateRandom', input)).Plaintext).toHaveLength(32);
    await lab.setCluster({ hsms: {} });
    expect((await lab.refused('GenerateRandom', input))[0]).toBe('DependencyTimeoutException');
  });

  it('is not there for external key stores, nor for a store that is not there', async () => {
    const CustomKeyStoreId = await lab.connected(XKS_STORE);
    const refused = async (id: string) =>
      (await lab.refused('GenerateRandom', { NumberOfBytes: 8, CustomKeyStoreId: id }))[0];
    expect(await refused(CustomKeyStoreId)).toBe('UnsupportedOperationException');
    expect(await refused('cks-0')).toBe('CustomKeyStoreNotFoundException');
  });
});

const ROTATIONS = [
  'EnableKeyRotation',
  'DisableKeyRotation',
  'GetKeyRotationStatus',
  'RotateKeyOnDemand',
  'ListKeyRotations',
] as const;

it('a key in a cluster of many adds as much to the journal as the first did', async () => {
  const CustomKeyStoreId = await lab.connected(HSM_STORE);
  const { store } = lab.test;
  const sizes: number[] = [];
  for (let n = 0; n < 30; n++) {
    const before = store.length;
    await lab.ok('CreateKey', { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId });
    sizes.push(JSON.stringify([...store.changes(before)].map(({ fact }) => fact)).length);
  }
  expect(new Set(sizes).size).toBe(1);
  expect(Object.keys(lab.test.lab.world.cloudHsmClusters.get(CLUSTER)?.backingKeys ?? {})).toHaveLength(30);
});

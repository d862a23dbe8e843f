import { beforeEach, describe, expect, it } from 'vitest';
import { OTHER, OWN } from '../../helpers/lab-with.ts';
import { CREDENTIAL, ENDPOINT, HSM_STORE, MINUTE, PATH, SECRET, SERVICE, StoresLab, XKS_STORE } from './stores-lab.ts';

const TEXT = new TextEncoder().encode('sealed twice');

let lab: StoresLab;
beforeEach(async () => {
  lab = await StoresLab.open();
});

/** Every trouble with a proxy and AWS's words for it. Source: KMS Developer Guide, "Troubleshooting external key stores". */
const TROUBLES = [
  [
    'CUT_OFF',
    'XksProxyUriUnreachableException',
    'XKS_PROXY_NOT_REACHABLE',
    'AWS KMS cannot communicate with the external',
  ],
  ['SLOW', 'XksProxyUriUnreachableException', 'XKS_PROXY_TIMED_OUT', 'did not respond in time'],
  ['UNHEALTHY', 'XksProxyUriUnreachableException', 'XKS_PROXY_NOT_REACHABLE', 'in an unhealthy state'],
  ['BAD_TLS', 'XksProxyInvalidConfigurationException', 'XKS_PROXY_INVALID_TLS_CONFIGURATION', 'cannot establish a TLS'],
  ['DENYING', 'XksProxyInvalidConfigurationException', 'XKS_PROXY_ACCESS_DENIED', 'denied access to the operation'],
  ['GARBLED', 'XksProxyInvalidResponseException', 'XKS_PROXY_INVALID_RESPONSE', 'cannot interpret the response'],
] as const;

describe('an outage of an external key store and its repair', () => {
  it('while the proxy is cut off everything fails though the store shows CONNECTED, and comes back by itself', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext: TEXT });
    await lab.setProxy({ state: 'CUT_OFF' });
    const [name, message] = await lab.test.refusal('Decrypt', { CiphertextBlob });
    expect([name, message]).toEqual([
      'KMSInvalidStateException',
      'AWS KMS cannot communicate with the external key store proxy. Verify that your external key store proxy is active and is connected to the network, and that its URI path and endpoint URI or VPC service name are correct in your external key store.',
    ]);
    expect([await lab.state(store), await lab.keyState(KeyId)]).toEqual(['CONNECTED', 'Enabled']);
    await lab.setProxy({ state: 'UP' });
    expect((await lab.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(TEXT);
  });

  it('who disconnects during the outage needs the proxy to connect again', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext: TEXT });
    await lab.setProxy({ state: 'CUT_OFF' });
    await lab.disconnect(store);
    await lab.connect(store);
    expect(await lab.state(store)).toBe('FAILED/XKS_PROXY_NOT_REACHABLE');
    expect(await lab.keyState(KeyId)).toBe('Unavailable');
    await lab.setProxy({ state: 'UP' });
    await lab.disconnect(store);
    await lab.connect(store);
    expect((await lab.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(TEXT);
  });

  it('a rotated credential is told to KMS without disconnecting', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    const rawSecretAccessKey = SECRET.toLowerCase();
    await lab.setProxy({ credential: { accessKeyId: CREDENTIAL.AccessKeyId, rawSecretAccessKey } });
    expect(await lab.refused('Encrypt', { KeyId, Plaintext: TEXT })).toEqual([
      'KMSInvalidStateException',
      'xks-proxy-credential',
    ]);
    const XksProxyAuthenticationCredential = { ...CREDENTIAL, RawSecretAccessKey: rawSecretAccessKey };
    await lab.ok('UpdateCustomKeyStore', { CustomKeyStoreId: store, XksProxyAuthenticationCredential });
    await lab.ok('Encrypt', { KeyId, Plaintext: TEXT });
  });
});

describe.each(TROUBLES)('a proxy that is %s', (state, managementError, connectionErrorCode, words) => {
  it(`refuses a new store with ${managementError}`, async () => {
    await lab.setProxy({ state });
    const [name, message] = await lab.test.refusal('CreateCustomKeyStore', XKS_STORE);
    expect(name).toBe(managementError);
    expect(message).toContain(words);
  });

  it(`fails a connection with ${connectionErrorCode}`, async () => {
    const store = await lab.store(XKS_STORE);
    await lab.setProxy({ state });
    await lab.connect(store);
    expect(await lab.state(store)).toBe(`FAILED/${connectionErrorCode}`);
  });

  it('fails CreateKey and cryptographic operations with the same words', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    const { CiphertextBlob } = await lab.ok('GenerateDataKeyWithoutPlaintext', { KeyId, KeySpec: 'AES_256' });
    await lab.setProxy({ state });
    const contains = expect.stringContaining(words);
    const made = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: store, XksKeyId: 'key-2' };
    expect(await lab.test.refusal('CreateKey', made)).toEqual(['CustomKeyStoreInvalidStateException', contains]);
    for (const [operation, input] of [
      ['Encrypt', { KeyId, Plaintext: TEXT }],
      ['Decrypt', { CiphertextBlob }],
      ['GenerateDataKey', { KeyId, KeySpec: 'AES_128' }],
      ['ReEncrypt', { CiphertextBlob, DestinationKeyId: KeyId }],
    ] as const) {
      expect(await lab.test.refusal(operation, input)).toEqual(['KMSInvalidStateException', contains]);
    }
  });
});

describe('double encryption', () => {
  it('neither the external key alone nor KMS’s own material opens what both sealed', async () => {
    const store = await lab.connected(XKS_STORE);
    const [first, second] = [await lab.xksKey(store, 'key-1'), await lab.xksKey(store, 'key-2')];
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId: first, Plaintext: TEXT });
    // The external key is made anew: KMS's half is as it was, the other half is lost.
    await lab.setKey('key-1', null);
    await lab.setKey('key-1', {});
    expect(await lab.test.refusal('Decrypt', { CiphertextBlob })).toEqual([
      'KMSInvalidStateException',
      'The external key store proxy rejected the request because the specified ciphertext or additional authenticated data is corrupted, missing, or otherwise invalid.',
    ]);
    expect((await lab.refused('Decrypt', { CiphertextBlob, KeyId: second }))[0]).toBe('IncorrectKeyException');
  });

  it('is longer than KMS’s own by one more header, IV and tag, and takes the longest plaintext', async () => {
    const store = await lab.connected(XKS_STORE);
    const [outside, inside] = [await lab.xksKey(store), await lab.test.key()];
    const sizes: number[] = [];
    const Plaintext = new Uint8Array(4096).fill(7);
    for (const KeyId of [inside, outside]) {
      const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext });
      sizes.push((CiphertextBlob as Uint8Array).length);
      expect((await lab.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(Plaintext);
    }
    const [one = 0, two = 0] = sizes;
    expect(two - one).toBe(one - 4096);
    expect(two).toBeLessThanOrEqual(6144);
  });

  it('a changed ciphertext, a wrong context and a proxy that alters answers are told apart from one another', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext: TEXT, EncryptionContext: { a: '1' } });
    const changed = (CiphertextBlob as Uint8Array).slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const byProxy = expect.stringContaining('the specified ciphertext or additional authenticated data is corrupted');
    for (const input of [
      { CiphertextBlob: changed, EncryptionContext: { a: '1' } },
      { CiphertextBlob, EncryptionContext: { a: '2' } },
      { CiphertextBlob },
    ]) {
      expect(await lab.test.refusal('Decrypt', input)).toEqual(['KMSInvalidStateException', byProxy]);
    }
    await lab.setProxy({ state: 'CORRUPTING' });
    expect(await lab.test.refusal('Decrypt', { CiphertextBlob, EncryptionContext: { a: '1' } })).toEqual([
      'KMSInvalidStateException',
      'The ciphertext that the external key store proxy submitted for decryption, or the encryption context, is corrupted, missing, or otherwise invalid.',
    ]);
  });

  it('ReEncrypt moves data out of an external key store and into it', async () => {
    const store = await lab.connected(XKS_STORE);
    const [outside, inside] = [await lab.xksKey(store), await lab.test.key()];
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId: outside, Plaintext: TEXT });
    const out = await lab.ok('ReEncrypt', { CiphertextBlob, DestinationKeyId: inside });
    const back = await lab.ok('ReEncrypt', { CiphertextBlob: out.CiphertextBlob, DestinationKeyId: outside });
    await lab.setProxy({ state: 'CUT_OFF' });
    expect((await lab.ok('Decrypt', { CiphertextBlob: out.CiphertextBlob })).Plaintext).toEqual(TEXT);
    expect((await lab.refused('Decrypt', { CiphertextBlob: back.CiphertextBlob }))[0]).toBe('KMSInvalidStateException');
  });
});

describe('the external key', () => {
  it.each([
    ['is not there', 'nobody', 'XksKeyNotFoundException', 'could not find the external key'],
    ['has a name that every object has', 'constructor', 'XksKeyNotFoundException', 'could not find the external key'],
    [
      'is not of 256 bits',
      'small',
      'XksKeyInvalidConfigurationException',
      'must be AES_256. The key spec of specified external key is AES_128.',
    ],
    [
      'is disabled',
      'off',
      'XksKeyInvalidConfigurationException',
      'must be ENABLED. The status of specified external key is DISABLED.',
    ],
    [
      'does not decrypt',
      'half',
      'XksKeyInvalidConfigurationException',
      'must include ENCRYPT and DECRYPT. The key use of specified external key is ENCRYPT.',
    ],
  ] as const)('CreateKey is refused when it %s', async (_, XksKeyId, name, words) => {
    await lab.setKey('off', { status: 'DISABLED' });
    await lab.setKey('half', { usage: ['ENCRYPT'] });
    const CustomKeyStoreId = await lab.connected(XKS_STORE);
    const input = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId };
    expect(await lab.test.refusal('CreateKey', input)).toEqual([name, expect.stringContaining(words)]);
  });

  it('of two keys made for it at the same time only one comes to be', async () => {
    const CustomKeyStoreId = await lab.connected(XKS_STORE);
    const input = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' };
    const made = await Promise.all([lab.call('CreateKey', input), lab.call('CreateKey', input)]);
    expect(made.map(({ reply }) => (reply.ok ? 'made' : reply.error.name))).toEqual([
      'made',
      'XksKeyAlreadyInUseException',
    ]);
  });

  it('serves one KMS key alone', async () => {
    const CustomKeyStoreId = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(CustomKeyStoreId);
    const again = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' };
    expect(await lab.refused('CreateKey', again)).toEqual(['XksKeyAlreadyInUseException', 'external-key-in-use']);
    const { KeyMetadata } = await lab.ok('DescribeKey', { KeyId });
    expect(KeyMetadata).toMatchObject({
      Origin: 'EXTERNAL_KEY_STORE',
      CustomKeyStoreId,
      XksKeyConfiguration: { Id: 'key-1' },
    });
    expect(KeyMetadata).not.toHaveProperty('CloudHsmClusterId');
  });

  it.each([
    ['disabled', { status: 'DISABLED' }, 'external-key-disabled'],
    ['deleted', null, 'external-key-missing'],
    ['restricted', { usage: ['SIGN'] }, 'external-key-unfit'],
  ] as const)('%s later fails the KMS key, whose own state stays Enabled', async (_, change, because) => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    await lab.setKey('key-1', change);
    expect(await lab.refused('Encrypt', { KeyId, Plaintext: TEXT })).toEqual(['KMSInvalidStateException', because]);
    expect(await lab.keyState(KeyId)).toBe('Enabled');
  });

  it('a proxy without the operation is told so', async () => {
    const store = await lab.connected(XKS_STORE);
    const KeyId = await lab.xksKey(store);
    await lab.setProxy({ state: 'UNSUPPORTING' });
    expect(await lab.test.refusal('Encrypt', { KeyId, Plaintext: TEXT })).toEqual([
      'KMSInvalidStateException',
      'The external key store proxy rejected the request because it does not support the requested cryptographic operation.',
    ]);
    const made = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: store, XksKeyId: 'key-2' };
    expect((await lab.refused('CreateKey', made))[0]).toBe('CustomKeyStoreInvalidStateException');
  });

  it('CreateKey needs XksKeyId', async () => {
    const CustomKeyStoreId = await lab.connected(XKS_STORE);
    expect((await lab.refused('CreateKey', { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId }))[0]).toBe(
      'ValidationException',
    );
  });
});

describe('settings of an external key store', () => {
  it('are shown without the secret', async () => {
    const store = await lab.store(XKS_STORE);
    expect((await lab.describe(store)).XksProxyConfiguration).toEqual({
      Connectivity: 'PUBLIC_ENDPOINT',
      AccessKeyId: CREDENTIAL.AccessKeyId,
      UriEndpoint: ENDPOINT,
      UriPath: PATH,
    });
  });

  it.each([
    [
      'a wrong secret',
      { XksProxyAuthenticationCredential: { ...CREDENTIAL, RawSecretAccessKey: 'x'.repeat(43) } },
      'XksProxyIncorrectAuthenticationCredentialException',
    ],
    [
      'a wrong access key id',
      { XksProxyAuthenticationCredential: { ...CREDENTIAL, AccessKeyId: 'Z'.repeat(20) } },
      'XksProxyIncorrectAuthenticationCredentialException',
    ],
    ['a wrong path', { XksProxyUriPath: '/kms/xks/v1' }, 'XksProxyInvalidConfigurationException'],
    [
      'an endpoint where nothing is',
      { XksProxyUriEndpoint: 'https://nobody.example.com' },
      'XksProxyUriUnreachableException',
    ],
    ['a missing credential', { XksProxyAuthenticationCredential: undefined }, 'ValidationException'],
    [
      'half a credential',
      { XksProxyAuthenticationCredential: { AccessKeyId: CREDENTIAL.AccessKeyId } },
      'ValidationException',
    ],
    ['an http endpoint', { XksProxyUriEndpoint: 'http://xks.example.com' }, 'ValidationException'],
    ['a path that does not end as it must', { XksProxyUriPath: '/vault/kms/xks' }, 'ValidationException'],
    ['a cluster', { CloudHsmClusterId: HSM_STORE.CloudHsmClusterId }, 'ValidationException'],
    [
      'a VPC endpoint service beside a public endpoint',
      { XksProxyVpcEndpointServiceName: SERVICE },
      'ValidationException',
    ],
    ['VPC connectivity without a service', { XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE' }, 'ValidationException'],
  ] as const)('%s is refused', async (_, input, name) => {
    expect((await lab.refused('CreateCustomKeyStore', { ...XKS_STORE, ...input }))[0]).toBe(name);
    expect((await lab.ok('DescribeCustomKeyStores')).CustomKeyStores).toEqual([]);
  });

  it('an address serves one store of an account and Region alone', async () => {
    await lab.store(XKS_STORE);
    const second = { ...XKS_STORE, CustomKeyStoreName: 'second' };
    expect((await lab.refused('CreateCustomKeyStore', second))[0]).toBe('XksProxyUriInUseException');
    const byVpc = {
      ...second,
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyVpcEndpointServiceName: SERVICE,
      XksProxyUriPath: '/other/kms/xks/v1',
    };
    expect((await lab.refused('CreateCustomKeyStore', byVpc))[0]).toBe('XksProxyUriEndpointInUseException');
  });

  it('name, path and credential change under a connection; the endpoint does not', async () => {
    const CustomKeyStoreId = await lab.connected(XKS_STORE);
    await lab.setProxy({ uriPath: '/new/kms/xks/v1' });
    await lab.ok('UpdateCustomKeyStore', {
      CustomKeyStoreId,
      NewCustomKeyStoreName: 'renamed',
      XksProxyUriPath: '/new/kms/xks/v1',
    });
    expect(await lab.describe(CustomKeyStoreId)).toMatchObject({
      CustomKeyStoreName: 'renamed',
      ConnectionState: 'CONNECTED',
      XksProxyConfiguration: { UriPath: '/new/kms/xks/v1' },
    });
    const moved = { CustomKeyStoreId, XksProxyUriEndpoint: 'https://elsewhere.example.com' };
    expect((await lab.refused('UpdateCustomKeyStore', moved))[0]).toBe('CustomKeyStoreInvalidStateException');
    await lab.disconnect(CustomKeyStoreId);
    expect((await lab.refused('UpdateCustomKeyStore', moved))[0]).toBe('XksProxyUriUnreachableException');
    const password = { CustomKeyStoreId, KeyStorePassword: 'not for this type' };
    expect((await lab.refused('UpdateCustomKeyStore', password))[0]).toBe('ValidationException');
  });

  it('a name that another store has is refused', async () => {
    const CustomKeyStoreId = await lab.store(XKS_STORE);
    await lab.store(HSM_STORE);
    const input = { CustomKeyStoreId, NewCustomKeyStoreName: HSM_STORE.CustomKeyStoreName };
    expect((await lab.refused('UpdateCustomKeyStore', input))[0]).toBe('CustomKeyStoreNameInUseException');
  });
});

describe('a proxy behind a VPC endpoint service', () => {
  const PRIVATE = 'https://private.xks.example.com';
  const VPC_STORE = {
    ...XKS_STORE,
    CustomKeyStoreName: 'private keys',
    XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
    XksProxyUriEndpoint: PRIVATE,
    XksProxyVpcEndpointServiceName: SERVICE,
  } as const;
  const set = (vpcEndpointService: object) =>
    lab.act({ type: 'setXksProxy', proxy: 'private', change: { vpcEndpointService } });
  beforeEach(() =>
    lab.act({
      type: 'createXksProxy',
      proxy: {
        name: 'private',
        uriEndpoint: PRIVATE,
        uriPath: PATH,
        credential: { accessKeyId: CREDENTIAL.AccessKeyId, rawSecretAccessKey: SECRET },
        vpcEndpointService: { serviceName: SERVICE, ownerAccountId: OWN },
        externalKeys: { 'key-1': {} },
      },
    }),
  );

  it('works, and is shown with the service and its owner', async () => {
    const store = await lab.connected(VPC_STORE);
    const KeyId = await lab.xksKey(store);
    const { CiphertextBlob } = await lab.ok('Encrypt', { KeyId, Plaintext: TEXT });
    expect((await lab.ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(TEXT);
    expect((await lab.describe(store)).XksProxyConfiguration).toMatchObject({
      Connectivity: 'VPC_ENDPOINT_SERVICE',
      VpcEndpointServiceName: SERVICE,
      VpcEndpointServiceOwner: OWN,
    });
  });

  const MISSING = 'XksProxyVpcEndpointServiceNotFoundException';
  const UNFIT = 'XksProxyVpcEndpointServiceInvalidConfigurationException';
  it.each([
    ['does not allow KMS', { allowsKms: false }, MISSING, 'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND'],
    ['belongs to another account', { ownerAccountId: OTHER }, MISSING, 'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND'],
    ['wants acceptance', { isAcceptanceRequired: true }, UNFIT, 'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION'],
    ['has an unverified domain', { isDomainVerified: false }, UNFIT, 'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION'],
    ['is in one zone', { zones: 1 }, UNFIT, 'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION'],
    [
      'has a gateway load balancer',
      { loadBalancer: 'gateway' },
      UNFIT,
      'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION',
    ],
  ] as const)('a service that %s is refused, and fails a connection', async (_, change, name, code) => {
    const store = await lab.store(VPC_STORE);
    await set(change);
    await lab.connect(store);
    expect(await lab.state(store)).toBe(`FAILED/${code}`);
    await lab.disconnect(store);
    await lab.ok('DeleteCustomKeyStore', { CustomKeyStoreId: store });
    expect((await lab.refused('CreateCustomKeyStore', VPC_STORE))[0]).toBe(name);
  });

  it('the service may be another account’s where KMS was told so', async () => {
    await set({ ownerAccountId: OTHER });
    const store = await lab.connected({ ...VPC_STORE, XksProxyVpcEndpointServiceOwner: OTHER });
    expect(await lab.state(store)).toBe('CONNECTED');
  });

  it('the proxy itself is asked only when the store connects', async () => {
    await lab.act({ type: 'setXksProxy', proxy: 'private', change: { state: 'CUT_OFF' } });
    const store = await lab.store(VPC_STORE);
    await lab.connect(store);
    expect(await lab.state(store)).toBe('FAILED/XKS_PROXY_NOT_REACHABLE');
  });

  it('a service serves one store alone', async () => {
    await lab.store(VPC_STORE);
    const second = { ...VPC_STORE, CustomKeyStoreName: 'second', XksProxyUriEndpoint: 'https://other.example.com' };
    expect((await lab.refused('CreateCustomKeyStore', second))[0]).toBe('XksProxyVpcEndpointServiceInUseException');
  });

  it('a store moves from a public endpoint to a service, with an endpoint of its own', async () => {
    const CustomKeyStoreId = await lab.store(XKS_STORE);
    const move = {
      CustomKeyStoreId,
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyVpcEndpointServiceName: SERVICE,
    };
    expect((await lab.refused('UpdateCustomKeyStore', move))[0]).toBe('ValidationException');
    await lab.ok('UpdateCustomKeyStore', { ...move, XksProxyUriEndpoint: PRIVATE });
    await lab.connect(CustomKeyStoreId);
    expect(await lab.state(CustomKeyStoreId)).toBe('CONNECTED');
    await lab.disconnect(CustomKeyStoreId);
    await lab.ok('UpdateCustomKeyStore', {
      CustomKeyStoreId,
      XksProxyConnectivity: 'PUBLIC_ENDPOINT',
      XksProxyUriEndpoint: ENDPOINT,
    });
    expect((await lab.describe(CustomKeyStoreId)).XksProxyConfiguration).not.toHaveProperty('VpcEndpointServiceName');
  });
});

describe('the time that connecting takes', () => {
  it('is five minutes for an external key store', async () => {
    const CustomKeyStoreId = await lab.store(XKS_STORE);
    await lab.ok('ConnectCustomKeyStore', { CustomKeyStoreId });
    await lab.pass(5 * MINUTE - 1);
    expect(await lab.state(CustomKeyStoreId)).toBe('CONNECTING');
    await lab.pass(1);
    expect(await lab.state(CustomKeyStoreId)).toBe('CONNECTED');
  });

  it('who disconnects meanwhile is not connected by the old attempt', async () => {
    const CustomKeyStoreId = await lab.store(XKS_STORE);
    await lab.ok('ConnectCustomKeyStore', { CustomKeyStoreId });
    await lab.ok('DisconnectCustomKeyStore', { CustomKeyStoreId });
    await lab.pass(60 * MINUTE);
    expect(await lab.state(CustomKeyStoreId)).toBe('DISCONNECTED');
  });
});

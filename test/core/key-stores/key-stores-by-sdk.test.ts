import {
  ConnectCustomKeyStoreCommand,
  CreateCustomKeyStoreCommand,
  CreateKeyCommand,
  CustomKeyStoreInvalidStateException,
  CustomKeyStoreNotFoundException,
  DecryptCommand,
  DeleteCustomKeyStoreCommand,
  DescribeCustomKeyStoresCommand,
  DisconnectCustomKeyStoreCommand,
  EncryptCommand,
  KMSInvalidStateException,
  UpdateCustomKeyStoreCommand,
  XksProxyUriUnreachableException,
} from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import { endpointWith } from '../../helpers/endpoint-with.ts';
import { CREDENTIAL, ENDPOINT, MINUTE, PATH, SECRET, XKS_STORE } from './stores-lab.ts';

const PROXY = {
  name: 'outside',
  uriEndpoint: ENDPOINT,
  uriPath: PATH,
  credential: { accessKeyId: CREDENTIAL.AccessKeyId, rawSecretAccessKey: SECRET },
  externalKeys: { 'key-1': {} },
} as const;

it('the AWS SDK makes, connects, uses, changes, disconnects and deletes an external key store', async () => {
  const endpoint = await endpointWith({ world: { xksProxies: [PROXY] } });
  const kms = endpoint.client();
  const { CustomKeyStoreId } = await kms.send(new CreateCustomKeyStoreCommand(XKS_STORE));
  const state = async () => {
    const { CustomKeyStores } = await kms.send(new DescribeCustomKeyStoresCommand({ CustomKeyStoreId }));
    return CustomKeyStores?.[0]?.ConnectionState;
  };
  await kms.send(new ConnectCustomKeyStoreCommand({ CustomKeyStoreId }));
  expect(await state()).toBe('CONNECTING');
  await endpoint.lab.act({ type: 'advance', by: 5 * MINUTE });
  expect(await state()).toBe('CONNECTED');

  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' }),
  );
  expect(KeyMetadata?.XksKeyConfiguration).toEqual({ Id: 'key-1' });
  const Plaintext = new TextEncoder().encode('by the SDK');
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext }));
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(Plaintext);

  await endpoint.lab.act({ type: 'setXksProxy', proxy: 'outside', change: { state: 'CUT_OFF' } });
  await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toBeInstanceOf(KMSInvalidStateException);
  const credential = { CustomKeyStoreId, XksProxyAuthenticationCredential: CREDENTIAL };
  await expect(kms.send(new UpdateCustomKeyStoreCommand(credential))).rejects.toBeInstanceOf(
    XksProxyUriUnreachableException,
  );
  await endpoint.lab.act({ type: 'setXksProxy', proxy: 'outside', change: { state: 'UP' } });
  await kms.send(new UpdateCustomKeyStoreCommand({ ...credential, NewCustomKeyStoreName: 'renamed' }));

  await kms.send(new DisconnectCustomKeyStoreCommand({ CustomKeyStoreId }));
  await expect(kms.send(new DeleteCustomKeyStoreCommand({ CustomKeyStoreId }))).rejects.toBeInstanceOf(
    CustomKeyStoreInvalidStateException,
  );
});

it('the AWS SDK knows the error for a store that is gone', async () => {
  const endpoint = await endpointWith({ world: { xksProxies: [PROXY] } });
  const kms = endpoint.client();
  const { CustomKeyStoreId } = await kms.send(new CreateCustomKeyStoreCommand(XKS_STORE));
  await kms.send(new DeleteCustomKeyStoreCommand({ CustomKeyStoreId }));
  await expect(kms.send(new DescribeCustomKeyStoresCommand({ CustomKeyStoreId }))).rejects.toBeInstanceOf(
    CustomKeyStoreNotFoundException,
  );
});

it('operations whose output has no members answer with an empty object, not with an empty body', async () => {
  const endpoint = await endpointWith({ auth: 'trust', world: { xksProxies: [PROXY] } });
  const post = async (operation: string, input: object) =>
    (
      await endpoint.send({
        headers: new Map([
          ['host', '127.0.0.1:4599'],
          ['content-type', 'application/x-amz-json-1.1'],
          ['x-amz-target', `TrentService.${operation}`],
        ]),
        body: new TextEncoder().encode(JSON.stringify(input)),
      })
    ).body;
  const { CustomKeyStoreId } = JSON.parse(await post('CreateCustomKeyStore', XKS_STORE)) as {
    CustomKeyStoreId: string;
  };
  const id = { CustomKeyStoreId };
  expect(await post('UpdateCustomKeyStore', { ...id, NewCustomKeyStoreName: 'renamed' })).toBe('{}');
  expect(await post('ConnectCustomKeyStore', id)).toBe('{}');
  expect(await post('DisconnectCustomKeyStore', id)).toBe('{}');
  await endpoint.lab.act({ type: 'advance', by: MINUTE });
  expect(await post('DeleteCustomKeyStore', id)).toBe('{}');
});

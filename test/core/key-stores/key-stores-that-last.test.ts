import { expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab, openLab } from '../../../core/index.ts';
import { MemoryStore } from '../../../core/lab/memory-store.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, START } from '../../helpers/lab-with.ts';
import { CREDENTIAL, ENDPOINT, MINUTE, PATH, SECRET, XKS_STORE } from './stores-lab.ts';

const TEXT = new TextEncoder().encode('still here tomorrow');

async function ok(lab: Lab, operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { reply } = await lab.call({ service: 'kms', operation, input, ...ADMIN });
  if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
  return reply.output;
}

it('a world that is taken up again has its key stores, their credentials and the external keys', async () => {
  const ports = { ...fixedPorts(), store: new MemoryStore() };
  const rootKey = new Uint8Array(32).fill(9);
  const credential = { accessKeyId: CREDENTIAL.AccessKeyId, rawSecretAccessKey: SECRET };
  const proxy = { name: 'outside', uriEndpoint: ENDPOINT, uriPath: PATH, credential, externalKeys: { 'key-1': {} } };
  const first = await createLab(ports, { ...DEFAULT_WORLD, start: START, xksProxies: [proxy] }, 1, rootKey.slice());
  const { CustomKeyStoreId } = await ok(first, 'CreateCustomKeyStore', XKS_STORE);
  await ok(first, 'ConnectCustomKeyStore', { CustomKeyStoreId });
  await first.act({ type: 'advance', by: 5 * MINUTE });
  const made = await ok(first, 'CreateKey', { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' });
  const { KeyId } = made.KeyMetadata as { KeyId: string };
  const { CiphertextBlob } = await ok(first, 'Encrypt', { KeyId, Plaintext: TEXT });
  await ok(first, 'DisconnectCustomKeyStore', { CustomKeyStoreId });
  await first.act({ type: 'advance', by: MINUTE });
  await ok(first, 'ConnectCustomKeyStore', { CustomKeyStoreId });

  // The connection was under way when the first process ended.
  const second = await openLab(ports, rootKey.slice());
  await second.act({ type: 'advance', by: 5 * MINUTE });
  expect((await second.ask({ type: 'view' })).keyStores).toMatchObject([{ connectionState: 'CONNECTED' }]);
  expect((await ok(second, 'Decrypt', { CiphertextBlob })).Plaintext).toEqual(TEXT);
});

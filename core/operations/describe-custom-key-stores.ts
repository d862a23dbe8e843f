import { ValidationException } from '../errors/common-errors.ts';
import { CustomKeyStoreNotFoundException } from '../errors/key-store-errors.ts';
import type { CloudHsmSettings, KeyStore, XksSettings } from '../key-stores/key-store.ts';
import { iamTarget } from './find-key.ts';
import { keyStoreById, ownKeyStores } from './find-key-store.ts';
import { epochSeconds } from './key-metadata.ts';
import { CustomKeyStoreId, CustomKeyStoreName } from './key-store-shapes.ts';
import { Limit, Marker } from './kms-shapes.ts';
import { defineOperation, type Scope } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const describeCustomKeyStores = defineOperation({
  service: 'kms',
  name: 'DescribeCustomKeyStores',
  summary: 'Shows the custom key stores of this account and Region, all or one, with their connection states.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeCustomKeyStores.html',
  input: structure({}, { CustomKeyStoreId, CustomKeyStoreName, Limit, Marker }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'kms:DescribeCustomKeyStores')],
  check(input) {
    if (input.CustomKeyStoreId === undefined || input.CustomKeyStoreName === undefined) return;
    throw new ValidationException('Specify either CustomKeyStoreId or CustomKeyStoreName, but not both.');
  },
  handle(input, scope) {
    const stores = wanted(input, scope);
    const { items, truncation } = page(stores, (store) => store.customKeyStoreId, input, { normally: 100, most: 1000 });
    return { output: { CustomKeyStores: items.map(entry), ...truncation } };
  },
});

function wanted(
  { CustomKeyStoreId: id, CustomKeyStoreName: name }: { CustomKeyStoreId?: string; CustomKeyStoreName?: string },
  scope: Scope,
): readonly KeyStore[] {
  if (id !== undefined) return [keyStoreById(scope, id)];
  if (name === undefined) return ownKeyStores(scope);
  const named = ownKeyStores(scope).filter((store) => store.name === name);
  if (named.length === 0) throw new CustomKeyStoreNotFoundException(name);
  return named;
}

/** CustomKeyStoresListEntry: password and secret access key are never in it. */
function entry(store: KeyStore): Readonly<Record<string, unknown>> {
  const { settings, machine } = store;
  const { connectionErrorCode } = machine.context;
  return {
    CustomKeyStoreId: store.customKeyStoreId,
    CustomKeyStoreName: store.name,
    ...(settings.type === 'AWS_CLOUDHSM' ? cloudHsmMembers(settings) : {}),
    ConnectionState: machine.value,
    ...(connectionErrorCode === null ? {} : { ConnectionErrorCode: connectionErrorCode }),
    CreationDate: epochSeconds(store.creationDate),
    CustomKeyStoreType: settings.type,
    ...(settings.type === 'EXTERNAL_KEY_STORE' ? { XksProxyConfiguration: proxyConfiguration(settings) } : {}),
  };
}

function cloudHsmMembers({ clusterId, trustAnchorCertificate }: CloudHsmSettings) {
  return { CloudHsmClusterId: clusterId, TrustAnchorCertificate: trustAnchorCertificate };
}

function proxyConfiguration({ connectivity, credential, uriEndpoint, uriPath, vpcEndpointService }: XksSettings) {
  return {
    Connectivity: connectivity,
    AccessKeyId: credential.accessKeyId,
    UriEndpoint: uriEndpoint,
    UriPath: uriPath,
    ...(vpcEndpointService === null
      ? {}
      : {
          VpcEndpointServiceName: vpcEndpointService.serviceName,
          VpcEndpointServiceOwner: vpcEndpointService.ownerAccountId,
        }),
  };
}

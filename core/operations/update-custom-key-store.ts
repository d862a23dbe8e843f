import { utf8 } from '../crypto/bytes.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { CloudHsmClusterNotRelatedException, CustomKeyStoreNameInUseException } from '../errors/key-store-errors.ts';
import type { CloudHsmSettings, KeyStore, XksSettings } from '../key-stores/key-store.ts';
import { checkClusterIsFit, findCluster } from './cluster-for-key-store.ts';
import { iamTarget } from './find-key.ts';
import { checkKeyStoreTakes, keyStoreById, keyStoreEventData, ownKeyStores } from './find-key-store.ts';
import { loggedKeyStoreRequest } from './key-store-log.ts';
import {
  CloudHsmClusterId,
  CustomKeyStoreId,
  CustomKeyStoreName,
  KeyStorePassword,
  XKS_PROXY_MEMBERS,
} from './key-store-shapes.ts';
import { defineOperation, type HandleScope } from './operation.ts';
import { structure, type ValueOf } from './shape.ts';
import { checkAddressIsFree, checkConnectivity, checkReachable } from './xks-settings.ts';

const input = structure(
  { CustomKeyStoreId },
  { NewCustomKeyStoreName: CustomKeyStoreName, KeyStorePassword, CloudHsmClusterId, ...XKS_PROXY_MEMBERS },
);
type Input = ValueOf<typeof input>;
type Member = keyof Omit<Input, 'CustomKeyStoreId'>;

const HSM_MEMBERS: readonly Member[] = ['KeyStorePassword', 'CloudHsmClusterId'];
const XKS_MEMBERS = Object.keys(XKS_PROXY_MEMBERS) as readonly Member[];
/** What of an external key store may change under a connection. Source: KMS API Reference, UpdateCustomKeyStore. */
const LIGHT_MEMBERS: readonly Member[] = [
  'NewCustomKeyStoreName',
  'XksProxyAuthenticationCredential',
  'XksProxyUriPath',
];

export const updateCustomKeyStore = defineOperation({
  service: 'kms',
  name: 'UpdateCustomKeyStore',
  summary: 'Tells KMS of a change in what backs a custom key store: a password, a credential, an address, a cluster.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html',
  input,
  readOnly: false,
  mutates: true,
  record: { requestParameters: loggedKeyStoreRequest },
  find: (_, scope) => [iamTarget(scope, 'kms:UpdateCustomKeyStore')],
  check(given, scope) {
    const store = keyStoreById(scope, given.CustomKeyStoreId);
    const { type } = store.settings;
    const wrong = (type === 'AWS_CLOUDHSM' ? XKS_MEMBERS : HSM_MEMBERS).find((name) => given[name] !== undefined);
    if (wrong !== undefined) {
      throw new ValidationException(`${wrong} is not valid for a custom key store of type ${type}.`);
    }
    checkKeyStoreTakes(store, { type: 'UpdateCustomKeyStore', mayStayConnected: mayStayConnected(given, type) });
    const name = given.NewCustomKeyStoreName;
    if (ownKeyStores(scope).some((other) => other !== store && other.name === name)) {
      throw new CustomKeyStoreNameInUseException(name ?? '');
    }
  },
  async handle(given, scope) {
    const store = keyStoreById(scope, given.CustomKeyStoreId);
    const keyStoreId = store.customKeyStoreId;
    const settings =
      store.settings.type === 'AWS_CLOUDHSM'
        ? await changedCluster(store.settings, given, scope)
        : await changedProxy(store.settings, store, given, scope);
    const name = given.NewCustomKeyStoreName ?? store.name;
    return {
      output: {},
      facts: [
        { type: 'keyStoreChanged', keyStoreId, event: { type: 'UpdateCustomKeyStore', mayStayConnected: true } },
        { type: 'keyStoreUpdated', keyStoreId, name, settings },
      ],
      additionalEventData: keyStoreEventData({ ...store, name, settings }),
    };
  },
});

function mayStayConnected(given: Input, type: KeyStore['settings']['type']): boolean {
  const changed = (Object.keys(given) as (keyof Input)[]).filter((name) => name !== 'CustomKeyStoreId');
  return type === 'EXTERNAL_KEY_STORE' && changed.every((name) => LIGHT_MEMBERS.some((light) => light === name));
}

/** The cluster may be replaced by one with the same certificate: one from the same backups. */
async function changedCluster(
  settings: CloudHsmSettings,
  { CloudHsmClusterId: clusterId, KeyStorePassword: password, CustomKeyStoreId: owner }: Input,
  scope: HandleScope,
): Promise<CloudHsmSettings> {
  let changed = settings;
  if (clusterId !== undefined) {
    const cluster = findCluster(scope, clusterId);
    if (cluster.trustAnchorCertificate !== settings.trustAnchorCertificate) {
      throw new CloudHsmClusterNotRelatedException(clusterId);
    }
    checkClusterIsFit(cluster);
    changed = { ...changed, clusterId };
  }
  if (password === undefined) return changed;
  const item = await scope.safe.keep({ owner, sealedId: scope.ids.hex(32) }, utf8(password));
  return { ...changed, password: item };
}

/** New settings are tried out before they are taken. */
async function changedProxy(
  settings: XksSettings,
  store: KeyStore,
  given: Input,
  scope: HandleScope,
): Promise<XksSettings> {
  if (XKS_MEMBERS.every((name) => given[name] === undefined)) return settings;
  const connectivity = given.XksProxyConnectivity ?? settings.connectivity;
  if (connectivity !== settings.connectivity && given.XksProxyUriEndpoint === undefined) {
    throw new ValidationException('XksProxyUriEndpoint is required when XksProxyConnectivity changes.');
  }
  const changed: XksSettings = {
    ...settings,
    connectivity,
    uriEndpoint: given.XksProxyUriEndpoint ?? settings.uriEndpoint,
    uriPath: given.XksProxyUriPath ?? settings.uriPath,
    vpcEndpointService: changedService(settings, connectivity, given, scope),
    credential: await changedCredential(settings, given, scope),
  };
  checkConnectivity(changed);
  checkAddressIsFree(scope, changed, store.customKeyStoreId);
  await checkReachable(changed, scope, store.machine.value === 'CONNECTED');
  return changed;
}

/** A public endpoint has none; what is left out stays. */
function changedService(
  { vpcEndpointService: before }: XksSettings,
  connectivity: XksSettings['connectivity'],
  { XksProxyVpcEndpointServiceName: name, XksProxyVpcEndpointServiceOwner: owner }: Input,
  { request }: HandleScope,
): XksSettings['vpcEndpointService'] {
  const serviceName = name ?? (connectivity === 'PUBLIC_ENDPOINT' ? undefined : before?.serviceName);
  if (serviceName === undefined) return null;
  return { serviceName, ownerAccountId: owner ?? before?.ownerAccountId ?? request.accountId };
}

async function changedCredential(
  { credential }: XksSettings,
  { XksProxyAuthenticationCredential: given, CustomKeyStoreId: owner }: Input,
  { safe, ids }: HandleScope,
): Promise<XksSettings['credential']> {
  if (given === undefined) return credential;
  const secret = await safe.keep({ owner, sealedId: ids.hex(32) }, utf8(given.RawSecretAccessKey));
  return { accessKeyId: given.AccessKeyId, secret };
}

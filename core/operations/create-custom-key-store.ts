import { utf8 } from '../crypto/bytes.ts';
import type { SafeItem } from '../crypto/safe.ts';
import { ValidationException } from '../errors/common-errors.ts';
import {
  CloudHsmClusterInUseException,
  CustomKeyStoreNameInUseException,
  IncorrectTrustAnchorException,
} from '../errors/key-store-errors.ts';
import { LimitExceededException } from '../errors/kms-errors.ts';
import type { CloudHsmCluster } from '../key-stores/cloud-hsm-cluster.ts';
import { KEY_STORE_TYPES, type KeyStore } from '../key-stores/key-store.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';
import { checkClusterIsFit, findCluster } from './cluster-for-key-store.ts';
import { iamTarget } from './find-key.ts';
import { ownKeyStores } from './find-key-store.ts';
import { loggedKeyStoreRequest } from './key-store-log.ts';
import {
  CloudHsmClusterId,
  CustomKeyStoreName,
  KeyStorePassword,
  TrustAnchorCertificate,
  XKS_PROXY_MEMBERS,
} from './key-store-shapes.ts';
import { defineOperation, type HandleScope, type Scope } from './operation.ts';
import { oneOf, structure, type ValueOf } from './shape.ts';
import { checkAddressIsFree, checkConnectivity, checkReachable, type XksAddress } from './xks-settings.ts';

const input = structure(
  { CustomKeyStoreName },
  {
    CloudHsmClusterId,
    TrustAnchorCertificate,
    KeyStorePassword,
    CustomKeyStoreType: oneOf(KEY_STORE_TYPES),
    ...XKS_PROXY_MEMBERS,
  },
);
type Input = ValueOf<typeof input>;

/** Simplified: AWS also asks for permissions in CloudHSM, EC2 and IAM. Source: KMS Developer Guide, "Controlling access to an AWS CloudHSM key store". */
export const createCustomKeyStore = defineOperation({
  service: 'kms',
  name: 'CreateCustomKeyStore',
  summary: 'Makes a custom key store over a CloudHSM cluster or an external key store proxy; it is not connected yet.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html',
  input,
  readOnly: false,
  mutates: true,
  record: { requestParameters: loggedKeyStoreRequest },
  find: (_, scope) => [iamTarget(scope, 'kms:CreateCustomKeyStore')],
  check(given, scope) {
    checkMembers(given);
    const stores = ownKeyStores(scope);
    const most = resourceQuotaIn(scope.world.quotas, 'customKeyStores');
    if (stores.length >= most) {
      throw new LimitExceededException(`You can have at most ${most} custom key stores in a Region.`);
    }
    const { CustomKeyStoreName: name } = given;
    if (stores.some((store) => store.name === name)) throw new CustomKeyStoreNameInUseException(name);
    if (given.CustomKeyStoreType === 'EXTERNAL_KEY_STORE') {
      checkAddressIsFree(scope, addressIn(given, scope), null);
    } else {
      checkCluster(findCluster(scope, given.CloudHsmClusterId ?? ''), given.TrustAnchorCertificate, stores);
    }
  },
  async handle(given, scope) {
    const { request, at, ids } = scope;
    const customKeyStoreId = `cks-${ids.hex(17)}`;
    const settings = await settingsIn(given, scope, { owner: customKeyStoreId, sealedId: ids.hex(32) });
    if (settings.type === 'EXTERNAL_KEY_STORE') await checkReachable(settings, scope, false);
    const keyStore = { customKeyStoreId, accountId: request.accountId, region: request.region, creationDate: at };
    return {
      output: { CustomKeyStoreId: customKeyStoreId },
      facts: [{ type: 'keyStoreCreated', keyStore, name: given.CustomKeyStoreName, settings }],
    };
  },
});

/** Each type has members of its own, all of them required. */
function checkMembers(given: Input): void {
  const isXks = given.CustomKeyStoreType === 'EXTERNAL_KEY_STORE';
  const type = isXks ? 'EXTERNAL_KEY_STORE' : 'AWS_CLOUDHSM';
  const hsm = ['CloudHsmClusterId', 'TrustAnchorCertificate', 'KeyStorePassword'] as const;
  const xks = [
    'XksProxyConnectivity',
    'XksProxyUriEndpoint',
    'XksProxyUriPath',
    'XksProxyAuthenticationCredential',
  ] as const;
  const missing = (isXks ? xks : hsm).find((name) => given[name] === undefined);
  if (missing !== undefined) {
    throw new ValidationException(`${missing} is required when CustomKeyStoreType is ${type}.`);
  }
  const ofXks = [...xks, 'XksProxyVpcEndpointServiceName', 'XksProxyVpcEndpointServiceOwner'] as const;
  const wrong = (isXks ? hsm : ofXks).find((name) => given[name] !== undefined);
  if (wrong !== undefined) {
    throw new ValidationException(`${wrong} is not valid when CustomKeyStoreType is ${type}.`);
  }
}

function checkCluster(cluster: CloudHsmCluster, certificate: string | undefined, stores: readonly KeyStore[]): void {
  const user = stores.find(
    ({ settings }) =>
      settings.type === 'AWS_CLOUDHSM' &&
      (settings.clusterId === cluster.clusterId || settings.trustAnchorCertificate === cluster.trustAnchorCertificate),
  );
  if (user !== undefined) throw new CloudHsmClusterInUseException(cluster.clusterId, user.customKeyStoreId);
  checkClusterIsFit(cluster);
  if (certificate?.trim() !== cluster.trustAnchorCertificate.trim()) {
    throw new IncorrectTrustAnchorException(cluster.clusterId);
  }
}

function addressIn(given: Input, { request }: Scope): XksAddress {
  const serviceName = given.XksProxyVpcEndpointServiceName;
  const ownerAccountId = given.XksProxyVpcEndpointServiceOwner ?? request.accountId;
  const address: XksAddress = {
    type: 'EXTERNAL_KEY_STORE',
    connectivity: given.XksProxyConnectivity ?? 'PUBLIC_ENDPOINT',
    uriEndpoint: given.XksProxyUriEndpoint ?? '',
    uriPath: given.XksProxyUriPath ?? '',
    vpcEndpointService: serviceName === undefined ? null : { serviceName, ownerAccountId },
  };
  checkConnectivity(address);
  return address;
}

/** The settings, with the secret in the safe and nowhere else. */
async function settingsIn(given: Input, scope: HandleScope, item: SafeItem): Promise<KeyStore['settings']> {
  const { safe } = scope;
  if (given.CustomKeyStoreType === 'EXTERNAL_KEY_STORE') {
    const { AccessKeyId: accessKeyId = '', RawSecretAccessKey = '' } = given.XksProxyAuthenticationCredential ?? {};
    const secret = await safe.keep(item, utf8(RawSecretAccessKey));
    return { ...addressIn(given, scope), credential: { accessKeyId, secret } };
  }
  const cluster = findCluster(scope, given.CloudHsmClusterId ?? '');
  return {
    type: 'AWS_CLOUDHSM',
    clusterId: cluster.clusterId,
    trustAnchorCertificate: cluster.trustAnchorCertificate,
    password: await safe.keep(item, utf8(given.KeyStorePassword ?? '')),
  };
}

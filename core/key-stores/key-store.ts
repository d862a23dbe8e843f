import type { AccountId } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import type { SafeItem } from '../crypto/safe.ts';
import type { EpochMs } from '../ports.ts';
import type { KeyStoreSnapshot } from './key-store-snapshot.ts';

export const KEY_STORE_TYPES = ['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'] as const;
export const CONNECTIVITIES = ['PUBLIC_ENDPOINT', 'VPC_ENDPOINT_SERVICE'] as const;

/** What KMS was told of the CloudHSM cluster behind a key store. */
export interface CloudHsmSettings {
  readonly type: 'AWS_CLOUDHSM';
  readonly clusterId: string;
  readonly trustAnchorCertificate: string;
  /** The password that KMS would log in with as kmsuser. */
  readonly password: SafeItem;
}

/** What KMS was told of the proxy behind an external key store. */
export interface XksSettings {
  readonly type: 'EXTERNAL_KEY_STORE';
  readonly connectivity: (typeof CONNECTIVITIES)[number];
  readonly uriEndpoint: string;
  readonly uriPath: string;
  /** Null with a public endpoint. */
  readonly vpcEndpointService: { readonly serviceName: string; readonly ownerAccountId: string } | null;
  readonly credential: { readonly accessKeyId: string; readonly secret: SafeItem };
}

/** What never changes in a key store's life. */
export interface KeyStoreIdentity {
  /** `cks-` and 17 hexadecimal digits. */
  readonly customKeyStoreId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly creationDate: EpochMs;
}

/** A custom key store as the world holds it. Only `applyFact` writes to the fields that are not readonly. */
export interface KeyStore extends KeyStoreIdentity {
  name: string;
  settings: CloudHsmSettings | XksSettings;
  machine: KeyStoreSnapshot;
}

/** Where the material of a key in a custom key store is; fixed at the key's creation. */
export type KeyBacking =
  | { readonly type: 'AWS_CLOUDHSM'; readonly customKeyStoreId: string; readonly backingKeyId: string }
  | { readonly type: 'EXTERNAL_KEY_STORE'; readonly customKeyStoreId: string; readonly xksKeyId: string };

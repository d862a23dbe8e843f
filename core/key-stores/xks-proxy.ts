import type { SafeItem } from '../crypto/safe.ts';

/** How an external key store proxy fares. Ours, one for each trouble that AWS's guide tells how to repair. */
export const PROXY_STATES = [
  'UP',
  'CUT_OFF',
  'SLOW',
  'UNHEALTHY',
  'BAD_TLS',
  'DENYING',
  'GARBLED',
  'CORRUPTING',
  'UNSUPPORTING',
] as const;

/** KeySpecs that an external key manager may say a key has. Source: XKS proxy API specification, GetKeyMetadata. */
export const EXTERNAL_KEY_SPECS = ['AES_256', 'AES_128', 'RSA_2048'] as const;
export const EXTERNAL_KEY_STATUSES = ['ENABLED', 'DISABLED'] as const;
export const EXTERNAL_KEY_USAGES = ['ENCRYPT', 'DECRYPT', 'SIGN', 'VERIFY', 'WRAP', 'UNWRAP'] as const;

/** A key in the external key manager behind a proxy. KMS never makes, manages or deletes one. */
export interface ExternalKey {
  readonly keySpec: (typeof EXTERNAL_KEY_SPECS)[number];
  readonly status: (typeof EXTERNAL_KEY_STATUSES)[number];
  readonly usage: readonly (typeof EXTERNAL_KEY_USAGES)[number][];
  /** A real AES-256 key, whatever the key manager says of it. */
  readonly material: SafeItem;
}

/** An Amazon VPC endpoint service by which KMS reaches a proxy. Its private DNS name is the proxy's endpoint. */
export interface VpcEndpointService {
  /** `com.amazonaws.vpce.us-east-1.vpce-svc-…` */
  readonly serviceName: string;
  readonly ownerAccountId: string;
  /** Whether cks.kms.REGION.amazonaws.com is on its list of allowed principals. */
  readonly allowsKms: boolean;
  readonly isAcceptanceRequired: boolean;
  readonly isDomainVerified: boolean;
  readonly loadBalancer: 'network' | 'gateway';
  /** Availability Zones with a subnet of it. */
  readonly zones: number;
}

/**
 * A simulated external key store proxy and the key manager behind it: somewhere outside AWS, so of no account.
 * Source: KMS Developer Guide, "External key stores"; AWS KMS External Key Store Proxy API Specification.
 */
export interface XksProxy {
  /** The lab's name for it. */
  readonly name: string;
  /** `https://` and a host name. */
  readonly uriEndpoint: string;
  /** `/kms/xks/v1`, perhaps behind a prefix. */
  readonly uriPath: string;
  readonly state: (typeof PROXY_STATES)[number];
  readonly credential: { readonly accessKeyId: string; readonly secret: SafeItem };
  /** Null: it has a public endpoint. */
  readonly vpcEndpointService: VpcEndpointService | null;
  /** By the id that the proxy knows it by. */
  readonly externalKeys: Readonly<Record<string, ExternalKey>>;
}

/** The external key of that id. Ids are the caller's words: `constructor` is in every object, and is no key. */
export function externalKeyIn({ externalKeys }: XksProxy, xksKeyId: string): ExternalKey | undefined {
  return Object.hasOwn(externalKeys, xksKeyId) ? externalKeys[xksKeyId] : undefined;
}

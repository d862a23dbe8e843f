import { CONNECTIVITIES } from '../key-stores/key-store.ts';
import { oneOf, string, structure } from './shape.ts';

/** The shapes of custom key stores. Source: the service's Smithy model (kms-2014-11-01), with its patterns. */
export const CustomKeyStoreId = string({ min: 1, max: 64 });
export const CustomKeyStoreName = string({ min: 1, max: 256 });
export const CloudHsmClusterId = string({ min: 19, max: 24, pattern: /^cluster-[2-7a-zA-Z]{11,16}$/ });
export const TrustAnchorCertificate = string({ min: 1, max: 5000 });
export const KeyStorePassword = string({ min: 7, max: 32, sensitive: true });
const XksProxyUriEndpoint = string({ min: 10, max: 128, pattern: /^https:\/\/[a-zA-Z0-9.-]+$/ });
const XksProxyUriPath = string({
  min: 10,
  max: 128,
  pattern: /^(\/[a-zA-Z0-9/_-]+\/kms\/xks\/v\d{1,2})$|^(\/kms\/xks\/v\d{1,2})$/,
});
const XksProxyVpcEndpointServiceName = string({
  min: 20,
  max: 64,
  pattern: /^com\.amazonaws\.vpce\.([a-z]+-){2,3}\d+\.vpce-svc-[0-9a-z]+$/,
});
const XksProxyVpcEndpointServiceOwner = string({ min: 12, max: 12, pattern: /^\d{12}$/ });
const XksProxyConnectivity = oneOf(CONNECTIVITIES);
const XksProxyAuthenticationCredential = structure(
  {
    AccessKeyId: string({ min: 20, max: 30, pattern: /^[A-Z2-7]+$/, sensitive: true }),
    RawSecretAccessKey: string({ min: 43, max: 64, pattern: /^[a-zA-Z0-9/+=]+$/, sensitive: true }),
  },
  {},
);
export const XksKeyId = string({ min: 1, max: 128, pattern: /^[a-zA-Z0-9\-_.]+$/ });

/** How a proxy can be reached, in create and update alike. */
export const XKS_PROXY_MEMBERS = {
  XksProxyUriEndpoint,
  XksProxyUriPath,
  XksProxyVpcEndpointServiceName,
  XksProxyVpcEndpointServiceOwner,
  XksProxyAuthenticationCredential,
  XksProxyConnectivity,
} as const;

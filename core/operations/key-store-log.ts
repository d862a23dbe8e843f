import { loggedMembers } from '../audit/logged-members.ts';
import { CloudHsmClusterId, CustomKeyStoreId, CustomKeyStoreName, XKS_PROXY_MEMBERS } from './key-store-shapes.ts';
import type { Input } from './operation.ts';
import { string, structure } from './shape.ts';

const { XksProxyAuthenticationCredential: _, ...proxyMembers } = XKS_PROXY_MEMBERS;
const logged = loggedMembers(
  structure(
    {},
    {
      CustomKeyStoreId,
      CustomKeyStoreName,
      NewCustomKeyStoreName: CustomKeyStoreName,
      CustomKeyStoreType: string(),
      CloudHsmClusterId,
      ...proxyMembers,
    },
  ),
);

/**
 * The parameters of CreateCustomKeyStore and UpdateCustomKeyStore as CloudTrail logs them: the cluster as `clusterId`,
 * and neither password nor credential, not even the access key id.
 * Source: KMS Developer Guide, "CreateCustomKeyStore", "UpdateCustomKeyStore"; audit-and-cost.md section 1.
 */
export function loggedKeyStoreRequest(input: Input): Readonly<Record<string, unknown>> {
  const parameters: Record<string, unknown> = {};
  for (const { name, loggedAs } of logged) {
    if (input[name] !== undefined) parameters[name === 'CloudHsmClusterId' ? 'clusterId' : loggedAs] = input[name];
  }
  return parameters;
}

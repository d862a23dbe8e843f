import type { AuthorizationRequest } from '../decision.ts';
import { flag, inputText, type Read } from './read.ts';

/**
 * kms: keys about the grant that CreateGrant is to make. kms:GrantIsForAWSResource tells of ListGrants and RevokeGrant
 * too: whether a service calls for its caller.
 * Source: KMS Developer Guide, "Condition keys for AWS KMS"; access.md section 5.
 */
export const GRANT_KEYS = {
  'kms:GrantConstraintType': (request) => {
    const { EncryptionContextEquals, EncryptionContextSubset } = constraintsOf(request);
    if (EncryptionContextEquals !== undefined) return 'EncryptionContextEquals';
    return EncryptionContextSubset === undefined ? null : 'EncryptionContextSubset';
  },
  'kms:GrantConstraintSourceArn': (request) => {
    const { SourceArn } = constraintsOf(request);
    return typeof SourceArn === 'string' ? SourceArn : null;
  },
  'kms:GrantIsForAWSResource': ({ call: { operation }, principal, viaService }) =>
    ['CreateGrant', 'ListGrants', 'RevokeGrant'].includes(operation)
      ? flag(viaService !== null && principal.type !== 'service')
      : null,
  'kms:GrantOperations': ({ call: { operation, input } }) =>
    operation === 'CreateGrant' && Array.isArray(input.Operations) ? input.Operations.map(String) : null,
  'kms:GranteePrincipal': ofCreateGrant('GranteePrincipal'),
  'kms:GranteeServicePrincipal': ofCreateGrant('GranteeServicePrincipal'),
  'kms:RetiringPrincipal': ofCreateGrant('RetiringPrincipal'),
  'kms:RetiringServicePrincipal': ofCreateGrant('RetiringServicePrincipal'),
} as const satisfies Record<string, Read>;

function ofCreateGrant(member: string): Read {
  return (request) => (request.call.operation === 'CreateGrant' ? inputText(request, member) : null);
}

function constraintsOf({ call: { operation, input } }: AuthorizationRequest): Readonly<Record<string, unknown>> {
  const given = operation === 'CreateGrant' ? input.Constraints : null;
  return typeof given === 'object' && given !== null ? { ...given } : {};
}

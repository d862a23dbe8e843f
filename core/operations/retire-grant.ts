import type { GrantInForce } from '../access/decision.ts';
import { parseArn } from '../cloud/arn.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { InvalidGrantTokenException } from '../errors/kms-errors.ts';
import type { Grant } from '../grants/grant.ts';
import { findGrant, grantOfToken } from './find-grant.ts';
import { findKey } from './find-key.ts';
import { DryRun, GrantId, GrantToken, KeyId } from './kms-shapes.ts';
import { defineOperation, type Scope } from './operation.ts';
import { structure } from './shape.ts';

interface Given {
  readonly GrantToken?: string;
  readonly KeyId?: string;
  readonly GrantId?: string;
}

export const retireGrant = defineOperation({
  service: 'kms',
  name: 'RetireGrant',
  summary: 'Gives a grant back, by those that it names or the account that made it.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html',
  input: structure({}, { GrantToken, KeyId, GrantId, DryRun }),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  record: {
    requestParameters: ({ KeyId: keyId, GrantId: grantId }) => (keyId === undefined ? null : { keyId, grantId }),
    responseElements: () => null,
  },
  find(input, scope) {
    const grant = grantGiven(input, scope);
    const key = scope.world.keys.get(grant.keyArn);
    if (key === undefined) throw new Error(`grant ${grant.grantId} is on no key`);
    return [
      {
        action: 'kms:RetireGrant',
        resourceArn: key.arn,
        ownerAccountId: key.accountId,
        key,
        found: { given: input.KeyId ?? 'grant token', keyArn: key.arn, alias: null },
        encryptionContext: {},
        grants: retirers(grant),
        retires: { accounts: accountsThatMay(grant) },
      },
    ];
  },
  handle(input, scope) {
    const { keyArn, grantId } = grantGiven(input, scope);
    return {
      output: {},
      facts: [{ type: 'grantChanged', keyArn, grantId, event: { type: 'RetireGrant' } }],
      additionalEventData: { grantId },
    };
  },
});

/** @throws {ValidationException} unless it is named by its token, or by its key and its id. */
function grantGiven({ GrantToken: token, KeyId: keyId, GrantId: grantId }: Given, scope: Scope): Grant {
  if (token !== undefined && keyId === undefined && grantId === undefined) {
    const grant = grantOfToken(scope.world, token);
    if (parseArn(grant.keyArn)?.region !== scope.request.region) throw new InvalidGrantTokenException();
    return grant;
  }
  if (token === undefined && keyId !== undefined && grantId !== undefined) {
    return findGrant(scope.world, findKey(scope, keyId, 'idOrArn').key, grantId);
  }
  throw new ValidationException('Please specify either a grant token, or a key ID and a grant ID.');
}

/** Those that the grant itself lets retire it: the retiring principal, and the grantee where the grant says so. */
function retirers({ grantId, granteePrincipal, retiringPrincipal, operations }: Grant): readonly GrantInForce[] {
  const retire = (principal: string) => ({ grantId, granteePrincipal: principal, operations: ['RetireGrant'] });
  return [
    ...(retiringPrincipal === null ? [] : [retire(retiringPrincipal)]),
    ...(operations.includes('RetireGrant') ? [retire(granteePrincipal)] : []),
  ];
}

/** The account that made the grant, and any that it names as a whole: their IAM policies may pass the right on. */
function accountsThatMay({ issuingAccount, retiringPrincipal }: Grant): readonly string[] {
  const retiring = retiringPrincipal === null ? null : parseArn(retiringPrincipal);
  return retiring?.resource === 'root' ? [issuingAccount, retiring.accountId] : [issuingAccount];
}

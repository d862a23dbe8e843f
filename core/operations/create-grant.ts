import { ValidationException } from '../errors/common-errors.ts';
import { LimitExceededException } from '../errors/kms-errors.ts';
import { GRANT_OPERATIONS, type Grant, type GrantConstraints, type GrantIdentity } from '../grants/grant.ts';
import { grantToken } from '../grants/grant-token.ts';
import { sameConstraints } from '../grants/same-constraints.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';
import { keyTarget } from './find-key.ts';
import { onePrincipal } from './grant-principals.ts';
import { checkGrant } from './grant-rules.ts';
import { DryRun, GrantTokens, KeyId, PrincipalId, ServicePrincipalId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { list, oneOf, string, stringMap, structure } from './shape.ts';

const Constraints = structure(
  {},
  {
    EncryptionContextSubset: stringMap(),
    EncryptionContextEquals: stringMap(),
    SourceArn: string({ min: 20, max: 512, pattern: /^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$/ }),
  },
);

export const createGrant = defineOperation({
  service: 'kms',
  name: 'CreateGrant',
  summary: 'Lets one principal do some operations on one key, until the grant is retired or revoked.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html',
  input: structure(
    { KeyId, Operations: list(oneOf(GRANT_OPERATIONS), { min: 1 }) },
    {
      GranteePrincipal: PrincipalId,
      RetiringPrincipal: PrincipalId,
      Constraints,
      GrantTokens,
      Name: string({ min: 1, max: 256, pattern: /^[a-zA-Z0-9:/_-]+$/ }),
      DryRun,
      GranteeServicePrincipal: ServicePrincipalId,
      RetiringServicePrincipal: ServicePrincipalId,
    },
  ),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  keyStates: ['Enabled', 'Unavailable', 'Updating'],
  record: { responseElements: ({ GrantId }, keyArn) => ({ grantId: GrantId, keyId: keyArn }) },
  find: ({ KeyId: given, Operations, Constraints: constraints }, scope) => [
    {
      ...keyTarget(scope, given, 'kms:CreateGrant'),
      newGrant: { operations: Operations, ...constraintsOf(constraints) },
    },
  ],
  check(input, scope) {
    const { GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, RetiringServicePrincipal } = input;
    const grantee = onePrincipal({ GranteePrincipal, GranteeServicePrincipal }, scope);
    const retiring = onePrincipal({ RetiringPrincipal, RetiringServicePrincipal }, scope);
    if (grantee === null) throw new ValidationException('Please specify GranteePrincipal or GranteeServicePrincipal.');
    if (GranteeServicePrincipal !== undefined && (retiring === null || input.Constraints?.SourceArn === undefined)) {
      throw new ValidationException(
        'A grant with GranteeServicePrincipal needs the grant constraint SourceArn, and a RetiringPrincipal or RetiringServicePrincipal.',
      );
    }
    checkGrant(theKey(scope), input.Operations, constraintsOf(input.Constraints));
  },
  handle(input, scope) {
    const { world, ids, request, at } = scope;
    const { arn: keyArn } = theKey(scope);
    const grants = world.grants.get(keyArn) ?? [];
    const grant: GrantIdentity = {
      grantId: ids.hex(64),
      keyArn,
      name: input.Name ?? null,
      granteePrincipal: input.GranteePrincipal ?? input.GranteeServicePrincipal ?? '',
      retiringPrincipal: input.RetiringPrincipal ?? input.RetiringServicePrincipal ?? null,
      operations: input.Operations,
      ...constraintsOf(input.Constraints),
      issuingAccount: request.accountId,
      creationDate: at,
    };
    const before = grant.name === null ? undefined : grants.find((other) => isSameGrant(other, grant));
    const most = resourceQuotaIn(world.quotas, 'grantsPerKey');
    if (before === undefined && grants.length >= most) {
      throw new LimitExceededException(`${keyArn} has ${most} grants already, and may not have more.`);
    }
    const { grantId } = before ?? grant;
    return {
      output: { GrantToken: grantToken(keyArn, grantId, ids.hex(32)), GrantId: grantId },
      facts: before === undefined ? [{ type: 'grantCreated', grant, consistentDate: at + world.grantDelayMs }] : [],
    };
  },
});

interface WireConstraints {
  readonly EncryptionContextSubset?: Readonly<Record<string, string>>;
  readonly EncryptionContextEquals?: Readonly<Record<string, string>>;
  readonly SourceArn?: string;
}

function constraintsOf(wire: WireConstraints = {}): GrantConstraints {
  const { EncryptionContextSubset, EncryptionContextEquals, SourceArn } = wire;
  return {
    ...(EncryptionContextSubset === undefined ? {} : { encryptionContextSubset: EncryptionContextSubset }),
    ...(EncryptionContextEquals === undefined ? {} : { encryptionContextEquals: EncryptionContextEquals }),
    ...(SourceArn === undefined ? {} : { sourceArn: SourceArn }),
  };
}

/** The same request under the same name makes no second grant. Source: KMS API Reference, CreateGrant, "Name". */
function isSameGrant(a: Grant, b: GrantIdentity): boolean {
  return (
    a.name === b.name &&
    a.granteePrincipal === b.granteePrincipal &&
    a.retiringPrincipal === b.retiringPrincipal &&
    a.issuingAccount === b.issuingAccount &&
    [...a.operations].sort().join() === [...b.operations].sort().join() &&
    sameConstraints(a, b)
  );
}

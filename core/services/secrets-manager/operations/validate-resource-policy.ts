import { verdictOf } from '../../../access/decide.ts';
import type { CompiledPolicy } from '../../../access/policy.ts';
import { isPublic } from '../../../access/public-policy.ts';
import { NO_CONTEXT } from '../../../crypto/encryption-context.ts';
import { callFacts, questionOf } from '../../../lab/question.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { structure, type ValueOf } from '../../../operations/shape.ts';
import { secretNamed, secretTarget, theSecret } from '../find-secret.ts';
import { readSecretPolicy } from '../read-secret-policy.ts';
import { secretsManagerOperation } from './secret-operation.ts';
import { ResourcePolicy, SecretId } from './shapes.ts';

const input = structure({ ResourcePolicy }, { SecretId });
type Validate = ValueOf<typeof input>;

/** Who validates a policy could also put it. */
const ACTIONS = ['secretsmanager:ValidateResourcePolicy', 'secretsmanager:PutResourcePolicy'] as const;

/**
 * Simplified: AWS asks an automated reasoner whether a policy is public; here its principals and conditions are looked
 * at, as for buckets. The names of the checks are ours.
 */
export const validateResourcePolicy = secretsManagerOperation({
  name: 'ValidateResourcePolicy',
  summary: 'Tells whether a policy for a secret is well formed, lets in the public, or locks out who asks.',
  input,
  readOnly: false,
  mutates: false,
  crossAccount: true,
  find: ({ SecretId: id }, scope) =>
    ACTIONS.map((action) => (id === undefined ? iamTarget(scope, action) : secretTarget(scope, id, action))),
  check({ SecretId: id }, scope) {
    if (id !== undefined) theSecret(scope, id);
  },
  handle(given, scope) {
    const { world, request } = scope;
    const owner = given.SecretId === undefined ? request : theSecret(scope, given.SecretId);
    const policy = readSecretPolicy(given.ResourcePolicy, owner, (arn) => world.hasPrincipal(arn));
    const errors = [
      ...(isPublic(policy)
        ? [{ CheckName: 'PublicAccess', ErrorMessage: 'The policy grants broad access to the secret.' }]
        : []),
      ...(locksOut(policy, given, scope)
        ? [{ CheckName: 'Lockout', ErrorMessage: 'The policy would not let you change it again.' }]
        : []),
    ];
    return { output: { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors } };
  },
});

/** Whether the caller could not put another policy once this one stands. */
function locksOut(policy: CompiledPolicy, given: Validate, scope: Scope): boolean {
  const secret = given.SecretId === undefined ? null : secretNamed(scope, given.SecretId);
  if (secret === null) return false;
  const { world, at } = scope;
  const request = { ...scope.request, operation: 'PutResourcePolicy', input: given };
  const target: Target = secretTarget(scope, secret.arn, ACTIONS[1]);
  const question = questionOf(request, world, callFacts(request, world, at, given, [target]), {
    action: ACTIONS[1],
    resourceArn: secret.arn,
    resourceAccountId: secret.accountId,
    keyPolicy: policy,
    grants: [],
    isCrossAccountOperation: true,
    encryptionContext: NO_CONTEXT,
    entity: target.entity,
    resource: null,
  });
  return verdictOf(question) !== 'allowed';
}

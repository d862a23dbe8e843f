import { isPublic } from '../../../access/public-policy.ts';
import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import { boolean, structure } from '../../../operations/shape.ts';
import { readSecretPolicy } from '../read-secret-policy.ts';
import { mirrored } from '../replication.ts';
import { namesOf } from '../secret-output.ts';
import { secretOperation } from './secret-operation.ts';
import { ResourcePolicy, SecretId } from './shapes.ts';

export const putResourcePolicy = secretOperation({
  name: 'PutResourcePolicy',
  summary: 'Puts a policy onto a secret: who may do what with it, from other accounts too.',
  input: structure({ SecretId, ResourcePolicy }, { BlockPublicPolicy: boolean() }),
  readOnly: false,
  check({ ResourcePolicy: text, BlockPublicPolicy: blocks = false }, secret, { world }) {
    const policy = readSecretPolicy(text, secret, (arn) => world.hasPrincipal(arn));
    if (!blocks || !isPublic(policy)) return;
    const message = 'The resource policy grants broad access to the secret, and BlockPublicPolicy is set.';
    throw new SecretsManagerError('PublicPolicyException', message, 'public-secret-policy');
  },
  handle({ ResourcePolicy: policy }, secret, scope) {
    const facts = mirrored(scope, secret, [{ type: 'secretPolicyPut', secretArn: secret.arn, policy }]);
    return { output: namesOf(secret), facts };
  },
});

export const getResourcePolicy = secretOperation({
  name: 'GetResourcePolicy',
  summary: 'Tells the policy that stands on a secret.',
  input: structure({ SecretId }, {}),
  readOnly: true,
  handle(_, secret) {
    const { policy } = secret;
    return { output: { ...namesOf(secret), ...(policy === null ? {} : { ResourcePolicy: policy.text }) } };
  },
});

export const deleteResourcePolicy = secretOperation({
  name: 'DeleteResourcePolicy',
  summary: 'Takes the policy off a secret.',
  input: structure({ SecretId }, {}),
  readOnly: false,
  handle(_, secret, scope) {
    const facts = mirrored(scope, secret, [{ type: 'secretPolicyPut', secretArn: secret.arn, policy: null }]);
    return { output: namesOf(secret), facts };
  },
});

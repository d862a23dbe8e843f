import { describeTold } from './told.ts';

describeTold('life-of-secrets.sh', {
  'create-secret again': /\(ResourceExistsException\).*the secret app\/db already exists\.\nexit 254$/,
  'get-secret-value': 'hunter2\nexit 0',
  'get-secret-value of bytes': 'AAEC/w==\nexit 0',
  'get-secret-value of the one before': 'hunter2\nexit 0',
  'update-secret-version-stage without from':
    /The parameter RemoveFromVersionId can't be empty\. Staging label AWSCURRENT/,
  'get-secret-value after the roll back': 'hunter2\nexit 0',
  'aws/secretsmanager': /"alias\/aws\/secretsmanager"/,
  'get-secret-value under aws/secretsmanager': 'hunter2\nexit 0',
  'get-secret-value without kms:Decrypt': /\(AccessDeniedException\).*Access to KMS is not allowed\nexit 254$/,
  'get-secret-value with kms:Decrypt through Secrets Manager': 'hunter2\nexit 0',
  'get-secret-value that the policy denies': /with an explicit deny in a resource-based policy\nexit 254$/,
  'put-resource-policy that is public': /\(PublicPolicyException\)/,
  'get-secret-value in the other Region': 'hunter2\nexit 0',
  'put-secret-value in the other Region': /Operation not permitted on a replica secret/,
  'get-secret-value under a disabled key': /\(DecryptionFailure\)/,
  'get-secret-value that waits': /because it was marked for deletion\.\nexit 254$/,
  'create-secret that waits': /a secret with this name is already scheduled for deletion/,
});

import { structure } from '../../../operations/shape.ts';
import { namesOf } from '../secret-output.ts';
import { secretOperation } from './secret-operation.ts';
import { SecretId } from './shapes.ts';

export const restoreSecret = secretOperation({
  name: 'RestoreSecret',
  summary: 'Takes back the deletion of a secret, within its recovery window.',
  input: structure({ SecretId }, {}),
  readOnly: false,
  worksInWindow: true,
  handle: (_, secret) => ({
    output: namesOf(secret),
    facts: [{ type: 'secretChanged', secretArn: secret.arn, event: { type: 'RestoreSecret' } }],
  }),
});

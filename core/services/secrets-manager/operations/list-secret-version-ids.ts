import { boolean, structure } from '../../../operations/shape.ts';
import { pageByToken } from '../page-by-token.ts';
import { namesOf, versionOutput } from '../secret-output.ts';
import { secretOperation } from './secret-operation.ts';
import { NextToken, pageOf, SecretId } from './shapes.ts';

export const listSecretVersionIds = secretOperation({
  name: 'ListSecretVersionIds',
  summary: 'Lists the versions of a secret, with their labels and keys; deprecated ones only if asked.',
  input: structure({ SecretId }, { MaxResults: pageOf(100), NextToken, IncludeDeprecated: boolean() }),
  readOnly: true,
  worksInWindow: true,
  handle(given, secret) {
    const { IncludeDeprecated: withDeprecated = false } = given;
    const listed = secret.versions.filter(({ stages }) => withDeprecated || stages.length > 0);
    const { items, next } = pageByToken(listed, ({ versionId }) => versionId, given);
    return { output: { Versions: items.map(versionOutput), ...next, ...namesOf(secret) } };
  },
});

import { boolean, structure } from '../../../operations/shape.ts';
import { pageByToken } from '../page-by-token.ts';
import { namesOf, versionOutput } from '../secret-output.ts';
import { secretOperation } from './secret-operation.ts';
import { NextToken, pageOf, SecretId } from './shapes.ts';

const MOST = 100;

export const listSecretVersionIds = secretOperation({
  name: 'ListSecretVersionIds',
  summary: 'Lists the versions of a secret, with their labels and keys; deprecated ones only if asked.',
  input: structure({ SecretId }, { MaxResults: pageOf(MOST), NextToken, IncludeDeprecated: boolean() }),
  readOnly: true,
  worksInWindow: true,
  handle({ MaxResults: limit = MOST, NextToken: token, IncludeDeprecated: withDeprecated = false }, secret) {
    const listed = secret.versions.filter(({ stages }) => withDeprecated || stages.length > 0);
    const { items, more } = pageByToken(listed, ({ versionId }) => versionId, limit, token);
    return { output: { Versions: items.map(versionOutput), ...more, ...namesOf(secret) } };
  },
});

import { structure } from '../../../operations/shape.ts';
import { mirrored } from '../replication.ts';
import { checkTags, tagsIn } from '../secret-tags.ts';
import { secretOperation } from './secret-operation.ts';
import { SecretId, TagKeys, Tags } from './shapes.ts';

export const tagSecret = secretOperation({
  name: 'TagResource',
  summary: 'Puts tags onto a secret; one of the same key is replaced.',
  input: structure({ SecretId, Tags }, {}),
  readOnly: false,
  check({ Tags: given }, { tags }) {
    checkTags({ ...tags, ...tagsIn(given) });
  },
  handle({ Tags: given }, secret, scope) {
    const tags = { ...secret.tags, ...tagsIn(given) };
    return { output: {}, facts: mirrored(scope, secret, [{ type: 'secretTagged', secretArn: secret.arn, tags }]) };
  },
});

export const untagSecret = secretOperation({
  name: 'UntagResource',
  summary: 'Takes tags off a secret.',
  input: structure({ SecretId, TagKeys }, {}),
  readOnly: false,
  handle({ TagKeys: keys }, secret, scope) {
    const tags = Object.fromEntries(Object.entries(secret.tags).filter(([key]) => !keys.includes(key)));
    return { output: {}, facts: mirrored(scope, secret, [{ type: 'secretTagged', secretArn: secret.arn, tags }]) };
  },
});

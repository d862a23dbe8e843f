import { principalIdOf } from '../../cloud/principal.ts';
import { defineOperation } from '../../operations/operation.ts';
import { structure } from '../../operations/shape.ts';

export const getCallerIdentity = defineOperation({
  service: 'sts',
  name: 'GetCallerIdentity',
  summary: 'Tells who you are.',
  source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  input: structure({}, {}),
  readOnly: true,
  mutates: false,
  record: { requestParameters: () => null },
  find: () => [], // it needs no permission, and no policy can deny it
  handle(_, { request: { principal } }) {
    return { output: { UserId: principalIdOf(principal), Account: principal.accountId, Arn: principal.arn } };
  },
});

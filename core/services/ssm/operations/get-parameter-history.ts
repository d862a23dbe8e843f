import { structure } from '../../../operations/shape.ts';
import { pageByToken } from '../page-by-token.ts';
import { parameterNamed } from '../parameter-name.ts';
import { metadataOf, toldValue } from '../read-values.ts';
import { Name, NextToken, pageOf, WithDecryption } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

export const getParameterHistory = ssmOperation({
  name: 'GetParameterHistory',
  summary: 'Tells all versions of a parameter, with their labels.',
  input: structure({ Name }, { WithDecryption, MaxResults: pageOf(50), NextToken }),
  readOnly: true,
  find: ({ Name: name }, scope) => [parameterTarget(scope, name, 'ssm:GetParameterHistory')],
  check({ Name: name }, scope) {
    parameterNamed(scope, name);
  },
  async handle({ Name: name, WithDecryption: withDecryption, ...asked }, scope) {
    const parameter = parameterNamed(scope, name);
    const { items, next } = pageByToken(parameter.versions, ({ version }) => String(version), asked);
    const told: unknown[] = [];
    for (const version of items) {
      const Value = await toldValue(scope, parameter, version, withDecryption);
      told.push({ ...metadataOf(parameter, version), Value, Labels: version.labels });
    }
    return { output: { Parameters: told, ...next } };
  },
});

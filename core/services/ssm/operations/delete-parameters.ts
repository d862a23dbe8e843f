import { structure } from '../../../operations/shape.ts';
import { parameterNamed, readName } from '../parameter-name.ts';
import { Name, Names } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

export const deleteParameter = ssmOperation({
  name: 'DeleteParameter',
  summary: 'Deletes a parameter, all versions at once and for good.',
  input: structure({ Name }, {}),
  readOnly: false,
  find: ({ Name: name }, scope) => [parameterTarget(scope, name, 'ssm:DeleteParameter')],
  check({ Name: name }, scope) {
    parameterNamed(scope, name);
  },
  handle: ({ Name: name }, scope) => ({
    output: {},
    facts: [{ type: 'parameterDeleted', parameterArn: parameterNamed(scope, name).arn }],
  }),
});

export const deleteParameters = ssmOperation({
  name: 'DeleteParameters',
  summary: 'Deletes up to ten parameters, and tells which of the names are none.',
  input: structure({ Names }, {}),
  readOnly: false,
  find: ({ Names: names }, scope) => names.map((name) => parameterTarget(scope, name, 'ssm:DeleteParameters')),
  handle({ Names: names }, scope) {
    const wanted = [...new Set(names)].map((name) => ({ name, arn: readName(scope, name).arn }));
    const there = wanted.filter(({ arn }) => scope.world.parameters.has(arn));
    const gone = new Set(there.map(({ arn }) => arn));
    return {
      output: {
        DeletedParameters: there.map(({ name }) => name),
        InvalidParameters: wanted.filter((one) => !there.includes(one)).map(({ name }) => name),
      },
      facts: [...gone].map((parameterArn) => ({ type: 'parameterDeleted' as const, parameterArn })),
    };
  },
});

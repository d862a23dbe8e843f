import { structure } from '../../../operations/shape.ts';
import { versionNamed } from '../parameter-name.ts';
import { parameterOutput } from '../read-values.ts';
import { Name, WithDecryption } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

export const getParameter = ssmOperation({
  name: 'GetParameter',
  summary: 'Tells a parameter: its newest version, or NAME:VERSION, or NAME:LABEL.',
  input: structure({ Name }, { WithDecryption }),
  readOnly: true,
  find: ({ Name: name }, scope) => [parameterTarget(scope, name, 'ssm:GetParameter')],
  check({ Name: name }, scope) {
    versionNamed(scope, name);
  },
  async handle({ Name: name, WithDecryption: withDecryption }, scope) {
    return { output: { Parameter: await parameterOutput(scope, versionNamed(scope, name), withDecryption) } };
  },
});

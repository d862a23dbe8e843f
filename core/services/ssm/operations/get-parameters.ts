import { SsmError } from '../../../errors/ssm-errors.ts';
import type { Scope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { type VersionFound, versionNamed } from '../parameter-name.ts';
import { parameterOutput } from '../read-values.ts';
import { Names, WithDecryption } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

export const getParameters = ssmOperation({
  name: 'GetParameters',
  summary: 'Tells up to ten parameters, and which of the names are none.',
  input: structure({ Names }, { WithDecryption }),
  readOnly: true,
  find: ({ Names: names }, scope) => names.map((name) => parameterTarget(scope, name, 'ssm:GetParameters')),
  async handle({ Names: names, WithDecryption: withDecryption }, scope) {
    const found = [...new Set(names)].map((name) => ({ name, version: versionOrNull(scope, name) }));
    const told: unknown[] = [];
    for (const { version } of found) {
      if (version !== null) told.push(await parameterOutput(scope, version, withDecryption));
    }
    const invalid = found.filter(({ version }) => version === null).map(({ name }) => name);
    return { output: { Parameters: told, InvalidParameters: invalid } };
  },
});

function versionOrNull(scope: Scope, name: string): VersionFound | null {
  try {
    return versionNamed(scope, name);
  } catch (error) {
    if (error instanceof SsmError) return null;
    throw error;
  }
}

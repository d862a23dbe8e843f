import { SsmError } from '../../../errors/ssm-errors.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { checkFilters, isBelow, passes } from '../filters.ts';
import { pageByToken } from '../page-by-token.ts';
import { newestOf } from '../parameter.ts';
import { parametersHere } from '../parameters-here.ts';
import { parameterOutput } from '../read-values.ts';
import { NextToken, ParameterFilters, pageOf, WithDecryption } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

const MOST = 10;
const FILTERS = ['Type', 'KeyId', 'Label'];

export const getParametersByPath = ssmOperation({
  name: 'GetParametersByPath',
  summary: 'Tells the parameters of a hierarchy: one level of it, or all with --recursive.',
  input: structure(
    { Path: string({ min: 1, max: 2_048 }) },
    { Recursive: boolean(), ParameterFilters, WithDecryption, MaxResults: pageOf(MOST), NextToken },
  ),
  readOnly: true,
  find: ({ Path: path }, scope) => [parameterTarget(scope, path, 'ssm:GetParametersByPath')],
  check({ Path: path, ParameterFilters: filters = [] }) {
    if (!path.startsWith('/')) {
      throw SsmError.invalid(
        'The parameter path must begin with a forward slash "/" and can include letters, numbers and the symbols .-_/',
      );
    }
    checkFilters(filters, FILTERS);
  },
  async handle(given, scope) {
    const { Path: path, Recursive: isRecursive, ParameterFilters: filters = [], MaxResults = MOST } = given;
    const all = parametersHere(scope).filter((one) => isBelow(one.name, path, isRecursive) && passes(one, filters));
    const label = filters.find(({ Key }) => Key === 'Label')?.Values ?? [];
    const { items, next } = pageByToken(all, ({ arn }) => arn, { ...given, MaxResults });
    const told: unknown[] = [];
    for (const parameter of items) {
      const labelled = parameter.versions.find(({ labels }) => labels.some((one) => label.includes(one)));
      const version = labelled ?? newestOf(parameter);
      told.push(await parameterOutput(scope, { parameter, version, selector: null }, given.WithDecryption));
    }
    return { output: { Parameters: told, ...next } };
  },
});

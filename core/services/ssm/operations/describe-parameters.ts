import { SsmError } from '../../../errors/ssm-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { boolean, list, oneOf, string, structure } from '../../../operations/shape.ts';
import { checkFilters, passes } from '../filters.ts';
import { pageByToken } from '../page-by-token.ts';
import { newestOf } from '../parameter.ts';
import { parametersHere } from '../parameters-here.ts';
import { metadataOf } from '../read-values.ts';
import { NextToken, ParameterFilters, pageOf } from './shapes.ts';
import { ssmOperation } from './ssm-operation.ts';

const FILTERS = ['Name', 'Type', 'KeyId', 'Path', 'Label', 'Tier', 'DataType', 'tag:'];
const OlderFilter = structure(
  { Key: oneOf(['Name', 'Type', 'KeyId']), Values: list(string({ min: 1, max: 1_024 }), { min: 1, max: 50 }) },
  {},
);

export const describeParameters = ssmOperation({
  name: 'DescribeParameters',
  summary: 'Lists parameters, without their values.',
  input: structure(
    {},
    { Filters: list(OlderFilter), ParameterFilters, MaxResults: pageOf(50), NextToken, Shared: boolean() },
  ),
  readOnly: true,
  find: (_, scope) => [iamTarget(scope, 'ssm:DescribeParameters')],
  check({ Filters: older = [], ParameterFilters: filters = [] }) {
    if (older.length > 0 && filters.length > 0) {
      throw SsmError.invalid('You can use either Filters or ParameterFilters in a single request.');
    }
    checkFilters(filters, FILTERS);
  },
  handle({ Filters: older = [], ParameterFilters: filters = [], ...given }, scope) {
    // The older kind of filter compares names by their beginnings.
    const asNewer = older.map((one) => ({ ...one, Option: one.Key === 'Name' ? 'BeginsWith' : 'Equals' }));
    const here = given.Shared === true ? [] : parametersHere(scope);
    const all = here.filter((parameter) => passes(parameter, [...asNewer, ...filters]));
    const { items, next } = pageByToken(all, ({ arn }) => arn, given);
    const told = items.map((parameter) => ({ ARN: parameter.arn, ...metadataOf(parameter, newestOf(parameter)) }));
    return { output: { Parameters: told, ...next } };
  },
});

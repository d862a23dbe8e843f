import { LambdaError } from '../../../errors/lambda-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { pageAfter } from '../../../operations/pagination.ts';
import { integer, string, structure } from '../../../operations/shape.ts';
import type { LambdaFunction } from '../function.ts';
import { seenConfiguration } from './configuration.ts';

/** Items of a page at most, whatever MaxItems says. Source: Lambda API Reference, ListFunctions. */
const MOST = 50;

export const listFunctions = defineOperation({
  service: 'lambda',
  name: 'ListFunctions',
  summary: 'Lists your functions in this Region, with the variables that the caller may see.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html',
  input: structure({}, { Marker: string(), MaxItems: integer({ min: 1, max: 10_000 }) }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'lambda:ListFunctions')],
  async handle(input, scope) {
    const { accountId, region } = scope.request;
    const own = [...scope.world.functions.values()].filter(
      (one) => one.accountId === accountId && one.region === region,
    );
    const { items, next } = pageOf(own, input);
    const Functions: unknown[] = [];
    for (const one of items) Functions.push(await seenConfiguration(one, scope));
    return { output: { Functions, ...next } };
  },
});

/** @throws {LambdaError} for a marker that Lambda didn't give */
function pageOf(
  all: readonly LambdaFunction[],
  { MaxItems = MOST, Marker: marker }: { readonly MaxItems?: number; readonly Marker?: string },
) {
  const { items, next } = pageAfter(
    all,
    ({ arn }) => arn,
    { limit: Math.min(MaxItems, MOST), marker },
    () => LambdaError.invalid('The provided Marker is not valid.', 'invalid-marker'),
  );
  return { items, next: next === null ? {} : { NextMarker: next } };
}

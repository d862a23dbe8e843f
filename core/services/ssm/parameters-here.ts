import type { Scope } from '../../operations/operation.ts';
import type { Parameter } from './parameter.ts';

/** The parameters of the account that calls in the Region that is called, by their names. */
export function parametersHere({ world, request }: Scope): readonly Parameter[] {
  return [...world.parameters.values()]
    .filter(({ accountId, region }) => accountId === request.accountId && region === request.region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

import type { KeySummary, LabView } from '../../core/index.ts';
import type { Standpoint } from '../app/ui-state.ts';
import { accountOf } from '../aws/key-commands.ts';

/**
 * The key that is meant where nobody chose one: the only customer managed key of the Region, or of the account in it; or
 * the only key there is in it. Null where there are more.
 */
export function onlyKey({ keys }: Pick<LabView, 'keys'>, { as, region }: Standpoint): KeySummary | null {
  const here = keys.filter((key) => key.region === region);
  const customers = here.filter(({ keyManager }) => keyManager === 'CUSTOMER');
  const own = customers.filter(({ accountId }) => accountId === accountOf(as));
  return [customers, own, here].find(({ length }) => length === 1)?.[0] ?? null;
}

import { decide } from '../../../../core/access/decide.ts';
import type { AuthorizationRequest, StatementTrace } from '../../../../core/access/decision.ts';
import type { Opinion } from './oracle.ts';

/** What core decides, in the oracle's words. */
export function opinionOfCore(request: AuthorizationRequest): Opinion {
  const { verdict, statements } = decide(request);
  return { verdict, outcomes: Object.fromEntries(statements.map((one) => [placeOf(one), one.outcome])) };
}

function placeOf({ source, index }: StatementTrace): string {
  const target = 'target' in source ? ` ${source.target}` : '';
  const name = 'name' in source ? ` ${source.name}` : '';
  return `${source.type}${target}${name} ${index}`;
}

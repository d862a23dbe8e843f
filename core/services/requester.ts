import type { Principal } from '../cloud/principal.ts';

/** Whom a service takes for one and the same: all sessions of a role are one. */
export function requesterOf(principal: Principal): string {
  return principal.type === 'roleSession' ? principal.roleArn : principal.arn;
}

import type { Shape, StructureShape } from '../operations/shape.ts';

/** A member of an input that CloudTrail logs, and the name that it has there. */
export interface LoggedMember {
  readonly name: string;
  readonly loggedAs: string;
}

/**
 * The members of an input that may stand in a log: everything but bytes, what is marked sensitive, and grant tokens.
 * Source: audit-and-cost.md section 1, "Redacted".
 */
export function loggedMembers({ required, optional }: StructureShape): readonly LoggedMember[] {
  return Object.entries({ ...required, ...optional })
    .filter(([, shape]) => !isSecret(shape))
    .map(([name]) => ({ name, loggedAs: name.charAt(0).toLowerCase() + name.slice(1) }));
}

function isSecret(shape: Shape): boolean {
  if (shape.type === 'blob') return true;
  if (shape.type === 'string') return shape.sensitive === true;
  return shape.type === 'list' && isSecret(shape.member);
}

import type { Shape, StructureShape } from '../operations/shape.ts';

/** A member of an input that CloudTrail logs, the name that it has there, and its value there. */
export interface LoggedMember {
  readonly name: string;
  readonly loggedAs: string;
  readonly asLogged: (value: unknown) => unknown;
}

/**
 * The members of an input that may stand in a log: everything but bytes, what is marked sensitive, and grant tokens.
 * Source: audit-and-cost.md section 1, "Redacted".
 */
export function loggedMembers({ required, optional }: StructureShape): readonly LoggedMember[] {
  return Object.entries({ ...required, ...optional })
    .filter(([, shape]) => !isSecret(shape))
    .map(([name, shape]) => ({
      name,
      loggedAs: name.charAt(0).toLowerCase() + name.slice(1),
      asLogged: loggedValue(shape),
    }));
}

/** Structures are logged with CloudTrail's spelling all the way down; maps keep the caller's. */
function loggedValue(shape: Shape): (value: unknown) => unknown {
  if (shape.type === 'list') {
    const itemOf = loggedValue(shape.member);
    return itemOf === asItIs ? asItIs : (value) => (value as readonly unknown[]).map(itemOf);
  }
  if (shape.type === 'map' && shape.value !== undefined) {
    const entryOf = loggedValue(shape.value);
    return entryOf === asItIs
      ? asItIs
      : (value) => Object.fromEntries(Object.entries(value as object).map(([key, entry]) => [key, entryOf(entry)]));
  }
  if (shape.type !== 'structure') return asItIs;
  let members: readonly LoggedMember[] | null = null; // looked at when it is needed: a structure may hold itself
  return (value) => {
    members ??= loggedMembers(shape);
    const logged: Record<string, unknown> = {};
    for (const { name, loggedAs, asLogged } of members) {
      const member = (value as Readonly<Record<string, unknown>>)[name];
      if (member !== undefined) logged[loggedAs] = asLogged(member);
    }
    return logged;
  };
}

function asItIs(value: unknown): unknown {
  return value;
}

function isSecret(shape: Shape): boolean {
  if (shape.type === 'blob') return true;
  if (shape.type === 'string' || shape.type === 'map') return shape.sensitive === true;
  return shape.type === 'list' && isSecret(shape.member);
}

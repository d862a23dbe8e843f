import { loggedDate } from '../../audit/logged-date.ts';
import { HIDDEN } from '../../audit/record.ts';
import { TIMESTAMP_MEMBERS } from '../../aws-cli/timestamp.ts';
import type { Shape, StructureShape } from '../../operations/shape.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * What CloudTrail keeps of a request to Organizations: everything in its own spelling, with stars for names and
 * addresses of people.
 * Source: Organizations User Guide, "Logging AWS Organizations API calls with AWS CloudTrail".
 */
export function loggedParameters({ required, optional }: StructureShape): (input: Members) => Members | null {
  const shapes: Readonly<Record<string, Shape>> = { ...required, ...optional };
  return (input) => {
    const members = Object.entries(input).map(([name, value]) => {
      const shape = shapes[name];
      const isSecret = shape?.type === 'string' && shape.sensitive === true;
      return [spelled(name), isSecret ? HIDDEN : logged(name, value)];
    });
    return members.length === 0 ? null : Object.fromEntries(members);
  };
}

/** The same of an answer. */
export function loggedResponse(output: Members): Members | null {
  return Object.keys(output).length === 0 ? null : (logged('', output) as Members);
}

/** Members of answers that people's names and addresses stand in. */
const PERSONAL: ReadonlySet<string> = new Set(['AccountName', 'Email', 'MasterAccountEmail']);

function logged(name: string, value: unknown): unknown {
  if (PERSONAL.has(name)) return HIDDEN;
  if (typeof value === 'number') return TIMESTAMP_MEMBERS.has(name) ? loggedDate(value) : value;
  if (Array.isArray(value)) return value.map((item) => logged('', item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, item]) => [spelled(member), logged(member, item)]));
}

/** `PolicyId` → `policyId` */
function spelled(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

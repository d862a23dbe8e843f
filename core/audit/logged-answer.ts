import { TIMESTAMP_MEMBERS } from '../aws-cli/timestamp.ts';
import { loggedDate } from './logged-date.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * An answer as CloudTrail keeps it: members in its spelling all the way down, instants in words. Null for an answer
 * without members. Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail", examples.
 */
export function loggedAnswer(output: Members): Members | null {
  return Object.keys(output).length === 0 ? null : loggedMembersOf(output);
}

function loggedMembersOf(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), logged(name, value)]),
  );
}

function logged(name: string, value: unknown): unknown {
  if (typeof value === 'number' && TIMESTAMP_MEMBERS.has(name)) return loggedDate(value);
  if (Array.isArray(value)) return value.map((item: unknown) => logged(name, item));
  return typeof value === 'object' && value !== null ? loggedMembersOf(value as Members) : value;
}

import { loggedDate } from '../audit/logged-date.ts';

type Output = Readonly<Record<string, unknown>>;

/** KeyMetadata in CloudTrail's spelling: lower camel case, dates as text. Source: audit-and-cost.md section 1. */
export function loggedMetadata(metadata: Output): Output {
  return { ...(lowered(metadata) as Output), creationDate: loggedDate(Number(metadata.CreationDate)) };
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name.charAt(0).toLowerCase() + name.slice(1), lowered(item)]),
  );
}

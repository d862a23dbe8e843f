import type { StatementTrace } from './decision.ts';

/** Where a statement stands: `key policy · "Enable IAM User Permissions"`, `IAM policy ReadOnly · statement 2`. */
export function statementTitle({ source, sid, index }: StatementTrace): string {
  const policy = source.type === 'key' ? 'key policy' : `IAM policy ${source.name}`;
  return `${policy} · ${sid === null ? `statement ${index + 1}` : `"${sid}"`}`;
}

/** The same inside a sentence, at its start: `Statement "Enable IAM User Permissions" of the key policy`. */
export function quotedTitle({ source, sid, index }: StatementTrace): string {
  const policy = source.type === 'key' ? 'the key policy' : `IAM policy ${source.name}`;
  return `${sid === null ? `statement ${index + 1}` : `statement "${sid}"`} of ${policy}`;
}

/** `a`, `a and b`, `a, b and c`, with a capital in front. */
export function listOf(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  const list = texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
  return list.charAt(0).toUpperCase() + list.slice(1);
}

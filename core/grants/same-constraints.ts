import type { GrantConstraints } from './grant.ts';

/** Whether two grants ask the same of a request. */
export function sameConstraints(a: GrantConstraints, b: GrantConstraints): boolean {
  return (
    a.sourceArn === b.sourceArn &&
    samePairs(a.encryptionContextSubset, b.encryptionContextSubset) &&
    samePairs(a.encryptionContextEquals, b.encryptionContextEquals)
  );
}

type Pairs = Readonly<Record<string, string>> | undefined;

function samePairs(a: Pairs, b: Pairs): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

import { policyCursor } from './policy-cursor.ts';

/** Something that may stand where a cursor is, in a policy. */
export interface PolicyOption {
  /** As the policy has it, without quotation marks: `kms:Decrypt`. */
  readonly label: string;
  /** What to put in its place, with the quotation marks that it needs. */
  readonly insert: string;
  /** What it is, in a few words. */
  readonly says: string;
}

/** What may stand where a cursor is, in place of what is there from `from` to `to`. */
export interface PolicyCompletion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly PolicyOption[];
}

/** A word, and what it is. */
type Word = readonly [text: string, says: string];

/** The words that a policy of a key may use. */
export interface PolicyWords {
  readonly actions: readonly Word[];
  /** ARNs of accounts, users and roles. */
  readonly principals: readonly Word[];
  readonly services: readonly Word[];
  readonly operators: readonly Word[];
  readonly conditionKeys: readonly Word[];
  /** Values that a condition key is likely to be compared with. */
  readonly valuesOf: (conditionKey: string) => readonly Word[];
}

const POLICY: readonly Word[] = [
  ['Version', 'of the policy language'],
  ['Id', 'a name of your own'],
  ['Statement', 'what is allowed and denied'],
];
const STATEMENT: readonly Word[] = [
  ['Sid', 'a name for this statement'],
  ['Effect', 'Allow or Deny'],
  ['Principal', 'whom it is about'],
  ['NotPrincipal', 'all but these'],
  ['Action', 'what they do'],
  ['NotAction', 'all but these'],
  ['Resource', '"*", which is this key'],
  ['NotResource', 'all but these'],
  ['Condition', 'when'],
];
/** What a member begins with, where it is put in with its value. */
const STARTS: Readonly<Record<string, string>> = {
  Version: '"2012-10-17"',
  Statement: '[]',
  Effect: '"Allow"',
  Principal: '{ "AWS": "" }',
  NotPrincipal: '{ "AWS": "" }',
  Resource: '"*"',
  NotResource: '"*"',
  Condition: '{}',
};
const PRINCIPAL_KINDS: readonly Word[] = [
  ['AWS', 'accounts, users, roles and sessions'],
  ['Service', 'an AWS service that calls for itself'],
  ['Federated', 'an identity provider'],
];

/** What may stand where a cursor is; null where nothing is known. */
export function completePolicy(text: string, at: number, words: PolicyWords): PolicyCompletion | null {
  const cursor = policyCursor(text, at);
  if (cursor === null) return null;
  const { path, slot, isInString, from, to, hasColon, taken } = cursor;
  const found = slot === 'name' ? namesAt(path, words) : valuesAt(path, words);
  const free = slot === 'name' ? found.filter(([word]) => !taken.includes(word)) : found;
  if (free.length === 0) return null;
  const isClosed = isInString && text[to] === '"';
  // A name is put in with its quotation mark, its colon and the beginning of its value, where those aren't there yet.
  const isName = slot === 'name';
  return {
    from,
    to: isName && isClosed ? to + 1 : to,
    options: free.map(([label, says]) => {
      const quoted = isInString ? `${label}${isClosed && !isName ? '' : '"'}` : JSON.stringify(label);
      const start = isName && !hasColon ? `: ${STARTS[label] ?? (isObject(path) ? '{}' : '""')}` : '';
      return { label, insert: `${quoted}${start}`, says };
    }),
  };
}

/** Whether the members of what a path leads to are objects themselves: condition operators are. */
function isObject(path: readonly string[]): boolean {
  return path.length === 2 && path[1] === 'Condition';
}

function namesAt(path: readonly string[], words: PolicyWords): readonly Word[] {
  const [first, element, inner, ...deeper] = path;
  if (first === undefined) return POLICY;
  if (first !== 'Statement' || deeper.length > 0) return [];
  if (element === undefined) return STATEMENT;
  if (element === 'Principal' || element === 'NotPrincipal') return inner === undefined ? PRINCIPAL_KINDS : [];
  if (element !== 'Condition') return [];
  return inner === undefined ? words.operators : words.conditionKeys;
}

function valuesAt(path: readonly string[], words: PolicyWords): readonly Word[] {
  const [first, element, inner, key] = path;
  if (first === 'Version')
    return [
      ['2012-10-17', 'the one with variables'],
      ['2008-10-17', 'the older one'],
    ];
  if (first !== 'Statement') return [];
  switch (element) {
    case 'Effect':
      return [
        ['Allow', 'lets them'],
        ['Deny', 'forbids them, whatever else allows it'],
      ];
    case 'Principal':
    case 'NotPrincipal':
      if (inner === 'Service') return words.services;
      return inner === undefined || inner === 'AWS' ? [['*', 'everybody'], ...words.principals] : [];
    case 'Action':
    case 'NotAction':
      return words.actions;
    case 'Resource':
    case 'NotResource':
      return [['*', 'this key']];
    case 'Condition':
      if (inner === undefined || key === undefined) return [];
      return inner.startsWith('Bool') || inner.startsWith('Null')
        ? [
            ['true', ''],
            ['false', ''],
          ]
        : words.valuesOf(key);
    default:
      return [];
  }
}

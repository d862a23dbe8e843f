import { grantsInForce } from '../grants/grants-in-force.ts';
import type { Completion } from './client.ts';
import type { World } from './world.ts';

const NO_TOKENS: ReadonlySet<string> = new Set();
const PRINCIPALS: ReadonlySet<string> = new Set(['GranteePrincipal', 'RetiringPrincipal']);

/**
 * What grants offer for a member of an operation's input: those who may get one, those of the account first, and the ids
 * of grants, of the key that the line names where it names one. Null where the member is none of theirs.
 */
export function grantCompletions(
  world: World,
  account: string,
  member: string,
  words: readonly string[],
): readonly Completion[] | null {
  if (PRINCIPALS.has(member)) {
    const all = [...world.identities.values()].map(({ arn, accountId, type, name }) => ({
      text: arn,
      hint: `${type} ${name} of ${world.accounts.get(accountId)?.name ?? accountId}`,
      isOwn: accountId === account,
    }));
    return all.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn)).map(({ text, hint }) => ({ text, hint }));
  }
  if (member !== 'GrantId') return null;
  const key = words[words.lastIndexOf('--key-id') + 1] ?? '';
  return [...world.grants].flatMap(([keyArn, grants]) =>
    words.includes('--key-id') && keyArn !== key && !keyArn.endsWith(`/${key}`)
      ? []
      : grantsInForce(grants, NO_TOKENS).map(({ grantId, granteePrincipal, operations }) => ({
          text: grantId,
          hint: `${granteePrincipal.split(':').at(-1) ?? granteePrincipal}: ${operations.join(' ')}`,
        })),
  );
}

import type { CompiledPolicy } from '../../../../core/access/policy.ts';
import { every, literal, not, pattern, some } from './cedar-text.ts';
import { idOf, NAMINGS } from './finding.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { type TranslatedPrincipals, translateNotPrincipals, translatePrincipals } from './principals.ts';
import { translateCondition } from './translate-condition.ts';

type OneOrMany = string | readonly string[];

/** A statement as its JSON has it; that it is well formed is known, since core has read it. */
interface StatementJson {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Parameters<typeof translatePrincipals>[0];
  readonly NotPrincipal?: Parameters<typeof translatePrincipals>[0];
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: Parameters<typeof translateCondition>[0];
}

/** An IAM policy in Cedar. */
export interface TranslatedPolicy {
  /** By id: an Allow is several, one for each way to name the caller, and Cedar tells by the ids which of them held. */
  readonly policies: Readonly<Record<string, string>>;
  /** The condition keys that they read, in lower case. */
  readonly keys: ReadonlySet<string>;
}

/** Translates a policy from the text that it was made of. @throws {OutsideFragment} */
export function translatePolicy({ text, kind, principalIds }: CompiledPolicy): TranslatedPolicy {
  if (Object.keys(principalIds).length > 0) throw new OutsideFragment('principals that may have been deleted');
  const { Version, Statement } = JSON.parse(text) as { Version?: string; Statement: StatementJson | StatementJson[] };
  if (Version !== '2012-10-17' && text.includes('${'))
    throw new OutsideFragment('a text that only looks like a variable');
  const keys = new Set<string>();
  const anything = kind === 'trust' ? { Resource: '*' } : {}; // it is about the role that it stands on
  const isOfResource = kind === 'key' || kind === 'trust';
  const policies = [Statement]
    .flat()
    .flatMap((statement, index) => translateStatement({ ...anything, ...statement }, index, isOfResource, keys));
  return { policies: Object.fromEntries(policies), keys };
}

/**
 * What an Allow is worth depends on how it names the caller only where it lets somebody in, in the policy of a resource;
 * a Deny, and the policy of a VPC endpoint, are about all whom they name, the users and roles of an account among them.
 */
function translateStatement(
  statement: StatementJson,
  index: number,
  isOfResource: boolean,
  keys: Set<string>,
): [string, string][] {
  const { Effect, Condition = {} } = statement;
  const asked = every([actionsOf(statement), resourcesOf(statement), translateCondition(Condition, keys)]);
  const head = `${Effect === 'Allow' ? 'permit' : 'forbid'} (principal, action, resource) when`;
  const policy = (who: string) => `${head} { ${who} && ${asked} };`;
  const principals = namingsOf(statement);
  if (Effect === 'Deny' || !isOfResource) return [[idOf(index, 'caller'), policy(some(Object.values(principals)))]];
  const used = NAMINGS.filter((naming) => principals[naming] !== 'false');
  return used.map((naming) => [idOf(index, naming), policy(principals[naming])]);
}

/** A statement without principals is about whoever it is attached to. */
function namingsOf({ Effect, Principal, NotPrincipal }: StatementJson): TranslatedPrincipals {
  if (NotPrincipal !== undefined) return translateNotPrincipals(NotPrincipal, Effect);
  if (Principal !== undefined) return translatePrincipals(Principal);
  return { caller: 'true', issuer: 'false', account: 'false' };
}

/** Actions are compared in lower case. A statement without any does nothing. Source: access.md sections 3 and 4. */
function actionsOf({ Action, NotAction }: StatementJson): string {
  return listed(Action, NotAction, (text) => {
    const lower = text.toLowerCase();
    return lower.includes('*') ? `action.name like ${pattern(lower)}` : `action == Action::${exact(lower)}`;
  });
}

function resourcesOf({ Resource, NotResource }: StatementJson): string {
  return listed(Resource, NotResource, (text) =>
    text.includes('*') ? `resource.arn like ${pattern(text)}` : `resource == Resource::${exact(text)}`,
  );
}

function listed(these: OneOrMany | undefined, others: OneOrMany | undefined, fits: (text: string) => string): string {
  if (these !== undefined) return some([these].flat().map(fits));
  return others === undefined ? 'false' : not(some([others].flat().map(fits)));
}

function exact(text: string): string {
  pattern(text); // neither ? nor a variable
  return literal(text);
}

import type { CompiledPolicy } from '../../../../core/access/policy.ts';
import { every, literal, not, pattern, some } from './cedar-text.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { translateNotPrincipals, translatePrincipals } from './principals.ts';
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
  /**
   * Policies by id: `2` for the third statement, `2 of account` for an Allow of it that names the account alone, so that
   * Cedar tells by the ids which of the two let the caller in.
   */
  readonly policies: Readonly<Record<string, string>>;
  /** The condition keys that they read, in lower case. */
  readonly keys: ReadonlySet<string>;
}

/** Translates a policy from the text that it was made of. @throws {OutsideFragment} */
export function translatePolicy({ text, principalIds }: CompiledPolicy): TranslatedPolicy {
  if (Object.keys(principalIds).length > 0) throw new OutsideFragment('principals that may have been deleted');
  const { Version, Statement } = JSON.parse(text) as { Version?: string; Statement: StatementJson | StatementJson[] };
  if (Version !== '2012-10-17' && text.includes('${'))
    throw new OutsideFragment('a text that only looks like a variable');
  const keys = new Set<string>();
  const policies = [Statement].flat().flatMap((statement, index) => translateStatement(statement, `${index}`, keys));
  return { policies: Object.fromEntries(policies), keys };
}

function translateStatement(statement: StatementJson, id: string, keys: Set<string>): [string, string][] {
  const { Effect, Principal, NotPrincipal, Condition = {} } = statement;
  const asked = every([actionsOf(statement), resourcesOf(statement), translateCondition(Condition, keys)]);
  const head = `${Effect === 'Allow' ? 'permit' : 'forbid'} (principal, action, resource) when`;
  const policy = (who: string) => `${head} { ${who} && ${asked} };`;
  const principals = NotPrincipal === undefined ? Principal : NotPrincipal;
  if (principals === undefined) return [[id, policy('true')]];
  const { named, ofAccount } = (NotPrincipal === undefined ? translatePrincipals : translateNotPrincipals)(principals);
  if (Effect === 'Deny') return [[id, policy(some([named, ofAccount]))]]; // an account's Deny binds all in it
  return [
    [id, policy(named)],
    [`${id} of account`, policy(ofAccount)],
  ];
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

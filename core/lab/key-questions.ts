import type { AuthorizationRequest } from '../access/decision.ts';
import type { CompiledPolicy } from '../access/policy.ts';
import { isJsonArray, isJsonObject, type Json } from '../access/policy-json.ts';
import { parseServicePrincipal } from '../cloud/service-accounts.ts';
import { KMS_ACTIONS, type KmsAction, kmsAction } from '../operations/kms-actions.ts';
import type { CallMade } from './access-shapes.ts';
import { questionsAbout } from './hypothetical.ts';
import type { NamedKey } from './key-named.ts';
import { LabError } from './lab-error.ts';
import { resolvePrincipal } from './resolve-request.ts';
import { principals } from './views/world-view.ts';
import type { World } from './world.ts';

/** Somebody who can call. */
export interface Caller {
  readonly arn: string;
  readonly label: string;
}

/**
 * Everybody of the world, and the services that policies or grants of the key name. Who is in none of the world's
 * accounts isn't known.
 */
export function callersOf(world: World, { key }: NamedKey, policies: readonly CompiledPolicy[]): readonly Caller[] {
  const grantees = (world.grants.get(key.arn) ?? []).map(({ granteePrincipal }) => granteePrincipal);
  const named = [...policies.flatMap(({ document }) => servicesIn(document.Statement ?? [])), ...grantees];
  const services = [...new Set(named)].filter((name) => parseServicePrincipal(name) !== null).sort();
  return [...principals(world), ...services.map((name) => ({ arn: name, label: name }))];
}

/**
 * The actions of those names; all that are asked about a key, where none are named. RetireGrant is about one grant, and
 * that alone says who may.
 * @throws {LabError} for one that isn't asked about a key
 */
export function actionsNamed(names: readonly string[] | undefined): readonly KmsAction[] {
  const about = KMS_ACTIONS.filter(({ action, isAboutKey }) => isAboutKey && action !== 'kms:RetireGrant');
  return (
    names?.map((name) => {
      const found = about.find((action) => action === kmsAction(name));
      if (found === undefined) throw new LabError(`expected an action on a key such as kms:Decrypt, got '${name}'`);
      return found;
    }) ?? about
  );
}

/** What each caller's call asks of the policies about the key, for each action. */
export function* keyQuestions(
  world: World,
  named: NamedKey,
  callers: readonly Caller[],
  actions: readonly KmsAction[],
  made: CallMade,
): Generator<AuthorizationRequest> {
  const { key } = named;
  for (const { arn } of callers) {
    const principal = resolvePrincipal(world, arn);
    for (const action of actions) {
      const call = { principal, action, named, region: key.region, made, session: null };
      const question = questionsAbout(world, call).find(({ resourceArn }) => resourceArn === key.arn);
      if (question === undefined) throw new Error(`${action.action} asks nothing about ${key.arn}`);
      yield question;
    }
  }
}

/** The services that statements name as principals. */
function servicesIn(statements: Json): readonly string[] {
  return (isJsonArray(statements) ? statements : [statements]).flatMap((statement) => {
    const principal = isJsonObject(statement) ? (statement.Principal ?? null) : null;
    const services = isJsonObject(principal) ? (principal.Service ?? []) : [];
    return (isJsonArray(services) ? services : [services]).map(String);
  });
}

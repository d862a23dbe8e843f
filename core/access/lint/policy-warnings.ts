import { isConditionKeyIn, isKnownConditionKey } from '../condition-keys/condition-key.ts';
import type { Listed, ParsedPolicy, ParsedStatement } from '../policy-document.ts';
import type { PolicyErrorPlace } from '../policy-error.ts';
import { isJsonArray, isJsonObject, type Json } from '../policy-json.ts';
import { compileWildcard } from '../wildcard.ts';

/** Something that KMS takes, and that does not do what it looks like. */
export interface PolicyWarning {
  readonly place: PolicyErrorPlace;
  readonly says: string;
}

/** What the warnings need to know of the key and of KMS. */
export interface WarningScope {
  readonly keyArn: string;
  /** Every action of KMS: `kms:Decrypt`. */
  readonly actions: readonly string[];
}

/**
 * What a key policy says in vain, or says to more people than it looks.
 * Source: KMS Developer Guide, "Key policies in AWS KMS" (elements of a statement) and "Condition keys for AWS KMS";
 * IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function policyWarnings({ statements }: ParsedPolicy, scope: WarningScope): readonly PolicyWarning[] {
  return statements.flatMap((statement) => [
    ...ofPrincipals(statement),
    ...ofActions(statement, scope),
    ...ofResources(statement, scope),
    ...ofCondition(statement),
  ]);
}

function ofPrincipals({ effect, principals, condition, path }: ParsedStatement): readonly PolicyWarning[] {
  const isEveryone = principals?.isNot === false && principals.values.some(({ type }) => type === 'everyone');
  if (principals?.isNot === true && effect === 'Allow')
    return [
      warning(
        { path: `${path}.NotPrincipal` },
        'Allow with NotPrincipal lets in everybody else, in every AWS account.',
      ),
    ];
  if (!isEveryone || effect === 'Deny' || condition !== undefined) return [];
  return [
    warning(
      { path: `${path}.Principal` },
      'This lets in everybody, in every AWS account whose own policies allow it. A Condition such as kms:CallerAccount narrows it.',
    ),
  ];
}

function ofActions({ actions, path }: ParsedStatement, scope: WarningScope): readonly PolicyWarning[] {
  if (actions === null) return [warning({ path }, 'A statement without Action does nothing.')];
  return inVain(actions, (text) => {
    const fits = compileWildcard(text.toLowerCase());
    return scope.actions.some((action) => fits(action.toLowerCase()))
      ? null
      : `No action of KMS is called ${text}, so this does nothing in a key policy.`;
  }).map(({ found, says }) => warning({ path: `${path}.${elementOf('Action', actions)}`, found }, says));
}

function ofResources({ resources, path }: ParsedStatement, scope: WarningScope): readonly PolicyWarning[] {
  if (resources === null)
    return [warning({ path }, 'A statement without Resource does nothing. In a key policy "*" means this key.')];
  return inVain(resources, (text) =>
    text.includes('${') || compileWildcard(text)(scope.keyArn)
      ? null
      : 'This is not the ARN of this key, and a key policy is about its own key alone. Use "*".',
  ).map(({ found, says }) => warning({ path: `${path}.${elementOf('Resource', resources)}`, found }, says));
}

function ofCondition({ condition, path }: ParsedStatement): readonly PolicyWarning[] {
  if (condition === undefined || !isJsonObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]: [string, Json]) => {
    if (!isJsonObject(keys)) return [];
    return Object.keys(keys).flatMap((key) => {
      const place = { path: `${path}.Condition.${operator}`, found: key };
      if (!isKnownConditionKey(key)) return [warning(place, `No request has a condition key called ${key}.`)];
      if (!isConditionKeyIn('key', key))
        return [warning(place, `${key} is for IAM policies: in a key policy it has no value.`)];
      return isJsonArray(keys[key] ?? null) && operator.startsWith('Null')
        ? [warning(place, 'Null takes one value, "true" or "false".')]
        : [];
    });
  });
}

function inVain(
  { values, isNot }: Listed<string>,
  why: (text: string) => string | null,
): readonly { readonly found: string; readonly says: string }[] {
  if (isNot) return [];
  return values.flatMap((found) => {
    const says = why(found);
    return says === null ? [] : [{ found, says }];
  });
}

function elementOf(element: string, { isNot }: Listed<unknown>): string {
  return isNot ? `Not${element}` : element;
}

function warning(place: PolicyErrorPlace, says: string): PolicyWarning {
  return { place, says };
}

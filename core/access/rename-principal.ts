import { isJsonArray, isJsonObject, type Json, type JsonObject, printJson } from './policy-json.ts';

/**
 * The text of a policy in which a user that had another name stands as a principal with the new one. IAM does the same
 * in the policies of resources. Source: IAM User Guide, "Renaming an IAM user".
 */
export function renamePrincipal(document: JsonObject, { from, to }: { from: string; to: string }): string {
  return printJson(mapPrincipals(document, (name) => (name === from ? to : name)));
}

/** A policy in which each principal stands by another name, or by the same. */
export function mapPrincipals(document: JsonObject, map: (name: string) => string): JsonObject {
  const { Statement: given = null } = document;
  return { ...document, Statement: isJsonArray(given) ? given.map(inStatement) : inStatement(given) };

  function inStatement(statement: Json): Json {
    if (!isJsonObject(statement)) return statement;
    return Object.fromEntries(
      Object.entries(statement).map(([name, value]) => [
        name,
        name === 'Principal' || name === 'NotPrincipal' ? inPrincipals(value) : value,
      ]),
    );
  }

  function inPrincipals(value: Json): Json {
    if (typeof value === 'string') return map(value);
    if (isJsonArray(value)) return value.map(inPrincipals);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([kind, members]) => [kind, inPrincipals(members)]));
  }
}

import type { CompiledPolicy } from './policy.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './policy-json.ts';

/** Condition keys of which a fixed value leaves a policy that lets in everybody to a few, in lower case. */
const NARROWING: readonly string[] = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
];
const NARROWING_OPERATOR = /^(?:ForAnyValue:)?(?:String(?:Equals|Like)(?:IgnoreCase)?|Arn(?:Equals|Like)|IpAddress)$/i;

/**
 * Whether a policy of a bucket or secret lets in the public: everybody, and not only from where, or of whom, a condition says.
 * Source: S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of "public""; Secrets
 * Manager names no conditions of its own.
 */
export function isPublic({ document: { Statement: statements = [] } }: CompiledPolicy): boolean {
  return (isJsonArray(statements) ? statements : [statements]).some(
    (statement) =>
      isJsonObject(statement) &&
      statement.Effect === 'Allow' &&
      namesEverybody(statement) &&
      !isNarrowed(statement.Condition ?? {}),
  );
}

function namesEverybody({ Principal: principal, NotPrincipal: others }: JsonObject): boolean {
  if (others !== undefined || principal === '*') return true;
  const listed = principal !== undefined && isJsonObject(principal) ? (principal.AWS ?? []) : [];
  return (isJsonArray(listed) ? listed : [listed]).some((name) => name === '*');
}

function isNarrowed(condition: Json): boolean {
  if (!isJsonObject(condition)) return false;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      NARROWING_OPERATOR.test(operator) &&
      isJsonObject(keys) &&
      Object.entries(keys).some(([key, values]) => NARROWING.includes(key.toLowerCase()) && areFixed(values)),
  );
}

/** A value with a wildcard or a variable in it is fixed to nothing. */
function areFixed(values: Json): boolean {
  return (isJsonArray(values) ? values : [values]).every(
    (value) => typeof value === 'string' && !/[*?]|\$\{/.test(value),
  );
}

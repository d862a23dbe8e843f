import { type CompiledPolicy, parsePolicy } from '../../access/policy.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { isJsonArray, isJsonObject, type Json } from '../../access/policy-json.ts';
import { compileWildcard } from '../../access/wildcard.ts';
import { s3Arn } from '../../cloud/arn.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bucket } from './bucket.ts';

const MOST_POLICY_BYTES = 20 * 1024;

/**
 * A policy that is to stand on a bucket: of bucket policies' grammar, about this bucket and what is in it, and naming
 * only users and roles that there are.
 * @throws {S3Error} MalformedPolicy; behind AWS's words where and what was expected
 * Source: S3 User Guide, "Bucket policies for Amazon S3"; S3 API Reference, PutBucketPolicy.
 */
export function readBucketPolicy(
  text: string,
  { name, region, accountId }: Bucket,
  principalExists: (arn: string) => boolean,
): CompiledPolicy {
  if (!text.trimStart().startsWith('{')) {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if (text.length > MOST_POLICY_BYTES) throw malformed('Policy exceeds the maximum allowed document size.');
  let policy: CompiledPolicy;
  try {
    policy = parsePolicy(text, { kind: 'bucket', accountId, principalExists });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw malformed(error.problem === 'invalid-principal' ? 'Invalid principal in policy' : error.message);
  }
  const own = s3Arn(region, name);
  for (const pattern of resourcesOf(policy.document.Statement ?? null)) {
    if (!canBeAbout(pattern, own)) throw malformed('Policy has invalid resource');
  }
  return policy;
}

function resourcesOf(statements: Json): readonly string[] {
  return (isJsonArray(statements) ? statements : [statements]).flatMap((statement) => {
    if (!isJsonObject(statement)) return [];
    const given = statement.Resource ?? statement.NotResource ?? [];
    return (isJsonArray(given) ? given : [given]).filter((value) => typeof value === 'string');
  });
}

/** Whether a pattern fits the bucket, or something that may be in it. */
function canBeAbout(pattern: string, bucketArn: string): boolean {
  if (pattern.startsWith(`${bucketArn}/`)) return true;
  const fits = compileWildcard(pattern);
  return fits(bucketArn) || fits(`${bucketArn}/x`);
}

function malformed(message: string): S3Error {
  return new S3Error('MalformedPolicy', message, 'malformed-policy');
}

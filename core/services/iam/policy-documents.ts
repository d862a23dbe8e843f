import { type CompiledPolicy, parsePolicy } from '../../access/policy.ts';
import type { PolicyKind } from '../../access/policy-document.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { isJsonArray, isJsonObject, type Json } from '../../access/policy-json.ts';
import { exceedsLimit, POLICY_LIMITS } from '../../access/policy-limits.ts';
import { IamError } from '../../errors/iam-errors.ts';
import type { Scope } from '../../operations/operation.ts';

/**
 * An IAM policy that may be stored. @throws {IamError} MalformedPolicyDocument, with where it is wrong
 * Source: IAM API Reference, PutUserPolicy and CreatePolicy, "Errors". AWS's own texts say less of where.
 */
export function acceptIdentityPolicy(text: string, { request }: Scope): CompiledPolicy {
  return parsed(text, 'identity', request);
}

/** A document of a managed policy. @throws {IamError} MalformedPolicyDocument, LimitExceeded */
export function acceptManagedPolicy(text: string, scope: Scope): CompiledPolicy {
  const policy = acceptIdentityPolicy(text, scope);
  if (exceedsLimit(text, POLICY_LIMITS.managed))
    throw IamError.limitExceeded(`Cannot exceed quota for PolicySize: ${POLICY_LIMITS.managed.most}`);
  return policy;
}

/**
 * A trust policy that may be stored: of those whom it names each must be there, and it is about assuming a role only.
 * @throws {IamError} MalformedPolicyDocument
 * Source: IAM User Guide, "Troubleshoot IAM policies" and "Roles terms and concepts", trust policy.
 */
export function acceptTrustPolicy(text: string, { request, world }: Scope): CompiledPolicy {
  const policy = parsed(text, 'trust', request);
  const unknown = policy.identityArns.find((arn) => !world.hasPrincipal(arn));
  if (unknown !== undefined) throw malformed(`Invalid principal in policy: "AWS":"${unknown}"`);
  if (!actionsIn(policy).every((action) => action.toLowerCase().startsWith('sts:'))) {
    throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
  }
  if (exceedsLimit(text, POLICY_LIMITS.trust))
    throw IamError.limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${POLICY_LIMITS.trust.most}`);
  return policy;
}

function actionsIn({ document: { Statement: given = null } }: CompiledPolicy): readonly string[] {
  return listOf(given).flatMap((statement) =>
    isJsonObject(statement) ? listOf(statement.Action ?? []).filter((action) => typeof action === 'string') : [],
  );
}

function listOf(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [value];
}

function parsed(text: string, kind: PolicyKind, { accountId }: Scope['request']): CompiledPolicy {
  try {
    return parsePolicy(text, { kind, accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw malformed(error.message, error);
  }
}

function malformed(message: string, cause?: Error): IamError {
  return new IamError('MalformedPolicyDocument', message, 'malformed-policy', cause === undefined ? {} : { cause });
}

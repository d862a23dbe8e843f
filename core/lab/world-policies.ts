import { AWS_MANAGED_IAM_POLICIES } from '../access/default-policies.ts';
import { parsePolicy } from '../access/policy.ts';
import type { PolicyKind } from '../access/policy-document.ts';
import { PolicyError } from '../access/policy-error.ts';
import type { AccountId } from '../cloud/arn.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import type { Bytes } from '../ports.ts';
import { LabError } from './lab-error.ts';

/** A policy by the name of an AWS managed one or of a file, or the document itself. */
export type PolicySpec = string | Readonly<Record<string, unknown>>;

/** A policy's text, and what it is called. @throws {LabError} for a name that is neither AWS's nor a file's */
export function policyText(
  policy: PolicySpec,
  inlineName: string,
  files: Readonly<Record<string, Bytes>>,
): { name: string; text: string } {
  if (typeof policy !== 'string') return { name: inlineName, text: JSON.stringify(policy) };
  const managed = Object.hasOwn(AWS_MANAGED_IAM_POLICIES, policy) ? AWS_MANAGED_IAM_POLICIES[policy] : undefined;
  if (managed !== undefined) return { name: policy, text: managed };
  const file = Object.hasOwn(files, policy) ? files[policy] : undefined;
  if (file !== undefined) return { name: policy, text: fromUtf8(file) };
  throw new LabError(
    `${inlineName}: '${policy}' is neither an AWS managed policy of this lab (${Object.keys(AWS_MANAGED_IAM_POLICIES).join(', ')}) nor a file of this world`,
  );
}

/** @throws {LabError} for a policy that breaks the grammar */
export function checkPolicy(text: string, kind: PolicyKind, accountId: AccountId, where: string): void {
  try {
    parsePolicy(text, { kind, accountId });
  } catch (error) {
    if (error instanceof PolicyError) throw new LabError(`${where}: ${error.message}`, { cause: error });
    throw error;
  }
}

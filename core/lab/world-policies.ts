import { parsePolicy } from '../access/policy.ts';
import type { PolicyKind } from '../access/policy-document.ts';
import { PolicyError } from '../access/policy-error.ts';
import type { AccountId } from '../cloud/arn.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import type { Bytes } from '../ports.ts';
import { AWS_MANAGED_POLICY_NAMES, awsManagedPolicyArn } from '../services/iam/aws-managed-policies.ts';
import { LabError } from './lab-error.ts';

/** A policy by the name of an AWS managed one or of a file, or the document itself. */
export type PolicySpec = string | Readonly<Record<string, unknown>>;

/** A policy of a specification: AWS's own by its ARN, or one with its text and what it is called. */
type FoundPolicy = { readonly arn: string } | { readonly arn: null; readonly name: string; readonly text: string };

/** What a specification means by an IAM policy. @throws {LabError} for a name that is neither AWS's nor a file's */
export function findPolicy(
  policy: PolicySpec,
  {
    inlineName,
    where,
    files,
  }: { readonly inlineName: string; readonly where: string; readonly files: Readonly<Record<string, Bytes>> },
): FoundPolicy {
  const arn = typeof policy === 'string' ? awsManagedPolicyArn(policy) : null;
  if (arn !== null) return { arn };
  const name = typeof policy === 'string' ? validName(policy) : inlineName;
  return { arn: null, name, text: documentText(policy, where, files) };
}

/** The text of a document that stands in a specification, or in a file that it names. @throws {LabError} */
export function documentText(policy: PolicySpec, where: string, files: Readonly<Record<string, Bytes>>): string {
  if (typeof policy !== 'string') return JSON.stringify(policy);
  const file = Object.hasOwn(files, policy) ? files[policy] : undefined;
  if (file !== undefined) return fromUtf8(file);
  throw new LabError(
    `${where}: '${policy}' is neither an AWS managed policy of this lab (${AWS_MANAGED_POLICY_NAMES.join(', ')}) nor a file of this world`,
  );
}

/** A file's name as IAM takes names: `[\w+=,.@-]+`. */
export function validName(file: string): string {
  return file.replaceAll(/[^\w+=,.@-]+/g, '-');
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

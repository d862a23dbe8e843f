import type { Outcome, Service } from '../lab/request.ts';
import { JsonError, readJson } from './read-json.ts';
import { isObject } from './shape-members.ts';

/** The members of IAM's outputs that are policies, as URL-encoded text. Source: IAM API Reference. */
const DOCUMENTS: ReadonlySet<string> = new Set(['AssumeRolePolicyDocument', 'Document', 'PolicyDocument']);

/**
 * An outcome whose policies are JSON to look into: the CLI decodes those that IAM returns.
 * Source: AWS CLI Command Reference, `aws iam get-role`, output; observed on AWS CLI 2.9.19.
 */
export function withDocuments(service: Service, outcome: Outcome): Outcome {
  if (service !== 'iam' || !outcome.reply.ok) return outcome;
  const output = decoded(outcome.reply.output) as Readonly<Record<string, unknown>>;
  return { ...outcome, reply: { ok: true, output } };
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      DOCUMENTS.has(name) && typeof member === 'string' ? document(member) : decoded(member),
    ]),
  );
}

/** What is no JSON stays text. */
function document(encoded: string): unknown {
  try {
    return readJson(decodeURIComponent(encoded));
  } catch (error) {
    if (error instanceof JsonError || error instanceof URIError) return encoded;
    throw error;
  }
}

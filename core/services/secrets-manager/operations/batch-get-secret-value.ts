import type { Decision } from '../../../access/decision.ts';
import { AwsError } from '../../../errors/aws-error.ts';
import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { HandleScope, Scope } from '../../../operations/operation.ts';
import { integer, list, structure, type ValueOf } from '../../../operations/shape.ts';
import { passes } from '../filters.ts';
import { secretsHere, secretTarget, theSecret, versionNamed } from '../find-secret.ts';
import { pageByToken } from '../page-by-token.ts';
import { readFacts, valueOutput } from '../read-value.ts';
import type { SecretFact } from '../secret-fact.ts';
import { checkIsActive, secretsManagerOperation } from './secret-operation.ts';
import { Filters, NextToken, SecretId } from './shapes.ts';

const MOST = 20;
const input = structure(
  {},
  {
    SecretIdList: list(SecretId, { min: 1, max: MOST }),
    Filters,
    MaxResults: integer({ min: 1, max: MOST }),
    NextToken,
  },
);
type Batch = ValueOf<typeof input>;

/**
 * Simplified: AWS writes a record of GetSecretValue for each secret, and may use one decrypted data key for several; here
 * the batch is one record, and each value has its own Decrypt.
 */
export const batchGetSecretValue = secretsManagerOperation({
  name: 'BatchGetSecretValue',
  summary: 'Tells the current values of up to twenty secrets, and which of them it could not tell.',
  input,
  readOnly: true,
  mutates: true,
  crossAccount: true,
  refusesInPart: true,
  find: (given, scope) => [
    iamTarget(scope, 'secretsmanager:BatchGetSecretValue'),
    ...(given.Filters === undefined ? [] : [iamTarget(scope, 'secretsmanager:ListSecrets')]),
    ...wanted(given, scope).ids.map((id) => secretTarget(scope, id, 'secretsmanager:GetSecretValue')),
  ],
  check({ SecretIdList: ids, Filters: filters, MaxResults: limit }) {
    if ((ids === undefined) === (filters === undefined)) {
      throw SecretsManagerError.parameter('You must include Filters or SecretIdList, but not both.');
    }
    if (limit !== undefined && filters === undefined) {
      throw SecretsManagerError.parameter('To use MaxResults, you must also use Filters.');
    }
  },
  async handle(given, scope) {
    const { ids, next } = wanted(given, scope);
    const own = scope.decisions.length - ids.length;
    const refused = scope.decisions.slice(0, own).find(({ verdict }) => verdict !== 'allowed');
    if (refused !== undefined) throw SecretsManagerError.denied(refused);
    const facts: SecretFact[] = [];
    const values: unknown[] = [];
    const errors: unknown[] = [];
    for (const [index, id] of ids.entries()) {
      try {
        const { output, noted } = await readOne(id, scope.decisions[own + index], scope);
        values.push(output);
        facts.push(...noted);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        errors.push({ SecretId: id, ErrorCode: error.name, Message: error.message });
      }
    }
    return { output: { SecretValues: values, ...next, Errors: errors }, facts };
  },
});

async function readOne(id: string, decision: Decision | undefined, scope: HandleScope) {
  if (decision === undefined || decision.verdict !== 'allowed') {
    throw decision === undefined ? SecretsManagerError.notFound() : SecretsManagerError.denied(decision);
  }
  const secret = theSecret(scope, id);
  checkIsActive(secret);
  const version = versionNamed(secret, {});
  return { output: await valueOutput(scope, secret, version), noted: readFacts(scope, secret, version) };
}

/** The secrets that a request is about, page by page where filters choose them. */
function wanted({ SecretIdList: ids, Filters: filters, MaxResults = MOST, ...asked }: Batch, scope: Scope) {
  if (ids !== undefined) return { ids: [...new Set(ids)], next: {} };
  const all = secretsHere(scope).filter((secret) => secret.machine.value === 'active' && passes(secret, filters ?? []));
  const { items, next } = pageByToken(all, ({ arn }) => arn, { ...asked, MaxResults });
  return { ids: items.map(({ arn }) => arn), next };
}

import { ValidationException } from '../../../errors/common-errors.ts';
import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import { structure, type ValueOf } from '../../../operations/shape.ts';
import { secretNamed } from '../find-secret.ts';
import { isThere } from '../new-version.ts';
import { checkReplicaRegions, type PlainVersion, replicate } from '../replication.ts';
import { type Secret, secretArn } from '../secret.ts';
import type { SecretFact } from '../secret-fact.ts';
import { namesOf, replicationOutput } from '../secret-output.ts';
import { checkTags, tagsIn } from '../secret-tags.ts';
import { givenValue, keptKeyId, SecretValues } from '../secret-value.ts';
import { CURRENT } from '../staging-labels.ts';
import { secretsManagerOperation } from './secret-operation.ts';
import {
  AddReplicaRegions,
  ClientRequestToken,
  Description,
  ForceOverwriteReplicaSecret,
  KmsKeyId,
  Name,
  SecretBinary,
  SecretString,
  Tags,
  Type,
} from './shapes.ts';

const input = structure(
  { Name },
  {
    ClientRequestToken,
    Description,
    KmsKeyId,
    SecretBinary,
    SecretString,
    Tags,
    AddReplicaRegions,
    ForceOverwriteReplicaSecret,
    Type,
  },
);
type CreateSecret = ValueOf<typeof input>;

const SUFFIX_LENGTH = 6;

export const createSecret = secretsManagerOperation({
  name: 'CreateSecret',
  summary: 'Makes a secret, with a first value or without; the value is encrypted under a data key of its own.',
  input,
  readOnly: false,
  find({ Name: name, Tags: tags, AddReplicaRegions: regions }, scope) {
    const { region, accountId } = scope.request;
    const actions = ['CreateSecret'];
    if (tags !== undefined && tags.length > 0) actions.push('TagResource');
    if (regions !== undefined) actions.push('ReplicateSecretToRegions');
    const arn = secretArn(region, accountId, name);
    return actions.map((action) => iamTarget(scope, `secretsmanager:${action}`, arn));
  },
  check(given, scope) {
    checkName(given.Name);
    if (given.Type !== undefined && given.Type !== '') throw SecretsManagerError.notHere('external secrets');
    checkTags(tagsIn(given.Tags));
    givenValue(given);
    checkReplicaRegions({ region: scope.request.region, replicas: [] }, given.AddReplicaRegions ?? []);
    const before = secretNamed(scope, given.Name);
    if (before !== null) checkIsRepeated(given, before);
  },
  async handle(given, scope) {
    const before = secretNamed(scope, given.Name);
    if (before !== null) return { output: await repeated(given, before, scope) };
    const { request, ids, at } = scope;
    const { accountId, region } = request;
    const { Name: name } = given;
    const arn = `${secretArn(region, accountId, name)}-${ids.alphanumeric(SUFFIX_LENGTH)}`;
    const secret = { arn, name, accountId, region, createdAt: at };
    const settings = { description: given.Description ?? null, kmsKeyId: keptKeyId(given.KmsKeyId) };
    const tags = tagsIn(given.Tags);
    const first = firstVersion(given, scope);
    const facts: SecretFact[] = [{ type: 'secretCreated', secret, settings, tags, policy: null, primaryRegion: null }];
    const values = new SecretValues(scope);
    if (settings.kmsKeyId !== null) await values.tryKey(secret, settings.kmsKeyId);
    if (first !== null) {
      const value = await values.seal(secret, settings.kmsKeyId, first.versionId, first.value);
      facts.push({ type: 'secretVersionPut', secretArn: arn, version: { ...first, accessedAt: null, value } });
    }
    const versionId = first === null ? {} : { VersionId: first.versionId };
    const { AddReplicaRegions: wanted = [], ForceOverwriteReplicaSecret: overwrites = false } = given;
    if (wanted.length === 0) return { output: { ...namesOf(secret), ...versionId }, facts };
    const primary = { ...secret, settings, tags, policy: null, replicas: [] };
    const done = await replicate(scope, primary, first === null ? [] : [first], { wanted, overwrites });
    const { replicas } = done;
    return {
      output: { ...namesOf(secret), ...versionId, ReplicationStatus: replicationOutput(replicas) },
      facts: [...facts, ...done.facts, { type: 'secretReplicated', secretArn: arn, replicas }],
    };
  },
});

function firstVersion(given: CreateSecret, { ids, at }: HandleScope): PlainVersion | null {
  const value = givenValue(given);
  if (value === null) return null;
  return { versionId: given.ClientRequestToken ?? ids.uuid(), createdAt: at, stages: [CURRENT], value };
}

/** A request that came before is answered as it was then. @throws {SecretsManagerError} ResourceExistsException */
async function repeated(given: CreateSecret, before: Secret, scope: HandleScope) {
  const { ClientRequestToken: versionId = '' } = given;
  const value = givenValue(given);
  if (value === null) throw nameIsTaken(before);
  await isThere(scope, before, { versionId, value });
  return { ...namesOf(before), VersionId: versionId };
}

/** @throws {SecretsManagerError} where the name is taken, and the request is no repetition of one before */
function checkIsRepeated({ ClientRequestToken: token }: CreateSecret, before: Secret): void {
  if (before.machine.value !== 'active') {
    const message = "You can't create this secret because a secret with this name is already scheduled for deletion.";
    throw SecretsManagerError.request(message, 'secret-marked-for-deletion');
  }
  if (!before.versions.some(({ versionId }) => versionId === token)) throw nameIsTaken(before);
}

function nameIsTaken({ name }: Secret): SecretsManagerError {
  const message = `The operation failed because the secret ${name} already exists.`;
  return new SecretsManagerError('ResourceExistsException', message, 'secret-exists');
}

/** @throws {ValidationException} as observed on Secrets Manager */
function checkName(name: string): void {
  if (/^[\w/+=.@!-]+$/.test(name)) return;
  throw new ValidationException(
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

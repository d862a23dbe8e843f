import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, KEY, OTHER_KEY, type SecretsLab, secretsLab, WEST_KEY } from './secrets-lab.ts';

const SecretId = 'db';
const [FIRST, SECOND] = ['1', '2'].map((digit) => digit.repeat(32));
const AddReplicaRegions = [{ Region: 'us-west-2' }];

/** Plays a row: what comes before it, then itself. */
function row(before: (secrets: SecretsLab) => Promise<unknown>, play: (secrets: SecretsLab) => Promise<unknown>): Play {
  return async () => {
    const secrets = await secretsLab();
    await before(secrets);
    const from = secrets.lab.world.trailLength;
    await play(secrets);
    const arn = [...secrets.lab.world.secrets.values()].find(({ region }) => region === 'us-east-1')?.arn ?? '';
    const words = {
      "the secret's ARN": arn,
      "the replica's ARN": arn.replace('us-east-1', 'us-west-2'),
      "the version's id": FIRST ?? '',
      "the new version's id": SECOND ?? '',
      "the previous version's id": FIRST ?? '',
      "the current version's id": SECOND ?? '',
    };
    return { records: secrets.records(from), lab: secrets.lab, caller: ADMIN.as, words };
  };
}

const nothing = async () => undefined;
const made = (secrets: SecretsLab) => secrets.create(SecretId, 'one', { ClientRequestToken: FIRST });
const madeUnderKey = (secrets: SecretsLab) =>
  secrets.create(SecretId, 'one', { ClientRequestToken: FIRST, KmsKeyId: KEY });
const put = (secrets: SecretsLab) => secrets.put(SecretId, 'two', { ClientRequestToken: SECOND });
const call =
  (operation: string, input: object = {}) =>
  (secrets: SecretsLab) =>
    secrets.call(ADMIN, operation, { SecretId, ...input });

testServiceTable('Secrets Manager and its keys', {
  'CreateSecret without a value': row(nothing, (secrets) => secrets.create(SecretId)),
  'CreateSecret with a value': row(nothing, made),
  'CreateSecret that names a key': row(nothing, madeUnderKey),
  GetSecretValue: row(made, call('GetSecretValue')),
  BatchGetSecretValue: row(
    async (secrets) => {
      await made(secrets);
      await put(secrets);
    },
    (secrets) => secrets.call(ADMIN, 'BatchGetSecretValue', { SecretIdList: [SecretId] }),
  ),
  PutSecretValue: row(made, put),
  'PutSecretValue that comes again': row(made, (secrets) =>
    secrets.put(SecretId, 'one', { ClientRequestToken: FIRST }),
  ),
  'UpdateSecret with a value': row(made, call('UpdateSecret', { SecretString: 'two', ClientRequestToken: SECOND })),
  'UpdateSecret with another key': row(
    async (secrets) => {
      await madeUnderKey(secrets);
      await put(secrets);
    },
    call('UpdateSecret', { KmsKeyId: OTHER_KEY }),
  ),
  ReplicateSecretToRegions: row(made, call('ReplicateSecretToRegions', { AddReplicaRegions })),
  'PutSecretValue of a secret with a replica': row(
    (secrets) => secrets.create(SecretId, 'one', { AddReplicaRegions: [{ Region: 'us-west-2', KmsKeyId: WEST_KEY }] }),
    put,
  ),
  'DescribeSecret, ListSecrets, ListSecretVersionIds, UpdateSecretVersionStage': row(
    async (secrets) => {
      await made(secrets);
      await put(secrets);
    },
    async (secrets) => {
      await secrets.describe(SecretId);
      await secrets.call(ADMIN, 'ListSecrets');
      await secrets.call(ADMIN, 'ListSecretVersionIds', { SecretId });
      const move = { VersionStage: 'AWSCURRENT', MoveToVersionId: FIRST, RemoveFromVersionId: SECOND };
      await secrets.call(ADMIN, 'UpdateSecretVersionStage', { SecretId, ...move });
    },
  ),
  'DeleteSecret, RestoreSecret': row(made, async (secrets) => {
    await secrets.call(ADMIN, 'DeleteSecret', { SecretId });
    await secrets.call(ADMIN, 'RestoreSecret', { SecretId });
  }),
});

import type { Service } from '../lab/request.ts';
import { lookupEvents } from '../services/cloudtrail/lookup-events.ts';
import { DYNAMODB_OPERATIONS } from '../services/dynamodb/operations/index.ts';
import { EC2_OPERATIONS } from '../services/ebs/operations/index.ts';
import { VPC_ENDPOINT_OPERATIONS } from '../services/ec2/index.ts';
import { INSTANCE_OPERATIONS } from '../services/ec2/instances/index.ts';
import { TAG_OPERATIONS } from '../services/ec2/tags/tag-operations.ts';
import { IAM_OPERATIONS } from '../services/iam/operations/index.ts';
import { LAMBDA_OPERATIONS } from '../services/lambda/operations/index.ts';
import { ORGANIZATIONS_OPERATIONS } from '../services/organizations/operations/index.ts';
import { RDS_OPERATIONS } from '../services/rds/operations/index.ts';
import { S3_OPERATIONS } from '../services/s3/operations/index.ts';
import { SECRETS_MANAGER_OPERATIONS } from '../services/secrets-manager/operations/index.ts';
import { SQS_OPERATIONS } from '../services/sqs/operations/index.ts';
import { SSM_OPERATIONS } from '../services/ssm/operations/index.ts';
import { STS_OPERATIONS } from '../services/sts/operations.ts';
import { cancelKeyDeletion } from './cancel-key-deletion.ts';
import { connectCustomKeyStore } from './connect-custom-key-store.ts';
import { createAlias } from './create-alias.ts';
import { createCustomKeyStore } from './create-custom-key-store.ts';
import { createGrant } from './create-grant.ts';
import { createKey } from './create-key.ts';
import { decapsulate } from './decapsulate.ts';
import { decrypt } from './decrypt.ts';
import { deleteAlias } from './delete-alias.ts';
import { deleteCustomKeyStore } from './delete-custom-key-store.ts';
import { deleteImportedKeyMaterial } from './delete-imported-key-material.ts';
import { deriveSharedSecret } from './derive-shared-secret.ts';
import { describeCustomKeyStores } from './describe-custom-key-stores.ts';
import { describeKey } from './describe-key.ts';
import { disableKey } from './disable-key.ts';
import { disableKeyRotation } from './disable-key-rotation.ts';
import { disconnectCustomKeyStore } from './disconnect-custom-key-store.ts';
import { enableKey } from './enable-key.ts';
import { enableKeyRotation } from './enable-key-rotation.ts';
import { encapsulate } from './encapsulate.ts';
import { encrypt } from './encrypt.ts';
import { generateDataKey } from './generate-data-key.ts';
import { generateDataKeyPair } from './generate-data-key-pair.ts';
import { generateDataKeyPairWithoutPlaintext } from './generate-data-key-pair-without-plaintext.ts';
import { generateDataKeyWithoutPlaintext } from './generate-data-key-without-plaintext.ts';
import { generateMac } from './generate-mac.ts';
import { generateRandom } from './generate-random.ts';
import { getKeyLastUsage } from './get-key-last-usage.ts';
import { getKeyPolicy } from './get-key-policy.ts';
import { getKeyRotationStatus } from './get-key-rotation-status.ts';
import { getParametersForImport } from './get-parameters-for-import.ts';
import { getPublicKey } from './get-public-key.ts';
import { importKeyMaterial } from './import-key-material.ts';
import { listAliases } from './list-aliases.ts';
import { listGrants } from './list-grants.ts';
import { listKeyPolicies } from './list-key-policies.ts';
import { listKeyRotations } from './list-key-rotations.ts';
import { listKeys } from './list-keys.ts';
import { listResourceTags } from './list-resource-tags.ts';
import { listRetirableGrants } from './list-retirable-grants.ts';
import type { Operation } from './operation.ts';
import { putKeyPolicy } from './put-key-policy.ts';
import { reEncrypt } from './re-encrypt.ts';
import { replicateKey } from './replicate-key.ts';
import { retireGrant } from './retire-grant.ts';
import { revokeGrant } from './revoke-grant.ts';
import { rotateKeyOnDemand } from './rotate-key-on-demand.ts';
import { scheduleKeyDeletion } from './schedule-key-deletion.ts';
import { sign } from './sign.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updateAlias } from './update-alias.ts';
import { updateCustomKeyStore } from './update-custom-key-store.ts';
import { updateKeyDescription } from './update-key-description.ts';
import { updatePrimaryRegion } from './update-primary-region.ts';
import { verify } from './verify.ts';
import { verifyMac } from './verify-mac.ts';

/** Every operation that the lab has, in the order of the API references. The corridor, the command line and the help read this table. */
export const OPERATIONS: readonly Operation[] = [
  cancelKeyDeletion,
  connectCustomKeyStore,
  createAlias,
  createCustomKeyStore,
  createGrant,
  createKey,
  decapsulate,
  decrypt,
  deleteAlias,
  deleteCustomKeyStore,
  describeCustomKeyStores,
  deriveSharedSecret,
  deleteImportedKeyMaterial,
  describeKey,
  disableKey,
  disableKeyRotation,
  disconnectCustomKeyStore,
  enableKey,
  enableKeyRotation,
  encapsulate,
  encrypt,
  generateDataKey,
  generateDataKeyPair,
  generateDataKeyPairWithoutPlaintext,
  generateDataKeyWithoutPlaintext,
  generateMac,
  generateRandom,
  getKeyLastUsage,
  getKeyPolicy,
  getKeyRotationStatus,
  getPublicKey,
  getParametersForImport,
  importKeyMaterial,
  listAliases,
  listGrants,
  listKeyPolicies,
  listKeyRotations,
  listKeys,
  listResourceTags,
  listRetirableGrants,
  putKeyPolicy,
  reEncrypt,
  replicateKey,
  retireGrant,
  revokeGrant,
  rotateKeyOnDemand,
  scheduleKeyDeletion,
  sign,
  tagResource,
  untagResource,
  updateAlias,
  updateCustomKeyStore,
  updateKeyDescription,
  verify,
  verifyMac,
  updatePrimaryRegion,
  ...EC2_OPERATIONS,
  ...VPC_ENDPOINT_OPERATIONS,
  ...INSTANCE_OPERATIONS,
  ...TAG_OPERATIONS,
  ...S3_OPERATIONS,
  ...SQS_OPERATIONS,
  ...DYNAMODB_OPERATIONS,
  ...SSM_OPERATIONS,
  ...SECRETS_MANAGER_OPERATIONS,
  ...RDS_OPERATIONS,
  ...LAMBDA_OPERATIONS,
  ...STS_OPERATIONS,
  ...IAM_OPERATIONS,
  ...ORGANIZATIONS_OPERATIONS,
  lookupEvents,
];

const BY_NAME: Readonly<Record<Service, ReadonlyMap<string, Operation>>> = {
  kms: byName('kms'),
  ec2: byName('ec2'),
  sts: byName('sts'),
  iam: byName('iam'),
  organizations: byName('organizations'),
  cloudtrail: byName('cloudtrail'),
  s3: byName('s3'),
  sqs: byName('sqs'),
  dynamodb: byName('dynamodb'),
  ssm: byName('ssm'),
  secretsmanager: byName('secretsmanager'),
  rds: byName('rds'),
  lambda: byName('lambda'),
};

/** The operation of that name, or undefined when the service has none. */
export function operationNamed(service: Service, name: string): Operation | undefined {
  return BY_NAME[service].get(name);
}

function byName(service: Service): ReadonlyMap<string, Operation> {
  return new Map(
    OPERATIONS.filter((operation) => operation.service === service).map((operation) => [operation.name, operation]),
  );
}

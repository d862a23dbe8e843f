import { buildCatalogue, type CatalogueOperation } from '../../../core/aws-cli/catalogue.ts';
import {
  blob,
  boolean,
  integer,
  list,
  oneOf,
  string,
  stringMap,
  structure,
  timestamp,
} from '../../../core/operations/shape.ts';

const algorithm = oneOf(['SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE']);
const tags = list(structure({ TagKey: string({ min: 1 }), TagValue: string() }, {}));
const filters = list(structure({}, { Name: string(), Values: list(string()) }));
const keyId = structure({ KeyId: string() }, {});
const page = { Limit: integer(), Marker: string() };
const ec2Page = { MaxResults: integer(), NextToken: string(), DryRun: boolean() };
const permissions = list(structure({}, { Group: string(), UserId: string() }));
const tagSpecifications = list(
  structure({}, { ResourceType: string(), Tags: list(structure({}, { Key: string(), Value: string() })) }),
);

const kms = (name: string, input: CatalogueOperation['input'], documentation = `${name} does it. And more.`) =>
  ({ service: 'kms', name, input, documentation }) as const;
const ec2 = (name: string, input: CatalogueOperation['input']) =>
  ({ service: 'ec2', name, input, documentation: `${name} does it.` }) as const;

/** Operations as AWS CLI 2.9.19 knows them; the lab's own records are not needed to test the command line. */
const SAMPLE_OPERATIONS: readonly CatalogueOperation[] = [
  kms(
    'CreateKey',
    structure(
      {},
      {
        Policy: string(),
        Description: string(),
        KeyUsage: oneOf(['SIGN_VERIFY', 'ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC']),
        CustomerMasterKeySpec: string(),
        KeySpec: string(),
        Origin: string(),
        CustomKeyStoreId: string(),
        BypassPolicyLockoutSafetyCheck: boolean(),
        Tags: tags,
        MultiRegion: boolean(),
        XksKeyId: string(),
      },
    ),
  ),
  kms('Decrypt', structure({ CiphertextBlob: blob() }, { EncryptionContext: stringMap(), KeyId: string() })),
  kms('DescribeKey', structure({ KeyId: string({ min: 1 }) }, { GrantTokens: list(string()) })),
  kms('DisableKey', keyId),
  kms(
    'Encrypt',
    structure(
      { KeyId: string(), Plaintext: blob() },
      { EncryptionContext: stringMap(), GrantTokens: list(string()), EncryptionAlgorithm: algorithm },
    ),
    'Encrypts plaintext of up to 4,096 bytes using a KMS key. It needs a key.',
  ),
  kms(
    'GenerateDataKey',
    structure({ KeyId: string() }, { NumberOfBytes: integer({ min: 1 }), KeySpec: oneOf(['AES_256', 'AES_128']) }),
  ),
  kms('GetKeyPolicy', structure({ KeyId: string() }, { PolicyName: string() })),
  kms(
    'ImportKeyMaterial',
    structure({ KeyId: string(), ImportToken: blob(), EncryptedKeyMaterial: blob() }, { ValidTo: timestamp() }),
  ),
  kms('ListAliases', structure({}, { KeyId: string(), ...page })),
  kms('ListKeys', structure({}, page)),
  kms(
    'PutKeyPolicy',
    structure(
      { KeyId: string(), PolicyName: string(), Policy: string() },
      { BypassPolicyLockoutSafetyCheck: boolean() },
    ),
  ),
  kms('ScheduleKeyDeletion', structure({ KeyId: string() }, { PendingWindowInDays: integer() })),
  ec2(
    'CopySnapshot',
    structure(
      { SourceRegion: string(), SourceSnapshotId: string() },
      { Encrypted: boolean(), KmsKeyId: string(), DryRun: boolean() },
    ),
  ),
  ec2('CreateSnapshot', structure({ VolumeId: string() }, { TagSpecifications: tagSpecifications })),
  ec2(
    'DescribeSnapshots',
    structure(
      {},
      {
        Filters: filters,
        OwnerIds: list(string()),
        RestorableByUserIds: list(string()),
        SnapshotIds: list(string()),
        ...ec2Page,
      },
    ),
  ),
  ec2('DescribeVolumes', structure({}, { Filters: filters, VolumeIds: list(string()), ...ec2Page })),
  ec2(
    'ModifySnapshotAttribute',
    structure(
      { SnapshotId: string() },
      {
        Attribute: string(),
        CreateVolumePermission: structure({}, { Add: permissions, Remove: permissions }),
        OperationType: string(),
        UserIds: list(string()),
      },
    ),
  ),
];

export const SAMPLE_CATALOGUE = buildCatalogue(SAMPLE_OPERATIONS);

/** Finds an operation's command as the parser would. */
export function sampleCommand(service: 'kms' | 'ec2', name: string) {
  const command = SAMPLE_CATALOGUE.services.get(service)?.operations.get(name);
  if (command === undefined) throw new Error(`No sample operation is named ${name}`);
  return command;
}

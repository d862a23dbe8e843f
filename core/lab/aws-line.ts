import { buildCatalogue } from '../aws-cli/catalogue.ts';
import { complete, type LiveCompletions } from '../aws-cli/complete.ts';
import type { LineFiles } from '../aws-cli/param-file.ts';
import { runCommand } from '../aws-cli/run-command.ts';
import { sdkForm } from '../aws-cli/sdk-form.ts';
import { parseArn } from '../cloud/arn.ts';
import { REGION_NAMES } from '../cloud/regions.ts';
import { type KeyRecord, keyStateOf } from '../keys/key-record.ts';
import { OPERATIONS } from '../operations/index.ts';
import { snapshotStatus } from '../services/ebs/volume.ts';
import type { Completion, LabQuery, RunOutcome } from './client.ts';
import { tableNames } from './dynamodb-completions.ts';
import { functionCompletions } from './function-completions.ts';
import { grantCompletions } from './grant-completions.ts';
import { iamCompletions } from './iam-completions.ts';
import { partsOfOrganization } from './organization-completions.ts';
import { rdsCompletions } from './rds-completions.ts';
import type { ApiRequestInput, Outcome } from './request.ts';
import { secretCompletions } from './secret-completions.ts';
import { sqsCompletions } from './sqs-completions.ts';
import { ssmCompletions } from './ssm-completions.ts';
import { vpcEndpointCompletions } from './vpc-endpoint-completions.ts';
import type { World } from './world.ts';

/** The commands of an `aws …` line. */
const CATALOGUE = buildCatalogue(
  OPERATIONS.map(({ service, name, input, summary, outputFile }) => ({
    service,
    name,
    input,
    documentation: summary,
    ...(outputFile === undefined ? {} : { outputFile }),
  })),
);

/** Who runs a line, and from where. */
export type AwsCaller = Pick<ApiRequestInput, 'as' | 'region' | 'session' | 'vpcEndpointId'>;

/** Runs an `aws …` line as a principal, in a Region unless the line names another. */
export function runAwsLine(
  line: string,
  { as, region: home, session, vpcEndpointId }: AwsCaller,
  lab: {
    readonly call: (request: ApiRequestInput) => Promise<Outcome>;
    readonly sleep: (ms: number) => Promise<void>;
    readonly files: LineFiles;
  },
): Promise<RunOutcome> {
  return runCommand({
    line,
    region: home,
    files: lab.files,
    catalogue: CATALOGUE,
    send: (service, operation, input, region) =>
      lab.call({
        service,
        operation,
        input,
        as,
        region: region ?? home,
        userAgent: 'aws-cli/2',
        ...(session === undefined ? {} : { session }),
        ...(vpcEndpointId === undefined ? {} : { vpcEndpointId }),
      }),
    sleep: lab.sleep,
  });
}

/** The line as a program for the AWS SDK for JavaScript, or null; see `sdkForm`. */
export function sdkFormOfLine(
  { line, region }: Extract<LabQuery, { type: 'sdk' }>,
  files: ReadonlyMap<string, Uint8Array>,
): string | null {
  return sdkForm(line, region, { catalogue: CATALOGUE, files });
}

/** What may stand where the line ends, with the world's own ids among it. */
export function completeAwsLine(
  { line, as, region }: Extract<LabQuery, { type: 'complete' }>,
  world: World,
  files: ReadonlyMap<string, Uint8Array>,
): readonly Completion[] {
  const accountId = parseArn(as)?.accountId ?? '';
  const named = (scheme: string) =>
    [...files.keys()].map((name) => ({ text: `${scheme}${name}`, hint: 'a file of this world' }));
  const ofMember: LiveCompletions['ofMember'] = (member, operation, words) => {
    const ofIam = iamCompletions(world, accountId, member, operation.name);
    if (ofIam !== null) return ofIam;
    const ofGrants = operation.service === 'kms' ? grantCompletions(world, accountId, member, words) : null;
    if (ofGrants !== null) return ofGrants;
    const aliases =
      operation.service === 's3' ||
      operation.service === 'rds' ||
      operation.service === 'secretsmanager' ||
      ALIAS_OPERATIONS.has(operation.name);
    if (member.endsWith('KeyId') || member === 'KeyId') return keys(world, accountId, region, aliases);
    if (REGION_MEMBERS.has(member)) return Object.entries(REGION_NAMES).map(([text, hint]) => ({ text, hint }));
    if (member === 'UserIds') return otherAccounts(world, accountId);
    if (member === 'LookupAttributes') return ofEachKey(world, accountId, region);
    if (member === 'AliasName') return aliasNames(world, accountId, region);
    if (member === 'SnapshotId' || member === 'SourceSnapshotId' || member === 'SnapshotIds') return snapshots(world);
    if (member === 'VolumeId' || member === 'VolumeIds') return volumes(world, accountId, region);
    if (member === 'InstanceId' || member === 'InstanceIds') return instances(world, accountId, region);
    if (member === 'Bucket') return buckets(world, accountId);
    if (member === 'Key') return objects(world, bucketNamed(words));
    if (member === 'Body') return named('');
    if (TEXT_MEMBERS.has(member)) return named('file://');
    if (FILE_MEMBERS.has(member)) return named('fileb://');
    if (operation.service === 'dynamodb') return tableNames(member, operation.name, world, accountId, region);
    if (operation.service === 'sqs') return sqsCompletions(member, operation.name, world, accountId, region);
    if (operation.service === 'ssm') return ssmCompletions(member, world, accountId, region);
    if (operation.service === 'secretsmanager') return secretCompletions(member, world, accountId, region);
    if (operation.service === 'lambda') return functionCompletions(member, world, accountId, region, named);
    if (operation.service === 'rds') return rdsCompletions(member, world, accountId, region);
    if (operation.service === 'ec2') return vpcEndpointCompletions(member, world, accountId, region);
    return operation.service === 'organizations' ? partsOfOrganization(member, world, accountId) : [];
  };
  const ofS3: LiveCompletions['ofS3'] = (what) => {
    if (what === 'key') return keys(world, accountId, region, true);
    if (what === 'file') return named('fileb://');
    const uris = buckets(world, accountId).flatMap(({ text: bucket, hint }) => [
      { text: `s3://${bucket}`, hint },
      ...objects(world, bucket).map((object) => ({ ...object, text: `s3://${bucket}/${object.text}` })),
    ]);
    return what === 'path' ? [...uris, ...named('')] : uris;
  };
  return complete(line, CATALOGUE, { ofMember, outfiles: () => named(''), ofS3 });
}

/** Members that name a Region. */
const REGION_MEMBERS: ReadonlySet<string> = new Set(['PrimaryRegion', 'ReplicaRegion', 'SourceRegion']);

/** Members whose values people keep in files, as text. */
const TEXT_MEMBERS: ReadonlySet<string> = new Set([
  'Policy',
  'PolicyDocument',
  'AssumeRolePolicyDocument',
  'Content',
  'ResourcePolicy',
  'SecretString',
]);

/** Members whose values people keep in files, as bytes. */
const FILE_MEMBERS: ReadonlySet<string> = new Set([
  'Plaintext',
  'CiphertextBlob',
  'Message',
  'Signature',
  'Mac',
  'PublicKey',
  'SharedSecretCiphertextBlob',
  'ImportToken',
  'EncryptedKeyMaterial',
  'SecretBinary',
  'SSECustomerKey',
  'CopySourceSSECustomerKey',
]);

/** Operations of EBS that name a key. */
const EBS_KEY_OPERATIONS: readonly string[] = [
  'CreateVolume',
  'CopySnapshot',
  'ModifyEbsDefaultKmsKeyId',
  'AssociateKmsKeyId',
  'DisassociateKmsKeyId',
];

const ALIAS_OPERATIONS: ReadonlySet<string> = new Set(
  OPERATIONS.filter(
    ({ acceptsAlias, name }) => acceptsAlias === true || name === 'ReEncrypt' || EBS_KEY_OPERATIONS.includes(name),
  ).map(({ name }) => name),
);

function keys(world: World, accountId: string, region: string, withAliases: boolean): readonly Completion[] {
  const own = [...world.keys.values()].filter((key) => key.accountId === accountId && key.region === region);
  const names = withAliases ? aliasNames(world, accountId, region) : [];
  return [
    ...names,
    ...own.map((key) => ({
      text: key.keyId,
      hint: [keyStateOf(key), ...namesOf(world, key), ...kindOf(key), key.description]
        .filter((part) => part !== '')
        .join(' · '),
    })),
  ];
}

function namesOf(world: World, { arn }: KeyRecord): readonly string[] {
  return [...world.aliases.values()].filter(({ keyArn }) => keyArn === arn).map(({ name }) => name);
}

/** What CloudTrail is asked for the events of each key. */
function ofEachKey(world: World, accountId: string, region: string): readonly Completion[] {
  return [...world.keys.values()]
    .filter((key) => key.accountId === accountId && key.region === region)
    .map((key) => ({
      text: `AttributeKey=ResourceName,AttributeValue=${key.arn}`,
      hint: namesOf(world, key).join(' ') || 'a key',
    }));
}

/** What tells keys apart that are not of the usual kind. */
function kindOf({ keySpec, keyUsage }: KeyRecord): readonly string[] {
  return keySpec === 'SYMMETRIC_DEFAULT' ? [] : [`${keySpec} ${keyUsage}`];
}

function aliasNames(world: World, accountId: string, region: string): readonly Completion[] {
  return [...world.aliases.values()]
    .filter(({ keyArn }) => keyArn.includes(`:${region}:${accountId}:`))
    .map(({ name, keyArn }) => ({ text: name, hint: keyArn.slice(keyArn.lastIndexOf('/') + 1) }));
}

function snapshots(world: World): readonly Completion[] {
  return [...world.snapshots.values()].map((snapshot) => ({
    text: snapshot.snapshotId,
    hint: `${snapshotStatus(snapshot)} in ${snapshot.region}`,
  }));
}

function volumes(world: World, accountId: string, region: string): readonly Completion[] {
  return [...world.volumes.values()]
    .filter((volume) => volume.accountId === accountId && volume.region === region)
    .map(({ volumeId, machine }) => ({ text: volumeId, hint: machine.value }));
}

function instances(world: World, accountId: string, region: string): readonly Completion[] {
  return [...world.instances.values()]
    .filter((instance) => instance.accountId === accountId && instance.region === region)
    .map(({ instanceId, machine }) => ({ text: instanceId, hint: machine.value }));
}

function buckets(world: World, accountId: string): readonly Completion[] {
  return [...world.buckets.values()]
    .filter((bucket) => bucket.accountId === accountId)
    .map(({ name, region }) => ({ text: name, hint: `a bucket in ${region}` }));
}

/** The bucket that a line names so far. */
function bucketNamed(words: readonly string[]): string {
  const at = words.lastIndexOf('--bucket');
  return at < 0 ? '' : (words[at + 1] ?? '');
}

function objects(world: World, bucket: string): readonly Completion[] {
  return [...(world.objects.get(bucket)?.values() ?? [])].map(({ key, sizeBytes }) => ({
    text: key,
    hint: `${sizeBytes} bytes`,
  }));
}

/** Accounts to share something with. */
function otherAccounts({ accounts }: World, accountId: string): readonly Completion[] {
  return [...accounts.values()]
    .filter((account) => account.accountId !== accountId)
    .map(({ accountId: text, name }) => ({ text, hint: `account ${name}` }));
}

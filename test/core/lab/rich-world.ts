import { createLab, DEFAULT_WORLD, type Lab } from '../../../core/index.ts';
import { rebuild } from '../../../core/lab/rebuild.ts';
import type { World } from '../../../core/lab/world.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, DAY, OTHER_ADMIN, START, trusting } from '../../helpers/lab-with.ts';
import { MortalStore } from '../../helpers/mortal-store.ts';

/** A world in which every part has something, and something of every kind that the lab has. */
export async function richWorld(): Promise<{
  readonly lab: Lab;
  readonly world: World;
  readonly store: MortalStore;
}> {
  const store = new MortalStore();
  const lab = await createLab({ ...fixedPorts(), store }, { ...DEFAULT_WORLD, start: START, grantDelayMs: 200 * DAY });
  const made = async (input: object = {}, caller = ADMIN as { as: string; region: string }): Promise<string> => {
    const { reply } = await lab.call({ service: 'kms', operation: 'CreateKey', input, ...caller });
    if (!reply.ok) throw new Error(reply.error.message);
    return (reply.output.KeyMetadata as { Arn: string }).Arn;
  };
  const call = async (operation: string, input: object, caller = ADMIN as { as: string; region: string }) => {
    const { reply } = await lab.call({ service: 'kms', operation, input, ...caller });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
  };
  const aws = async (line: string): Promise<string> => {
    const run = await lab.runAws(line, ADMIN);
    if (run.exitCode !== 0) throw new Error(run.stderr);
    return run.stdout.trim();
  };

  await lab.act({ type: 'setQuotas', change: { requests: 'on', factor: 100 } });
  const used = await made({ Description: 'used, rotated, named' });
  const named = await made({ Policy: trusting('111122223333', '444455556666') });
  const going = await made();
  await made({}, OTHER_ADMIN);
  await call('CreateAlias', { AliasName: 'alias/first', TargetKeyId: used });
  await call('CreateAlias', { AliasName: 'alias/second', TargetKeyId: named });
  await call('UpdateAlias', { AliasName: 'alias/first', TargetKeyId: named });
  await call('Encrypt', { KeyId: used, Plaintext: Uint8Array.of(1) });
  await call('EnableKeyRotation', { KeyId: used, RotationPeriodInDays: 90 });
  await call('EnableKeyRotation', { KeyId: named, RotationPeriodInDays: 90 });
  await call('RotateKeyOnDemand', { KeyId: used });
  await tagsAndGrants(call, used);
  await organization(aws);
  await otherKinds(lab, call, made);
  await call('DisableKey', { KeyId: going });
  await call('ScheduleKeyDeletion', { KeyId: going });
  await principals(lab);
  const volume = await aws(
    'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/first --query VolumeId --output text',
  );
  await keyStores(lab, call, made);
  await buckets(lab, used);
  await vpcEndpoint(aws, lab);
  await tables(lab, used);
  await databases(aws, lab);
  await aFunction(aws, lab);
  await lab.act({ type: 'advance', by: 100 * DAY });
  await lab.act({ type: 'writeVolume', volumeId: volume, bytes: Uint8Array.of(1, 2, 3), ...ADMIN });
  const snapshot = await aws(`aws ec2 create-snapshot --volume-id ${volume} --query SnapshotId --output text`);
  const instance = await aws(
    'aws ec2 run-instances --image-id ami-0123456789abcdef0 --query Instances[0].InstanceId --output text',
  );
  await lab.act({ type: 'advance', by: 60_000 });
  await aws(`aws ec2 create-tags --resources ${volume} --tags Key=team,Value=blue`);
  await aws('aws ec2 modify-ebs-default-kms-key-id --kms-key-id alias/first');
  await aws(`aws ec2 attach-volume --volume-id ${volume} --instance-id ${instance} --device /dev/sdf`);
  await aws(
    `aws ec2 modify-snapshot-attribute --snapshot-id ${snapshot} --attribute createVolumePermission --operation-type add --user-ids 444455556666`,
  );
  const copy = 'aws ec2 copy-snapshot --source-region us-east-1 --region eu-west-1 --encrypted --source-snapshot-id';
  await aws(`${copy} ${snapshot}`);
  await lab.act({ type: 'advance', by: 3_600_000 });
  await aws(`${copy} ${snapshot}`);
  await aws('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted');
  for (let n = 0; n < 4; n++) await lab.act({ type: 'advanceToNext' }); // the second copy is in the middle of its way
  await queues(lab, used);
  await parameters(lab);
  await secrets(lab, used);
  return { lab, world: lab.world as World, store };
}

/** A function with an environment. */
async function aFunction(aws: (line: string) => Promise<string>, lab: Lab): Promise<void> {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  });
  const role = await aws(
    `aws iam create-role --role-name billing --assume-role-policy-document '${trust}' --query Role.Arn --output text`,
  );
  await lab.act({ type: 'putFile', name: 'function.zip', bytes: Uint8Array.of(80, 75, 5, 6) });
  await aws(
    `aws lambda create-function --function-name billing --runtime nodejs22.x --handler index.handler --role ${role} --zip-file fileb://function.zip --environment Variables={DB_USER=keeper}`,
  );
}

/** A database, its snapshot, and a copy of that: with tags, and shared. */
async function databases(aws: (line: string) => Promise<string>, lab: Lab): Promise<void> {
  const engine = '--db-instance-class db.t3.micro --engine postgres';
  await aws(
    `aws rds create-db-instance --db-instance-identifier orders ${engine} --storage-encrypted --kms-key-id alias/first --tags Key=team,Value=blue`,
  );
  await aws('aws rds wait db-instance-available --db-instance-identifier orders');
  await lab.act({ type: 'writeDatabase', database: 'orders', bytes: Uint8Array.of(1, 2, 3), ...ADMIN });
  await aws('aws rds create-db-snapshot --db-instance-identifier orders --db-snapshot-identifier nightly');
  await aws('aws rds wait db-snapshot-available --db-snapshot-identifier nightly');
  await aws(
    'aws rds modify-db-snapshot-attribute --db-snapshot-identifier nightly --attribute-name restore --values-to-add 444455556666',
  );
  const copy =
    'aws rds copy-db-snapshot --source-db-snapshot-identifier nightly --target-db-snapshot-identifier copied';
  await aws(`${copy} --kms-key-id alias/first`);
}

/** A VPC endpoint with a policy of its own, and a call through it. */
async function vpcEndpoint(aws: (line: string) => Promise<string>, lab: Lab): Promise<void> {
  const document = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' } });
  const made = 'create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-0123456789abcdef0';
  const vpcEndpointId = await aws(
    `aws ec2 ${made} --service-name com.amazonaws.us-east-1.kms --policy-document '${document}' --query VpcEndpoint.VpcEndpointId --output text`,
  );
  const { reply } = await lab.call({ service: 'kms', operation: 'ListKeys', input: {}, ...ADMIN, vpcEndpointId });
  if (!reply.ok) throw new Error(reply.error.message);
}

/** Tags, and grants of every form: one of them waits until all of KMS knows of it. */
async function tagsAndGrants(call: (operation: string, input: object) => Promise<void>, KeyId: string): Promise<void> {
  await call('TagResource', { KeyId, Tags: [{ TagKey: 'team', TagValue: 'blue' }] });
  const grant = { KeyId, GranteePrincipal: ADMIN.as, Operations: ['Decrypt'] };
  await call('CreateGrant', { ...grant, Name: 'one', RetiringPrincipal: ADMIN.as });
  await call('CreateGrant', { ...grant, Constraints: { EncryptionContextSubset: { tenant: '7' } } });
  await call('CreateGrant', { ...grant, Constraints: { EncryptionContextEquals: { tenant: '7' } } });
}

/** Users, roles, groups and policies, with everything on them; and one who is gone and stands in a trust policy. */
async function principals(lab: Lab): Promise<void> {
  const iam = async (operation: string, input: object) => {
    const { reply } = await lab.call({ service: 'iam', operation, input, ...ADMIN });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
    return reply.output;
  };
  const allowing = (Action: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });
  const PolicyArn = 'arn:aws:iam::111122223333:policy/team/keys';
  const Tags = [{ Key: 'team', Value: 'blue' }];
  const named = { PolicyName: 'keys', Path: '/team/', Tags };
  await iam('CreatePolicy', { ...named, PolicyDocument: allowing('kms:*'), Description: 'keys' });
  await iam('CreatePolicyVersion', { PolicyArn, PolicyDocument: allowing('kms:Get*'), SetAsDefault: true });
  await iam('DeletePolicyVersion', { PolicyArn, VersionId: 'v1' });
  await iam('CreateGroup', { GroupName: 'devs' });
  await iam('AttachGroupPolicy', { GroupName: 'devs', PolicyArn });
  for (const UserName of ['ann', 'bob']) await iam('CreateUser', { UserName, Tags, PermissionsBoundary: PolicyArn });
  await iam('AddUserToGroup', { GroupName: 'devs', UserName: 'ann' });
  await iam('PutUserPolicy', { UserName: 'ann', PolicyName: 'own', PolicyDocument: allowing('kms:Sign') });
  const { AccessKey } = await iam('CreateAccessKey', { UserName: 'ann' });
  const { AccessKeyId } = AccessKey as { readonly AccessKeyId: string };
  const as = 'arn:aws:iam::111122223333:user/ann';
  await lab.call({
    service: 'kms',
    operation: 'ListKeys',
    input: {},
    as,
    region: 'us-east-1',
    accessKeyId: AccessKeyId,
  });
  await iam('UpdateAccessKey', { UserName: 'ann', AccessKeyId, Status: 'Inactive' });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: [as, 'arn:aws:iam::111122223333:user/bob'] },
      Action: 'sts:AssumeRole',
    },
  });
  await iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument, Description: 'jobs', MaxSessionDuration: 7200 });
  await iam('DeleteUser', { UserName: 'bob' });
  await iam('UpdateUser', { UserName: 'ann', NewUserName: 'anne' });
}

/** An organization with something of everything: an invitation that is open, and one that was taken back. */
async function organization(aws: (line: string) => Promise<string>): Promise<void> {
  const value = (line: string) => aws(`aws organizations ${line} --output text`);
  await value('create-organization');
  const root = await value('list-roots --query Roots[0].Id');
  await value(`enable-policy-type --root-id ${root} --policy-type RESOURCE_CONTROL_POLICY`);
  const unit = await value(`create-organizational-unit --parent-id ${root} --name Apps --query OrganizationalUnit.Id`);
  await value(`tag-resource --resource-id ${unit} --tags Key=team,Value=blue`);
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' },
  });
  const scp = await value(
    `create-policy --name Keep --description keep --type SERVICE_CONTROL_POLICY --content '${document}' --query Policy.PolicySummary.Id`,
  );
  await value(`attach-policy --policy-id ${scp} --target-id ${unit}`);
  await value('create-account --email apps@example.com --account-name apps');
  const invite = 'invite-account-to-organization --target Id=444455556666,Type=ACCOUNT --query Handshake.Id';
  await value(`cancel-handshake --handshake-id ${await value(invite)}`);
  await value(invite);
}

/** A key that waits for its material, and multi-Region keys: one whole set, and one replica in the making. */
async function otherKinds(
  lab: Lab,
  call: (operation: string, input: object) => Promise<void>,
  made: (input: object) => Promise<string>,
): Promise<void> {
  await made({ Origin: 'EXTERNAL' });
  const KeyId = await made({ MultiRegion: true });
  await call('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1', Description: 'there' });
  await lab.act({ type: 'advance', by: 60_000 });
  await call('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
  await call('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' });
  await call('ReplicateKey', { KeyId: await made({ MultiRegion: true }), ReplicaRegion: 'eu-north-1' });
}

/** A CloudHSM key store and an external one, with a key in each. */
async function keyStores(
  lab: Lab,
  call: (operation: string, input: object) => Promise<void>,
  made: (input: object) => Promise<string>,
): Promise<void> {
  const clusterId = 'cluster-abcdefghijk';
  const trustAnchorCertificate = 'the certificate';
  const place = { accountId: '111122223333', region: 'us-east-1' };
  const cluster = { clusterId, ...place, kmsuserPassword: 'kmsuser-pass', trustAnchorCertificate };
  const credential = { accessKeyId: 'ABCDEFGHIJKLMNOPQRST', rawSecretAccessKey: 's'.repeat(43) };
  const address = { uriEndpoint: 'https://xks.example.com', uriPath: '/kms/xks/v1' };
  await lab.act({ type: 'createCloudHsmCluster', cluster });
  await lab.act({
    type: 'createXksProxy',
    proxy: { name: 'outside', ...address, credential, externalKeys: { 'key-1': {} } },
  });
  await call('CreateCustomKeyStore', {
    CustomKeyStoreName: 'cluster keys',
    CloudHsmClusterId: clusterId,
    TrustAnchorCertificate: trustAnchorCertificate,
    KeyStorePassword: 'kmsuser-pass',
  });
  await call('CreateCustomKeyStore', {
    CustomKeyStoreName: 'outside keys',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
    XksProxyUriEndpoint: address.uriEndpoint,
    XksProxyUriPath: address.uriPath,
    XksProxyAuthenticationCredential: {
      AccessKeyId: credential.accessKeyId,
      RawSecretAccessKey: credential.rawSecretAccessKey,
    },
  });
  const [inCluster = '', outside = ''] = lab.world.keyStores.keys();
  for (const CustomKeyStoreId of [inCluster, outside]) await call('ConnectCustomKeyStore', { CustomKeyStoreId });
  await lab.act({ type: 'advance', by: 3_600_000 });
  await made({ Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: inCluster });
  await made({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: outside, XksKeyId: 'key-1' });
  await call('DisconnectCustomKeyStore', { CustomKeyStoreId: outside });
}

/** Tables under each kind of key, with items. */
async function tables(lab: Lab, KMSMasterKeyId: string): Promise<void> {
  const call = async (operation: string, input: object): Promise<void> => {
    const { reply } = await lab.call({ service: 'dynamodb', operation, input, ...ADMIN });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
  };
  const schema = {
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  };
  const ofKms = { SSESpecification: { Enabled: true, KMSMasterKeyId } };
  await call('CreateTable', { TableName: 'rich-table', ...schema });
  await call('CreateTable', { TableName: 'kms-table', ...schema, ...ofKms });
  await lab.act({ type: 'advance', by: 5_000 });
  for (const TableName of ['rich-table', 'kms-table']) {
    await call('PutItem', { TableName, Item: { id: { S: 'a' }, bytes: { B: new Uint8Array([1, 2]) } } });
  }
}

/** Queues of each kind of encryption, one with a policy and tags; messages in each state; and a queue that is gone. */
async function queues(lab: Lab, KmsMasterKeyId: string): Promise<void> {
  const call = async (operation: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const { reply } = await lab.call({ service: 'sqs', operation, input, ...ADMIN });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
    return reply.output;
  };
  const tags = { team: 'blue' };
  const { QueueUrl } = await call('CreateQueue', { QueueName: 'rich-queue', Attributes: { KmsMasterKeyId }, tags });
  await call('CreateQueue', { QueueName: 'plain-queue', Attributes: { SqsManagedSseEnabled: 'false' } });
  const ofPartner = { Label: 'partner', AWSAccountIds: ['444455556666'], Actions: ['SendMessage'] };
  await call('AddPermission', { QueueUrl, ...ofPartner });
  const MessageAttributes = { seal: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) } };
  await call('SendMessage', { QueueUrl, MessageBody: 'received', MessageAttributes });
  await call('ReceiveMessage', { QueueUrl, VisibilityTimeout: 43_200 });
  await call('SetQueueAttributes', { QueueUrl, Attributes: { SqsManagedSseEnabled: 'true' } });
  await call('SendMessage', { QueueUrl, MessageBody: 'delayed', DelaySeconds: 900 });
  await call('SendMessage', { QueueUrl, MessageBody: 'waiting' });
  const gone = await call('CreateQueue', { QueueName: 'gone-queue' });
  await call('DeleteQueue', { QueueUrl: gone.QueueUrl });
}

/** Parameters of each type and tier, with versions, a label and tags; and one that is gone. */
async function parameters(lab: Lab): Promise<void> {
  const call = async (operation: string, input: object): Promise<void> => {
    const { reply } = await lab.call({ service: 'ssm', operation, input, ...ADMIN });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
  };
  const Tags = [{ Key: 'team', Value: 'blue' }];
  await call('PutParameter', { Name: '/rich/plain', Value: 'a,b', Type: 'StringList', Tags });
  await call('PutParameter', { Name: '/rich/sealed', Value: 'one', Type: 'SecureString' });
  await call('PutParameter', { Name: '/rich/sealed', Value: 'two', Tier: 'Advanced', Overwrite: true });
  await call('LabelParameterVersion', { Name: '/rich/sealed', ParameterVersion: 1, Labels: ['first'] });
  await call('PutParameter', { Name: '/rich/gone', Value: 'x', Type: 'String' });
  await call('DeleteParameter', { Name: '/rich/gone' });
}

/** Secrets with versions, tags, a policy and a replica; one that waits for its deletion, and one that is gone. */
async function secrets(lab: Lab, KmsKeyId: string): Promise<void> {
  const call = async (operation: string, input: object): Promise<void> => {
    const { reply } = await lab.call({ service: 'secretsmanager', operation, input, ...ADMIN });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
  };
  const replicated = { AddReplicaRegions: [{ Region: 'us-west-2' }], Tags: [{ Key: 'team', Value: 'blue' }] };
  await call('CreateSecret', { Name: 'rich/secret', SecretString: 'one', KmsKeyId, ...replicated });
  await call('PutSecretValue', { SecretId: 'rich/secret', SecretBinary: new Uint8Array([1, 2]) });
  await call('GetSecretValue', { SecretId: 'rich/secret' });
  const statement = { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'secretsmanager:*', Resource: '*' };
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await call('PutResourcePolicy', { SecretId: 'rich/secret', ResourcePolicy });
  await call('CreateSecret', { Name: 'rich/waiting', SecretString: 'x' });
  await call('DeleteSecret', { SecretId: 'rich/waiting' });
  await call('CreateSecret', { Name: 'rich/gone', SecretString: 'x' });
  await call('DeleteSecret', { SecretId: 'rich/gone', ForceDeleteWithoutRecovery: true });
}

/** A bucket with a policy, an object under each kind of encryption, and an upload in parts that is under way. */
async function buckets(lab: Lab, SSEKMSKeyId: string): Promise<void> {
  const call = async (operation: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const { reply } = await lab.call({
      service: 's3',
      operation,
      input: { Bucket: 'rich-bucket', ...input },
      ...ADMIN,
    });
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
    return reply.output;
  };
  await call('CreateBucket', {});
  const Rules = [{ BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }];
  await call('PutBucketEncryption', { ServerSideEncryptionConfiguration: { Rules } });
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: [ADMIN.as, '444455556666'] },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::rich-bucket/*',
  };
  await call('PutBucketPolicy', { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  const Body = Uint8Array.of(1, 2, 3);
  await call('PutObject', { Key: 'plain', Body, Metadata: { team: 'blue' }, ChecksumAlgorithm: 'SHA256' });
  await call('PutObject', { Key: 'kms', Body, ServerSideEncryption: 'aws:kms', SSEKMSKeyId });
  await call('PutObject', {
    Key: 'bucket',
    Body,
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId,
    BucketKeyEnabled: true,
  });
  await call('PutObject', { Key: 'twice', Body, ServerSideEncryption: 'aws:kms:dsse', SSEKMSKeyId });
  const SSECustomerKey = btoa('k'.repeat(32));
  await call('PutObject', { Key: 'own', Body, SSECustomerAlgorithm: 'AES256', SSECustomerKey });
  await call('PutObject', { Key: 'gone', Body });
  await call('DeleteObject', { Key: 'gone' });
  const { UploadId } = await call('CreateMultipartUpload', { Key: 'parts', ServerSideEncryption: 'aws:kms' });
  await call('UploadPart', { Key: 'parts', UploadId, PartNumber: 2, Body });
  await call('UploadPart', { Key: 'parts', UploadId, PartNumber: 1, Body });
}

/** The same world, left by a process that ended in the middle of work that a machine had asked for. */
export async function interruptedWorld(): Promise<{ readonly world: World; readonly store: MortalStore }> {
  const { lab, store } = await richWorld();
  store.endAfter(1);
  await lab.act({ type: 'advanceToNext' }).catch(() => undefined);
  store.live();
  return { world: rebuild(store.journal()), store };
}

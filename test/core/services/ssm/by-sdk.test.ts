import { buildDecrypt, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { DecryptCommand, type DecryptCommandInput } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-ssm';
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  RemoveTagsFromResourceCommand,
  type SSMClient,
  UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from 'vitest';
import { SSM_ERROR_NAMES } from '../../../../core/errors/ssm-errors.ts';
import { SSM_OPERATIONS } from '../../../../core/services/ssm/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';

const Name = '/app/pass';
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY_ARN = `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`;

let endpoint: TestEndpoint;
let ssm: SSMClient;

beforeEach(async () => {
  endpoint = await endpointWith({ world: { keys: [{ account: 'main', region: 'us-east-1', id: KEY_ID }] } });
  ssm = endpoint.ssmClient();
});

/** Members of an operation's input in the SDK's own schema: traits, name, members. */
function membersInSdk(operation: string): readonly string[] {
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${operation}Request$`];
  return [...((schema?.[4] ?? []) as readonly string[])].sort();
}

describe('Parameter Store by the SDK for JavaScript', () => {
  it.each(SSM_OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'has the members of %s that the SDK has',
    (name, { input }) => {
      expect(Object.keys({ ...input.required, ...input.optional }).sort()).toEqual(membersInSdk(name));
    },
  );

  it('names its errors as the SDK does', () => {
    // Common errors, which no operation of the model names.
    const common = ['AccessDeniedException', 'ThrottlingException', 'ValidationException'];
    expect(SSM_ERROR_NAMES.filter((name) => !(name in sdk) && !common.includes(name))).toEqual([]);
  });

  it('puts, reads, labels, tags and deletes', async () => {
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const put = await ssm.send(new PutParameterCommand({ Name, Value: 'hunter2', Type: 'SecureString', Tags }));
    expect(put).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(endpoint.lastRequest().headers.get('x-amz-target')).toBe('AmazonSSM.PutParameter');
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    expect(Parameter).toMatchObject({ Value: 'hunter2', Type: 'SecureString', DataType: 'text' });
    expect(Parameter?.LastModifiedDate).toBeInstanceOf(Date);
    await ssm.send(new PutParameterCommand({ Name, Value: 'hunter3', Overwrite: true }));
    await ssm.send(new LabelParameterVersionCommand({ Name, ParameterVersion: 1, Labels: ['old'] }));
    const several = await ssm.send(new GetParametersCommand({ Names: [`${Name}:old`, 'none'], WithDecryption: true }));
    expect(several.Parameters?.map(({ Value }) => Value)).toEqual(['hunter2']);
    expect(several.InvalidParameters).toEqual(['none']);
    const below = await ssm.send(new GetParametersByPathCommand({ Path: '/app', WithDecryption: true }));
    expect(below.Parameters?.map(({ Value }) => Value)).toEqual(['hunter3']);
    const history = await ssm.send(new GetParameterHistoryCommand({ Name }));
    expect(history.Parameters?.map(({ Labels }) => Labels)).toEqual([['old'], []]);
    await ssm.send(new UnlabelParameterVersionCommand({ Name, ParameterVersion: 1, Labels: ['old'] }));
    const of = { ResourceType: 'Parameter', ResourceId: Name } as const;
    await ssm.send(new AddTagsToResourceCommand({ ...of, Tags: [{ Key: 'stage', Value: 'test' }] }));
    await ssm.send(new RemoveTagsFromResourceCommand({ ...of, TagKeys: ['stage'] }));
    expect((await ssm.send(new ListTagsForResourceCommand(of))).TagList).toEqual(Tags);
    const described = await ssm.send(new DescribeParametersCommand({}));
    expect(described.Parameters).toMatchObject([{ Name, KeyId: 'alias/aws/ssm', Version: 2 }]);
    await ssm.send(new DeleteParameterCommand({ Name }));
    expect((await ssm.send(new DeleteParametersCommand({ Names: [Name] }))).InvalidParameters).toEqual([Name]);
  });

  it('is refused by its own exceptions', async () => {
    await expect(ssm.send(new GetParameterCommand({ Name: 'none' }))).rejects.toBeInstanceOf(sdk.ParameterNotFound);
    const input = { Name, Value: 'x', Type: 'SecureString', KeyId: 'alias/nothing' } as const;
    await expect(ssm.send(new PutParameterCommand(input))).rejects.toBeInstanceOf(sdk.InvalidKeyId);
  });

  it('what an advanced SecureString is without decryption, AWS’s own Encryption SDK opens', async () => {
    const Value = 'a long secret, '.repeat(400);
    await ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Tier: 'Advanced', KeyId: KEY_ID }));
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name }));
    const kms = endpoint.client();
    const clientProvider = () => ({ decrypt: (input: DecryptCommandInput) => kms.send(new DecryptCommand(input)) });
    type Options = NonNullable<ConstructorParameters<typeof KmsKeyringNode>[0]>;
    const keyring = new KmsKeyringNode({ keyIds: [KEY_ARN], clientProvider } as unknown as Options);
    const { decrypt } = buildDecrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
    const opened = await decrypt(keyring, Buffer.from(Parameter?.Value ?? '', 'base64'));
    expect(opened.plaintext.toString()).toBe(Value);
    expect(opened.messageHeader.encryptionContext.PARAMETER_ARN).toBe(Parameter?.ARN);
  });
});

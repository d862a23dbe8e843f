import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DisableKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-lambda';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
  ListFunctionsCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { LAMBDA_ERROR_CODES } from '../../../../core/errors/lambda-errors.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:billing';
const NAME = { FunctionName: 'billing' };
const Environment = { Variables: { DB_PASSWORD: 'k3ttle ä' } };
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

let endpoint: TestEndpoint;
let lambda: LambdaClient;
let Role: string;

beforeEach(async () => {
  endpoint = await endpointWith();
  lambda = endpoint.lambdaClient();
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  });
  const made = await endpoint.iamClient().send(new CreateRoleCommand({ RoleName: 'runner', AssumeRolePolicyDocument }));
  Role = made.Role?.Arn ?? '';
});

function create(more: object = {}) {
  const Code = { ZipFile: new Uint8Array([80, 75, 0, 255]) };
  const given = { ...NAME, Role, Runtime: 'nodejs22.x' as const, Handler: 'index.handler', Code, Environment };
  return lambda.send(new CreateFunctionCommand({ ...given, ...more }));
}

async function keyId(): Promise<string> {
  return (await endpoint.client().send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
}

describe('Lambda by the SDK for JavaScript', () => {
  it('makes, shows, lists, changes and deletes a function', async () => {
    expect(await create()).toMatchObject({ FunctionArn: ARN, State: 'Active', CodeSize: 4, Environment });
    expect(endpoint.lastResponse().status).toBe(201);
    expect((await lambda.send(new GetFunctionCommand(NAME))).Configuration).toMatchObject({ FunctionArn: ARN });
    const byArn = new GetFunctionConfigurationCommand({ FunctionName: ARN, Qualifier: '$LATEST' });
    expect(await lambda.send(byArn)).toMatchObject({ Environment });
    const listed = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    expect(listed.Functions?.map(({ FunctionArn }) => FunctionArn)).toEqual([ARN]);
    const KMSKeyArn = await keyId();
    const changed = await lambda.send(new UpdateFunctionConfigurationCommand({ ...NAME, KMSKeyArn, Timeout: 9 }));
    expect(changed).toMatchObject({ KMSKeyArn, Timeout: 9, Environment });
    await lambda.send(new DeleteFunctionCommand(NAME));
    expect([endpoint.lastResponse().status, endpoint.lastResponse().body]).toEqual([204, '']);
    expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  it('invokes one: the answer is the body, and how it went stands in headers', async () => {
    await create();
    const answer = await lambda.send(new InvokeCommand(NAME));
    expect([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError]).toEqual([200, '$LATEST', undefined]);
    expect(JSON.parse(text(answer.Payload))).toEqual({ environment: Environment.Variables });
    const Payload = new TextEncoder().encode('{"decrypt":["DB_PASSWORD"]}');
    const failed = await lambda.send(new InvokeCommand({ ...NAME, Payload }));
    expect([failed.StatusCode, failed.FunctionError]).toEqual([200, 'Unhandled']);
    const dry = await lambda.send(new InvokeCommand({ ...NAME, InvocationType: 'DryRun' }));
    expect([dry.StatusCode, endpoint.lastResponse().bytes?.length]).toEqual([204, 0]);
  });

  it('refuses with the exceptions and statuses of the model', async () => {
    const refused = (sent: Promise<unknown>) =>
      sent.then(
        () => null,
        ({ name, message, $metadata }: sdk.LambdaServiceException) => [name, $metadata.httpStatusCode, message],
      );
    expect(await refused(lambda.send(new GetFunctionCommand(NAME)))).toEqual([
      'ResourceNotFoundException',
      404,
      `Function not found: ${ARN}`,
    ]);
    const KMSKeyArn = await keyId();
    await create({ KMSKeyArn });
    expect(await refused(create())).toEqual(['ResourceConflictException', 409, 'Function already exist: billing']);
    await endpoint.client().send(new DisableKeyCommand({ KeyId: KMSKeyArn }));
    const disabled = await refused(lambda.send(new InvokeCommand(NAME)));
    expect(disabled?.slice(0, 2)).toEqual(['KMSDisabledException', 502]);
    expect(disabled?.[2]).toContain(`${KMSKeyArn} is disabled.`);
    await endpoint.client().send(new ScheduleKeyDeletionCommand({ KeyId: KMSKeyArn }));
    expect((await refused(lambda.send(new InvokeCommand(NAME))))?.[0]).toBe('KMSInvalidStateException');
    const stranger = endpoint.lambdaClient({ credentials: { accessKeyId: 'AKIA0', secretAccessKey: 'none' } });
    const turnedAway = await refused(stranger.send(new ListFunctionsCommand({})));
    expect(turnedAway?.slice(0, 2)).toEqual(['UnrecognizedClientException', 403]);
  });

  it('overlooks nothing: what the lab’s Lambda has not is refused', async () => {
    await expect(create({ FunctionName: 'other', Layers: ['arn:layer'] })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: "kmslab's Lambda has no Layers in CreateFunction.",
    });
    await create({ Publish: false, Layers: [] });
    await expect(lambda.send(new sdk.ListAliasesCommand(NAME))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  it('has errors that the model has, but for the one of all services', () => {
    expect(LAMBDA_ERROR_CODES.filter((code) => !(code in sdk))).toEqual(['AccessDeniedException']);
  });
});

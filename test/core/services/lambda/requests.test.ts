import { describe, expect, it } from 'vitest';
import { ADMIN, ARN, KEY, type LambdaLab, lambdaLab, NEW, SECRET, SUPPORT, UNFIT } from './lambda-lab.ts';

describe('requests that Lambda refuses', () => {
  it.each([
    ['without a runtime', { Runtime: undefined }, 'InvalidParameterValueException', 'invalid-parameter'],
    ['without code', { Code: {} }, 'InvalidParameterValueException', 'invalid-parameter'],
    ['of a name that none may have', { FunctionName: 'a b' }, 'InvalidParameterValueException', 'malformed-identifier'],
    ['with a role of no such form', { Role: 'billing' }, 'InvalidParameterValueException', 'malformed-request'],
    [
      'with a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'eu-west-1' } } },
      'InvalidParameterValueException',
      'invalid-parameter',
    ],
    [
      'with a variable of an odd name',
      { Environment: { Variables: { '1st': 'x' } } },
      'InvalidParameterValueException',
      'invalid-parameter',
    ],
    [
      'with variables of more than 4 KB',
      { Environment: { Variables: { LONG: SECRET.repeat(200) } } },
      'InvalidParameterValueException',
      'too-large',
    ],
    [
      'with a package that is too large',
      { Code: { ZipFile: new Uint8Array(1024 * 1024 + 1) } },
      'RequestTooLargeException',
      'too-large',
    ],
    ...UNFIT.map(
      (Role) =>
        [
          `with the role ${Role.slice(Role.lastIndexOf('/') + 1)}`,
          { Role },
          'InvalidParameterValueException',
          'role-does-not-trust',
        ] as const,
    ),
  ] as const)('a function %s', async (_, input, name, because) => {
    const at = await lambdaLab();
    const refused = await at.refusal(ADMIN, 'CreateFunction', { ...NEW, ...input });
    expect(refused).toMatchObject({ name, because });
    expect(refused.message).not.toContain(SECRET);
    expect(at.lab.world.functions.size).toBe(0);
  });

  it('a second function of one name', async () => {
    const at = await lambdaLab();
    await at.create();
    expect(await at.refusal(ADMIN, 'CreateFunction', NEW)).toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: billing',
    });
  });

  it.each(['GetFunction', 'GetFunctionConfiguration', 'Invoke', 'DeleteFunction', 'UpdateFunctionConfiguration'])(
    '%s of a function that is not there',
    async (operation) => {
      const at = await lambdaLab();
      expect(await at.refusal(ADMIN, operation, { FunctionName: 'billing' })).toEqual({
        name: 'ResourceNotFoundException',
        message: `Function not found: ${ARN}`,
        because: 'no-such-function',
      });
    },
  );

  it('a caller whose IAM policies do not allow it', async () => {
    const at = await lambdaLab();
    await at.create();
    const refused = await at.refusal(SUPPORT, 'Invoke', { FunctionName: 'billing' });
    expect(refused.name).toBe('AccessDeniedException');
    expect(refused.message).toContain(`is not authorized to perform: lambda:InvokeFunction on resource: ${ARN}`);
  });

  it('a caller who may not pass the role', async () => {
    const at = await lambdaLab();
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['lambda:*', 'kms:*'], Resource: '*' }],
    });
    await at.call(ADMIN, 'PutRolePolicy', { RoleName: 'support', PolicyName: 'all', PolicyDocument });
    expect((await at.refusal(SUPPORT, 'CreateFunction', NEW)).message).toContain('iam:PassRole');
  });

  it('a key that KMS won’t use for it, in Lambda’s words around KMS’s', async () => {
    const at = await lambdaLab();
    await at.call(ADMIN, 'DisableKey', { KeyId: KEY });
    const refused = await at.refusal(ADMIN, 'CreateFunction', { ...NEW, KMSKeyArn: KEY });
    expect(refused).toMatchObject({ name: 'InvalidParameterValueException', because: 'key-disabled' });
    expect(refused.message).toBe(
      `Lambda was unable to configure access to your environment variables because the KMS key used is disabled. Please check your KMS key settings. KMS Exception: DisabledException KMS Message: ${KEY} is disabled.`,
    );
    expect(at.lab.world.functions.size).toBe(0);
  });

  it('an update of a revision that is no more, and a payload that is no JSON', async () => {
    const at = await lambdaLab();
    const { RevisionId } = await at.create();
    await at.update({ Timeout: 5, RevisionId });
    const late = { FunctionName: 'billing', Timeout: 6, RevisionId };
    expect((await at.refusal(ADMIN, 'UpdateFunctionConfiguration', late)).name).toBe('ResourceConflictException');
    const Payload = new TextEncoder().encode('{');
    expect((await at.refusal(ADMIN, 'Invoke', { FunctionName: 'billing', Payload })).name).toBe(
      'InvalidRequestContentException',
    );
  });
});

describe('what is kept of functions', () => {
  const told = (at: LambdaLab) => JSON.stringify([...at.store.journal()]) + JSON.stringify(at.records());

  it('no variable stands in the journal, in the trail, or in the reason of a refused call', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.invoke();
    await at.update({ Environment: { Variables: { DB_PASSWORD: `${SECRET}-2` } } });
    await at.outcome(SUPPORT, 'CreateFunction', NEW);
    await at.outcome(SUPPORT, 'UpdateFunctionConfiguration', { FunctionName: 'billing', Environment: NEW.Environment });
    expect(told(at)).not.toContain(SECRET);
    const view = JSON.stringify(await at.lab.ask({ type: 'view' }));
    expect(view).not.toContain(SECRET);
  });

  it('the record of CreateFunction has neither variables nor code', async () => {
    const at = await lambdaLab();
    await at.create();
    const record = at.records().find(({ eventName }) => eventName === 'CreateFunction');
    expect(record?.requestParameters).toMatchObject({ functionName: 'billing', environment: {}, code: {} });
    expect(record?.responseElements).toMatchObject({ functionName: 'billing', environment: {} });
  });

  it('Invoke is a data event, which a trail has only where it is told to', async () => {
    const at = await lambdaLab();
    await at.create();
    await at.invoke();
    expect(at.records().map(({ eventName }) => eventName)).not.toContain('Invoke');
  });

  it('a package lies encrypted, and its digest is told', async () => {
    const at = await lambdaLab();
    const made = await at.create();
    const digest = await crypto.subtle.digest('SHA-256', NEW.Code.ZipFile);
    expect(made.CodeSha256).toBe(Buffer.from(digest).toString('base64'));
    const clear = [...at.store.blocks.values()].filter((bytes) => Buffer.from(bytes).includes('a deployment package'));
    expect(at.store.blocks.size).toBe(1);
    expect(clear).toEqual([]);
  });
});

describe('aws lambda', () => {
  it('makes a function from a file, waits for it, lists and invokes it', async () => {
    const { lab } = await lambdaLab();
    await lab.act({ type: 'putFile', name: 'function.zip', bytes: NEW.Code.ZipFile });
    await lab.act({ type: 'putFile', name: 'event.json', bytes: new TextEncoder().encode('{}') });
    const aws = async (line: string) => {
      const run = await lab.runAws(`aws lambda ${line}`, ADMIN);
      if (run.exitCode !== 0) throw new Error(run.stderr);
      return run.stdout.trim();
    };
    await aws(
      `create-function --function-name billing --runtime nodejs22.x --handler index.handler --role ${NEW.Role} --zip-file fileb://function.zip --environment Variables={DB_USER=keeper}`,
    );
    await aws('wait function-active --function-name billing');
    await aws('wait function-exists --function-name billing');
    expect(await aws('list-functions --query Functions[].FunctionName --output text')).toBe('billing');
    await aws('invoke --function-name billing --payload fileb://event.json answer.json');
    const answer = await lab.act({ type: 'getFile', name: 'answer.json' });
    expect(answer.ok ? JSON.parse(new TextDecoder().decode(answer.bytes)) : answer.error).toEqual({
      environment: { DB_USER: 'keeper' },
    });
    await aws('delete-function --function-name billing');
    expect(await aws('list-functions --query Functions --output text')).toBe('');
  });

  it('completes functions, roles, keys and files', async () => {
    const at = await lambdaLab();
    await at.create();
    await at.lab.act({ type: 'putFile', name: 'function.zip', bytes: NEW.Code.ZipFile });
    const texts = async (line: string) =>
      (await at.lab.ask({ type: 'complete', line, ...ADMIN })).map(({ text }) => text);
    expect(await texts('aws lambda invoke --function-name ')).toContain('billing');
    expect(await texts('aws lambda create-function --role ')).toContain(NEW.Role);
    expect(await texts('aws lambda create-function --zip-file ')).toContain('fileb://function.zip');
    expect(await texts('aws lambda update-function-configuration --kms-key-arn ')).toContain(KEY);
  });
});

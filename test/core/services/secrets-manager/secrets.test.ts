import { describe, expect, it } from 'vitest';
import { ADMIN, CLERK, DAY_MS, may, READER, secretsLab } from './secrets-lab.ts';

const TOKEN = '11111111-2222-4333-8444-555555555555';
const OTHER_TOKEN = '21111111-2222-4333-8444-555555555555';

describe('a secret', () => {
  it('is made with its value, and named by name, ARN or the ARN without its six characters', async () => {
    const secrets = await secretsLab();
    const arn = await secrets.create('app/db', 'hunter2 ä');
    expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:app\/db-[A-Za-z0-9]{6}$/);
    for (const id of ['app/db', arn, arn.slice(0, -7)]) {
      expect(await secrets.get(id)).toMatchObject({
        ARN: arn,
        Name: 'app/db',
        SecretString: 'hunter2 ä',
        VersionStages: ['AWSCURRENT'],
      });
    }
  });

  it('holds bytes as it holds text', async () => {
    const secrets = await secretsLab();
    await secrets.create('bytes', undefined, { SecretBinary: Uint8Array.of(0, 255, 1) });
    const told = await secrets.get('bytes');
    expect(told.SecretBinary).toEqual(Uint8Array.of(0, 255, 1));
    expect(told).not.toHaveProperty('SecretString');
  });

  it('may be made without a value, and then has none to tell', async () => {
    const secrets = await secretsLab();
    const made = await secrets.call(ADMIN, 'CreateSecret', { Name: 'empty' });
    expect(made).not.toHaveProperty('VersionId');
    expect(await secrets.refusal(ADMIN, 'GetSecretValue', { SecretId: 'empty' })).toEqual({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
      because: 'no-such-secret-version',
    });
    await secrets.put('empty', 'first', { VersionStages: ['mine'] });
    expect(Object.values(await secrets.stages('empty'))).toEqual([['mine', 'AWSCURRENT']]);
  });

  it('tells of itself what has a value', async () => {
    const secrets = await secretsLab();
    const Tags = [{ Key: 'team', Value: 'blue' }];
    await secrets.create('db', 'x', { Description: 'the database', KmsKeyId: 'alias/orders', Tags });
    const start = Date.UTC(2026, 4, 1) / 1_000;
    expect(await secrets.describe('db')).toEqual({
      ARN: expect.stringContaining(':secret:db-'),
      Name: 'db',
      Description: 'the database',
      KmsKeyId: 'alias/orders',
      LastChangedDate: start,
      CreatedDate: start,
      Tags,
      VersionIdsToStages: { [(await secrets.get('db')).VersionId]: ['AWSCURRENT'] },
    });
    await secrets.advance(DAY_MS * 1.5);
    await secrets.get('db');
    const { LastAccessedDate, LastChangedDate } = await secrets.describe('db');
    expect([LastAccessedDate, LastChangedDate]).toEqual([start + 86_400, start]);
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', Description: 'other' });
    expect(await secrets.describe('db')).toMatchObject({
      Description: 'other',
      LastChangedDate: start + 1.5 * 86_400,
    });
  });

  it('keeps its name to itself; a request that comes again with its token is answered as before', async () => {
    const secrets = await secretsLab();
    const input = { Name: 'db', SecretString: 'one', ClientRequestToken: TOKEN };
    const made = await secrets.call(ADMIN, 'CreateSecret', input);
    expect(made.VersionId).toBe(TOKEN);
    expect(await secrets.call(ADMIN, 'CreateSecret', input)).toEqual(made);
    expect(await secrets.reason(ADMIN, 'CreateSecret', { ...input, SecretString: 'two' })).toEqual({
      name: 'ResourceExistsException',
      because: 'secret-version-exists',
    });
    expect(await secrets.refusal(ADMIN, 'CreateSecret', { Name: 'db', SecretString: 'one' })).toEqual({
      name: 'ResourceExistsException',
      message: 'The operation failed because the secret db already exists.',
      because: 'secret-exists',
    });
  });

  it.each([
    [{ Name: 'a b' }, 'ValidationException'],
    [{ Name: '' }, 'ValidationException'],
    [{ Name: 'a', SecretString: 'x', SecretBinary: Uint8Array.of(1) }, 'InvalidParameterException'],
    [{ Name: 'a', SecretString: 'x'.repeat(65_537) }, 'ValidationException'],
    [{ Name: 'a', ClientRequestToken: 'short' }, 'ValidationException'],
    [{ Name: 'a', Tags: [{ Key: 'aws:x', Value: 'y' }] }, 'InvalidParameterException'],
    [{ Name: 'a', Type: 'partner' }, 'InvalidParameterException'],
    [{ Name: 'a', AddReplicaRegions: [{ Region: 'us-east-1' }] }, 'InvalidParameterException'],
    [{ Name: 'a', AddReplicaRegions: [{ Region: 'mars-north-1' }] }, 'InvalidParameterException'],
  ])('is not made of %o', async (input, name) => {
    const secrets = await secretsLab();
    expect(await secrets.refusal(ADMIN, 'CreateSecret', input)).toMatchObject({ name });
    expect(secrets.lab.world.secrets.size).toBe(0);
  });

  it.each(['none', 'arn:aws:secretsmanager:us-west-2:111122223333:secret:db-abcdef'])(
    'is not found as %s',
    async (SecretId) => {
      const secrets = await secretsLab();
      expect(await secrets.refusal(ADMIN, 'GetSecretValue', { SecretId })).toEqual({
        name: 'ResourceNotFoundException',
        message: "Secrets Manager can't find the specified secret.",
        because: 'no-such-secret',
      });
    },
  );

  it('is tagged and untagged, which policies may ask about', async () => {
    const Condition = { StringEquals: { 'secretsmanager:ResourceTag/team': 'blue' } };
    const secrets = await secretsLab([may('secretsmanager:DescribeSecret', '*', { Condition })]);
    await secrets.create('db', 'x');
    expect(await secrets.reason(READER, 'DescribeSecret', { SecretId: 'db' })).not.toBeNull();
    await secrets.call(ADMIN, 'TagResource', { SecretId: 'db', Tags: [{ Key: 'team', Value: 'blue' }] });
    expect((await secrets.describe('db', READER)).Tags).toEqual([{ Key: 'team', Value: 'blue' }]);
    await secrets.call(ADMIN, 'UntagResource', { SecretId: 'db', TagKeys: ['team', 'none'] });
    expect(await secrets.describe('db')).not.toHaveProperty('Tags');
  });

  it('asks who makes it for more where tags and replicas come with it', async () => {
    const secrets = await secretsLab([may('secretsmanager:CreateSecret')]);
    const Tags = [{ Key: 'team', Value: 'blue' }];
    expect(await secrets.reason(READER, 'CreateSecret', { Name: 'plain' })).toBeNull();
    expect((await secrets.refusal(READER, 'CreateSecret', { Name: 'tagged', Tags })).message).toContain(
      'secretsmanager:TagResource',
    );
    const AddReplicaRegions = [{ Region: 'us-west-2' }];
    expect((await secrets.refusal(READER, 'CreateSecret', { Name: 'far', AddReplicaRegions })).message).toContain(
      'secretsmanager:ReplicateSecretToRegions',
    );
  });
});

describe('versions', () => {
  it('follow one another: AWSCURRENT moves on, AWSPREVIOUS stays behind, and the one before is deprecated', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    const first = (await secrets.get('db')).VersionId;
    const second = await secrets.put('db', 'two');
    expect(await secrets.stages('db')).toEqual({ [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] });
    expect(await secrets.get('db', { VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'one' });
    const { VersionId: third } = await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', SecretString: 'three' });
    expect(await secrets.stages('db')).toEqual({ [second]: ['AWSPREVIOUS'], [String(third)]: ['AWSCURRENT'] });
    expect(await secrets.get('db', { VersionId: first })).toMatchObject({ SecretString: 'one', VersionStages: [] });
    const listed = async (input: object) =>
      ((await secrets.call(ADMIN, 'ListSecretVersionIds', { SecretId: 'db', ...input })).Versions as unknown[]).length;
    expect([await listed({}), await listed({ IncludeDeprecated: true })]).toEqual([2, 3]);
  });

  it('are made once for a token, and never changed', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    await secrets.put('db', 'two', { ClientRequestToken: TOKEN });
    const from = secrets.lab.world.trailLength;
    await secrets.put('db', 'two', { ClientRequestToken: TOKEN });
    expect(secrets.callsToKms(from).map(([call]) => call)).toEqual(['Decrypt']);
    for (const operation of ['PutSecretValue', 'UpdateSecret']) {
      const input = { SecretId: 'db', SecretString: 'three', ClientRequestToken: TOKEN };
      expect(await secrets.reason(ADMIN, operation, input)).toEqual({
        name: 'ResourceExistsException',
        because: 'secret-version-exists',
      });
    }
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'two' });
  });

  it('are named by an id and a label of the same version, or not at all', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    const { VersionId } = await secrets.get('db');
    expect(await secrets.get('db', { VersionId, VersionStage: 'AWSCURRENT' })).toMatchObject({ SecretString: 'one' });
    expect(
      await secrets.reason(ADMIN, 'GetSecretValue', { SecretId: 'db', VersionId, VersionStage: 'AWSPENDING' }),
    ).toEqual({ name: 'InvalidRequestException', because: 'no-such-secret-version' });
    expect(await secrets.reason(ADMIN, 'GetSecretValue', { SecretId: 'db', VersionId: TOKEN })).toEqual({
      name: 'ResourceNotFoundException',
      because: 'no-such-secret-version',
    });
  });

  it('need a value', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    expect(await secrets.refusal(ADMIN, 'PutSecretValue', { SecretId: 'db' })).toMatchObject({
      name: 'InvalidRequestException',
      message: 'You must provide either SecretString or SecretBinary.',
    });
  });

  it('rotate by hand: a pending one is tried, then made the current one, and rolled back', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    const old = (await secrets.get('db')).VersionId;
    const next = await secrets.put('db', 'two', { VersionStages: ['AWSPENDING'] });
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'one' });
    expect(await secrets.get('db', { VersionStage: 'AWSPENDING' })).toMatchObject({ SecretString: 'two' });
    const move = { SecretId: 'db', VersionStage: 'AWSCURRENT', MoveToVersionId: next };
    expect(await secrets.refusal(ADMIN, 'UpdateSecretVersionStage', move)).toEqual({
      name: 'InvalidParameterException',
      message: `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${old}, so you must explicitly reference that version in RemoveFromVersionId.`,
      because: 'staging-label-elsewhere',
    });
    await secrets.call(ADMIN, 'UpdateSecretVersionStage', { ...move, RemoveFromVersionId: old });
    expect(await secrets.stages('db')).toEqual({ [old]: ['AWSPREVIOUS'], [next]: ['AWSPENDING', 'AWSCURRENT'] });
    const back = { SecretId: 'db', VersionStage: 'AWSCURRENT', MoveToVersionId: old, RemoveFromVersionId: next };
    await secrets.call(ADMIN, 'UpdateSecretVersionStage', back);
    expect(await secrets.stages('db')).toEqual({ [old]: ['AWSCURRENT'], [next]: ['AWSPENDING', 'AWSPREVIOUS'] });
    const off = { SecretId: 'db', VersionStage: 'AWSPENDING', RemoveFromVersionId: next };
    await secrets.call(ADMIN, 'UpdateSecretVersionStage', off);
    expect((await secrets.stages('db'))[next]).toEqual(['AWSPREVIOUS']);
  });

  it.each([
    [{ VersionStage: 'AWSCURRENT' }, 'InvalidParameterException'],
    [{ VersionStage: 'AWSCURRENT', RemoveFromVersionId: 'OWN' }, 'InvalidParameterException'],
    [{ VersionStage: 'AWSPENDING', RemoveFromVersionId: 'OWN' }, 'InvalidParameterException'],
    [{ VersionStage: 'AWSPENDING', MoveToVersionId: TOKEN }, 'ResourceNotFoundException'],
  ])('keep their labels where a move is %o', async (input, name) => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    const { VersionId } = await secrets.get('db');
    const own = 'RemoveFromVersionId' in input ? { RemoveFromVersionId: VersionId } : {};
    const refused = await secrets.refusal(ADMIN, 'UpdateSecretVersionStage', { SecretId: 'db', ...input, ...own });
    expect(refused.name).toBe(name);
    expect(await secrets.stages('db')).toEqual({ [VersionId]: ['AWSCURRENT'] });
  });

  it('have twenty labels at most among them', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    const VersionStages = Array.from({ length: 20 }, (_, n) => `label-${n}`);
    const input = { SecretId: 'db', SecretString: 'two', VersionStages };
    expect(await secrets.reason(ADMIN, 'PutSecretValue', input)).toEqual({
      name: 'LimitExceededException',
      because: 'limit-exceeded',
    });
  });

  it('go after a day, the oldest without labels first, where there are more than a hundred', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    for (let n = 0; n < 105; n++) await secrets.put('db', `value ${n}`);
    const count = () => secrets.lab.world.secrets.values().next().value?.versions.length;
    expect(count()).toBe(106);
    await secrets.advance(DAY_MS);
    await secrets.put('db', 'last', { ClientRequestToken: OTHER_TOKEN });
    expect(count()).toBe(100);
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'last', VersionId: OTHER_TOKEN });
  });
});

describe('who may', () => {
  it('needs of KMS nothing under aws/secretsmanager, whose policy lets in who comes through Secrets Manager', async () => {
    const secrets = await secretsLab();
    await secrets.call(CLERK, 'CreateSecret', { Name: 'db', SecretString: 'x' });
    expect(await secrets.get('db', {}, CLERK)).toMatchObject({ SecretString: 'x' });
  });

  it('is asked of a secret by its name, before anybody says whether it is there', async () => {
    const secrets = await secretsLab([may('secretsmanager:*', 'arn:aws:secretsmanager:*:*:secret:mine/*')]);
    await secrets.create('mine/db', 'x');
    await secrets.create('other/db', 'x');
    expect(await secrets.get('mine/db', {}, READER)).toMatchObject({ SecretString: 'x' });
    for (const SecretId of ['other/db', 'other/none']) {
      expect((await secrets.refusal(READER, 'GetSecretValue', { SecretId })).name).toBe('AccessDeniedException');
    }
    expect((await secrets.refusal(READER, 'GetSecretValue', { SecretId: 'mine/none' })).name).toBe(
      'ResourceNotFoundException',
    );
  });

  it('can be bound to the current version, to a name, to a recovery window', async () => {
    const secrets = await secretsLab([
      may('secretsmanager:GetSecretValue', '*', {
        Condition: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
      }),
      may('secretsmanager:CreateSecret', '*', { Condition: { StringLike: { 'secretsmanager:Name': 'app/*' } } }),
      may('secretsmanager:DeleteSecret', '*', {
        Condition: {
          NumericGreaterThanEquals: { 'secretsmanager:RecoveryWindowInDays': '14' },
          Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'false' },
        },
      }),
    ]);
    await secrets.create('db', 'one');
    await secrets.put('db', 'two');
    const asReader = (operation: string, input: object) => secrets.reason(READER, operation, input);
    expect(await asReader('GetSecretValue', { SecretId: 'db' })).toBeNull();
    expect(await asReader('GetSecretValue', { SecretId: 'db', VersionStage: 'AWSPREVIOUS' })).not.toBeNull();
    expect(await asReader('CreateSecret', { Name: 'app/a' })).toBeNull();
    expect(await asReader('CreateSecret', { Name: 'b' })).not.toBeNull();
    expect(await asReader('DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 7 })).not.toBeNull();
    expect(await asReader('DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 14 })).toBeNull();
  });
});

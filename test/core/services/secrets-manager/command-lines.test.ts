import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, type SecretsLab, secretsLab } from './secrets-lab.ts';

let secrets: SecretsLab;
beforeAll(async () => {
  secrets = await secretsLab();
});

const run = (line: string) => secrets.lab.runAws(line, ADMIN);
const output = async (line: string) => {
  const { exitCode, stdout, stderr } = await run(line);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout;
};

describe('a line that begins with aws secretsmanager', () => {
  it('makes a secret, and tells its value', async () => {
    await output(
      `aws secretsmanager create-secret --name app/db --secret-string '{"user":"app","password":"x"}' --kms-key-id alias/orders --tags Key=team,Value=blue`,
    );
    const told = await output(
      'aws secretsmanager get-secret-value --secret-id app/db --query SecretString --output text',
    );
    expect(JSON.parse(told)).toEqual({ user: 'app', password: 'x' });
    expect(secrets.lab.world.secrets.values().next().value).toMatchObject({
      tags: { team: 'blue' },
      settings: { kmsKeyId: 'alias/orders' },
    });
  });

  it('takes bytes from a file, and tells them in base64', async () => {
    await secrets.lab.act({ type: 'putFile', name: 'token.bin', bytes: Uint8Array.of(0, 1, 2, 255) });
    await output('aws secretsmanager create-secret --name token --secret-binary fileb://token.bin');
    expect(
      await output('aws secretsmanager get-secret-value --secret-id token --query SecretBinary --output text'),
    ).toBe('AAEC/w==\n');
  });

  it('replicates, filters, and has switches', async () => {
    await output(
      'aws secretsmanager replicate-secret-to-regions --secret-id app/db --add-replica-regions Region=us-west-2,KmsKeyId=alias/west',
    );
    const query = `--query 'SecretList[].Name' --output text`;
    expect(await output(`aws secretsmanager list-secrets --filters Key=tag-key,Values=team ${query}`)).toBe('app/db\n');
    expect(await output(`aws secretsmanager list-secrets --region us-west-2 ${query}`)).toBe('app/db\n');
    await output('aws secretsmanager delete-secret --secret-id token --force-delete-without-recovery');
    expect(await output(`aws secretsmanager list-secrets --sort-order asc ${query}`)).toBe('app/db\n');
  });

  it('is refused as AWS’s is', async () => {
    expect(await run('aws secretsmanager get-secret-value --secret-id none')).toMatchObject({
      exitCode: 254,
      stderr:
        "\nAn error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.\n",
    });
  });

  it('is completed by secrets, versions, labels and keys', async () => {
    const texts = async (line: string) =>
      (await secrets.lab.ask({ type: 'complete', line, ...ADMIN })).map(({ text }) => text);
    const { VersionId } = await secrets.get('app/db');
    expect(await texts('aws secretsmanager get-secret-value --secret-id ')).toEqual(['app/db']);
    expect(await texts('aws secretsmanager get-secret-value --secret-id app/db --version-id ')).toEqual([VersionId]);
    expect(await texts('aws secretsmanager get-secret-value --secret-id app/db --version-stage ')).toEqual([
      'AWSCURRENT',
    ]);
    expect(await texts('aws secretsmanager create-secret --kms-key-id ')).toContain('alias/orders');
    expect(await texts('aws secretsmanager create-secret --secret-binary ')).toContain('fileb://token.bin');
  });
});

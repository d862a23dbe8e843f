import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN } from '../../helpers/lab-with.ts';
import { CERTIFICATE, CLUSTER, ENDPOINT, PATH, SECRET, StoresLab } from './stores-lab.ts';

let lab: StoresLab;
beforeEach(async () => {
  lab = await StoresLab.open();
});

async function run(
  line: string,
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  return lab.test.lab.runAws(line, ADMIN);
}

/** The lines are those of AWS's own examples. Source: AWS CLI Command Reference, `kms`. */
describe('custom key stores on the command line', () => {
  it('all six operations, with a certificate from a file, in AWS CLI v2 syntax', async () => {
    await lab.act({ type: 'putFile', name: 'customerCA.crt', bytes: new TextEncoder().encode(CERTIFICATE) });
    const made = await run(
      `aws kms create-custom-key-store --custom-key-store-name vault --cloud-hsm-cluster-id ${CLUSTER} --key-store-password kmsuser-canary-1 --trust-anchor-certificate file://customerCA.crt --query CustomKeyStoreId --output text`,
    );
    const id = made.stdout.trim();
    expect([made.stderr, id]).toEqual(['', expect.stringMatching(/^cks-/)]);
    for (const line of [
      `aws kms update-custom-key-store --custom-key-store-id ${id} --new-custom-key-store-name vault-2`,
      `aws kms connect-custom-key-store --custom-key-store-id ${id}`,
      `aws kms disconnect-custom-key-store --custom-key-store-id ${id}`,
    ]) {
      expect(await run(line)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    }
    const state = 'aws kms describe-custom-key-stores --query CustomKeyStores[].[CustomKeyStoreName,ConnectionState]';
    expect((await run(`${state} --output text`)).stdout).toBe('vault-2\tDISCONNECTING\n');
    await lab.pass(60_000);
    expect((await run(`aws kms delete-custom-key-store --custom-key-store-id ${id}`)).exitCode).toBe(0);
    expect((await run(`${state} --output json`)).stdout.trim()).toBe('[]');
  });

  it.each([
    ['shorthand', `AccessKeyId=ABCDEFGHIJKLMNOPQRST,RawSecretAccessKey=${SECRET}`],
    ['JSON', `'{"AccessKeyId":"ABCDEFGHIJKLMNOPQRST","RawSecretAccessKey":"${SECRET}"}'`],
  ])('a credential in %s', async (_, credential) => {
    const made = await run(
      `aws kms create-custom-key-store --custom-key-store-name x --custom-key-store-type EXTERNAL_KEY_STORE --xks-proxy-connectivity PUBLIC_ENDPOINT --xks-proxy-uri-endpoint ${ENDPOINT} --xks-proxy-uri-path ${PATH} --xks-proxy-authentication-credential ${credential}`,
    );
    expect([made.exitCode, made.stderr]).toEqual([0, '']);
  });

  it('half a credential is a usage error, which does not repeat the other half', async () => {
    const half = await run(
      `aws kms update-custom-key-store --custom-key-store-id cks-1 --xks-proxy-authentication-credential RawSecretAccessKey=${SECRET}`,
    );
    expect(half.exitCode).toBe(252);
    expect(half.stderr).toContain('Missing required parameter in XksProxyAuthenticationCredential: "AccessKeyId"');
    expect(half.stderr).not.toContain(SECRET);
  });

  it('a refusal reads as AWS CLI prints it', async () => {
    const refused = await run('aws kms connect-custom-key-store --custom-key-store-id cks-1');
    expect(refused).toMatchObject({
      exitCode: 254,
      stderr: expect.stringContaining(
        'An error occurred (CustomKeyStoreNotFoundException) when calling the ConnectCustomKeyStore operation: ',
      ),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { labWith } from '../../helpers/lab-with.ts';

async function sdkOf(line: string, files: Readonly<Record<string, string>> = {}): Promise<string | null> {
  const { lab } = await labWith();
  for (const [name, text] of Object.entries(files)) {
    await lab.act({ type: 'putFile', name, bytes: new TextEncoder().encode(text) });
  }
  return lab.ask({ type: 'sdk', line, region: 'eu-west-2' });
}

describe('an aws line as a program for the SDK', () => {
  it('reads the file that fileb:// names, and is as long as it must be', async () => {
    const line = 'aws kms encrypt --key-id alias/orders --plaintext fileb://note.txt --encryption-context order=42';
    expect(
      await sdkOf(line, { 'note.txt': 'hello' }),
    ).toBe(`import { KMSClient, EncryptCommand } from '@aws-sdk/client-kms';
import { readFileSync } from 'node:fs';

const client = new KMSClient({ region: 'eu-west-2' });
const answer = await client.send(new EncryptCommand({
  KeyId: 'alias/orders',
  Plaintext: readFileSync('note.txt'),
  EncryptionContext: { order: '42' },
}));
console.log(answer);
`);
  });

  it('has bytes from base64, times as dates, lists and maps as they are, and the Region of the line', async () => {
    const imported = await sdkOf(
      'aws kms import-key-material --region us-east-1 --key-id k --import-token AQID --encrypted-key-material AAEC --valid-to 2026-02-03T04:05:06Z --key-material-description "it\'s mine"',
    );
    expect(imported).toContain("ImportToken: Buffer.from('AQID', 'base64')");
    expect(imported).toContain(`ValidTo: new Date(${Date.UTC(2026, 1, 3, 4, 5, 6)})`);
    expect(imported).toContain("'it\\'s mine'");
    expect(imported).toContain("region: 'us-east-1'");
    const volume = await sdkOf('aws ec2 describe-volumes --volume-ids vol-1 vol-2');
    expect(volume).toContain("from '@aws-sdk/client-ec2'");
    expect(volume).toContain("VolumeIds: ['vol-1', 'vol-2']");
  });

  it('is none for help, waiters, aws s3, and lines that the CLI refuses', async () => {
    for (const line of ['aws kms help', 'aws s3 ls', 'aws kms encrypt', 'aws ec2 wait snapshot-completed', 'ls', ''])
      expect(await sdkOf(line)).toBeNull();
  });
});

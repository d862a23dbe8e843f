import { describe, expect, it } from 'vitest';
import { type ParsedCommand, parseCommand } from '../../../core/aws-cli/parse-command.ts';
import { tokenize } from '../../../core/aws-cli/tokenize.ts';
import { CliUsageError } from '../../../core/aws-cli/usage-error.ts';
import { SAMPLE_CATALOGUE } from './sample-operations.ts';
import { bytesOf } from './sample-run.ts';

const files = {
  read: (name: string) => (name === 'note.txt' ? bytesOf('hello') : undefined),
  write() {},
  isFolder: () => false,
  within: () => [],
};
const parse = (line: string): ParsedCommand => parseCommand(tokenize(line), SAMPLE_CATALOGUE, files);
const inputOf = (line: string) => {
  const command = parse(line);
  return command.kind === 'text' || command.kind === 's3' ? null : command.input;
};

describe('an aws line becomes an API request', () => {
  it('names service, operation, input, Region and output', () => {
    expect(parse("aws --region eu-west-1 kms describe-key --key-id k --output text --query 'a.b' > key.txt")).toEqual({
      kind: 'call',
      service: 'kms',
      operation: 'DescribeKey',
      input: { KeyId: 'k' },
      region: 'eu-west-1',
      output: { format: 'text', query: 'a.b' },
      paging: null,
      outfile: null,
      redirectTo: 'key.txt',
    });
  });

  it.each([
    ['base64', 'aws kms encrypt --key-id k --plaintext aGVsbG8='],
    ['base64 without care for line ends', "aws kms encrypt --key-id k --plaintext 'aGVs\nbG8='"],
    ['fileb://', 'aws kms encrypt --key-id k --plaintext fileb://note.txt'],
    ['raw text', 'aws kms encrypt --key-id k --plaintext hello --cli-binary-format raw-in-base64-out'],
    [
      'raw text of a file',
      'aws kms encrypt --key-id k --plaintext file://note.txt --cli-binary-format raw-in-base64-out',
    ],
    ['JSON', `aws kms encrypt --cli-input-json '{"KeyId":"k","Plaintext":"aGVsbG8="}'`],
  ])('reads a blob from %s', (_, line) => {
    expect(inputOf(line)).toEqual({ KeyId: 'k', Plaintext: bytesOf('hello') });
  });

  it.each([
    ['2026-01-01', 1767225600],
    ['2026-01-01T01:00:00+01:00', 1767225600],
    ["'2026-01-01 00:00:00.9Z'", 1767225600],
    ['20260101T000000Z', 1767225600],
    ['1767225600.7', 1767225600],
  ])('reads the timestamp %s as %i seconds', (text, ValidTo) => {
    const line = `aws kms import-key-material --key-id k --import-token aGk= --encrypted-key-material aGk= --valid-to ${text}`;
    expect(inputOf(line)).toMatchObject({ ValidTo });
  });

  it('reads EC2 options with lists, flags and nested shorthand', () => {
    expect(
      inputOf(
        'aws ec2 modify-snapshot-attribute --snapshot-id snap-1 --attribute createVolumePermission ' +
          '--operation-type add --user-ids 444455556666 --create-volume-permission Add=[{UserId=444455556666}]',
      ),
    ).toEqual({
      SnapshotId: 'snap-1',
      Attribute: 'createVolumePermission',
      OperationType: 'add',
      UserIds: ['444455556666'],
      CreateVolumePermission: { Add: [{ UserId: '444455556666' }] },
    });
    expect(
      inputOf('aws ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id snap-1 --encrypted --no-dry-run'),
    ).toEqual({ SourceRegion: 'us-east-1', SourceSnapshotId: 'snap-1', Encrypted: true, DryRun: false });
  });

  it('makes of a wait the call that it polls and what ends it', () => {
    expect(parse('aws ec2 wait snapshot-completed --snapshot-ids snap-1 snap-2 --region eu-west-1')).toMatchObject({
      kind: 'wait',
      operation: 'DescribeSnapshots',
      input: { SnapshotIds: ['snap-1', 'snap-2'] },
      region: 'eu-west-1',
      waiter: { name: 'SnapshotCompleted', delayMs: 15_000, maxAttempts: 40 },
    });
  });

  it.each(['--no-cli-pager', '--color off', '--debug', '--no-verify-ssl', '--cli-read-timeout 5'])(
    'accepts %s, which does nothing here',
    (option) => {
      expect(parse(`aws kms list-keys ${option}`)).toEqual(parse('aws kms list-keys'));
    },
  );
});

describe('a line that makes no request is refused as the CLI refuses it', () => {
  it.each([
    ['ls', 'A command line begins with aws, not with "ls"'],
    ['', 'A command line begins with aws, not with ""'],
    ['aws kms list-keys --profile me', '--profile is not available'],
    ['aws kms list-keys --endpoint-url http://localhost', '--endpoint-url is not available'],
    ['aws kms list-keys --no-sign-request', '--no-sign-request is not available'],
    ['aws s3 ls', 'argument command: Invalid choice, valid choices are:\n\nec2'],
    ['aws kms list-keys --output xml', 'argument --output: Invalid choice'],
    ['aws kms wait key-enabled', 'argument operation: Invalid choice'],
    ['aws kms encrypt --key-id k', 'the following arguments are required: --plaintext'],
    ['aws kms create-key --tags file://note.txt', "Error parsing parameter '--tags': Expected: '='"],
    ['aws kms create-key --tags fileb://note.txt', 'use file:// for JSON or shorthand'],
    ['aws kms describe-key --key-id k --grant-tokens file://note.txt', "'--grant-tokens': Invalid JSON:\nhello"],
  ])('%s: %s', (line, message) => {
    const error = errorOf(line);
    expect(error.exitCode).toBe(252);
    expect(error.message).toContain(message);
  });

  it.each([
    [
      'aws kms list-keys --region eu-west-9',
      'Could not connect to the endpoint URL: "https://kms.eu-west-9.amazonaws.com/"',
    ],
    ["aws kms list-keys --region 'eu west'", "Provided region_name 'eu west' doesn't match a supported format."],
    [
      'aws kms schedule-key-deletion --key-id k --pending-window-in-days x',
      "invalid literal for int() with base 10: 'x'",
    ],
    ['aws kms encrypt --key-id k --plaintext hello', 'Invalid base64: "hello"'],
  ])('%s ends with 255', (line, message) => {
    expect(errorOf(line)).toMatchObject({ exitCode: 255, message });
  });

  it.each([
    ['aws kms encrpt', "\n\nInvalid choice: 'encrpt', maybe you meant:\n\n  * encrypt\n"],
    ['aws kms encrypt --keyid k --plaintext aGk=', '\n"--keyid" is unknown: did you mean --key-id?\n'],
    ['aws kms list-keys --max-item 1 --limits 2', '\n"--limits" is unknown: did you mean --limit?\n'],
    ['aws kms list-keys --region us-esat-1', '\n"us-esat-1" is not a Region: did you mean us-'],
  ])('%s: says what may be meant', (line, advice) => {
    expect(errorOf(line).stderr).toContain(advice);
  });

  it.each(['2026-13-01', '2026-02-30', 'tomorrow'])('%s is no timestamp', (text) => {
    const line = `aws kms import-key-material --key-id k --import-token aGk= --encrypted-key-material aGk= --valid-to ${text}`;
    expect(errorOf(line).message).toBe(
      `Parameter validation failed:\nInvalid type for parameter ValidTo, value: ${text}, type: <class 'str'>, ` +
        "valid types: <class 'datetime.datetime'>, timestamp-string",
    );
  });
});

describe('help is made from the shapes', () => {
  const textOf = (line: string) => {
    const command = parse(line);
    return command.kind === 'text' ? command.stdout : null;
  };

  it('lists services, operations and waiters', () => {
    expect(textOf('aws help')).toContain('       o ec2\n       o kms\n');
    expect(textOf('aws kms help')).toContain(
      '       o encrypt: Encrypts plaintext of up to 4,096 bytes using a KMS key.\n',
    );
    expect(textOf('aws ec2 wait help')).toContain('snapshot-completed: Wait until Snapshots[].State returns completed');
  });

  it("shows an operation's options: which are required, what they take", () => {
    const help = textOf('aws kms encrypt help') ?? '';
    expect(help).toContain(
      'SYNOPSIS\n       encrypt\n       --key-id <value>\n       --plaintext <value>\n       [--encryption-context <value>]\n',
    );
    expect(help).toContain('--plaintext (blob) [required]\n          fileb://NAME for the bytes of a file');
    expect(help).toContain('Shorthand syntax: KeyName1=string,KeyName2=string');
    expect(help).toContain('Possible values: SYMMETRIC_DEFAULT, RSAES_OAEP_SHA_1');
    expect(textOf('aws kms create-key help')).toContain('[--multi-region | --no-multi-region]');
    expect(textOf('aws ec2 create-snapshot help')).toContain(
      'Shorthand syntax: ResourceType=string,Tags=[{Key=string,Value=string},{Key=string,Value=string}] ...',
    );
  });

  it('shows help also behind other options', () => {
    expect(textOf('aws kms describe-key --key-id k help')).toBe(textOf('aws kms describe-key help'));
  });
});

function errorOf(line: string): CliUsageError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof CliUsageError) return error;
    throw error;
  }
  throw new Error(`Nothing was refused in ${line}`);
}

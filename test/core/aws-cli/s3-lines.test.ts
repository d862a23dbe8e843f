import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../core/index.ts';
import { ADMIN, BUCKET, CLERK, KEY, NOBODY, type S3Lab, s3Lab, utf8 } from '../services/s3/s3-lab.ts';

const MIB = 1024 * 1024;
/** Two parts' worth of bytes, none like its neighbour. */
const BIG = Uint8Array.from({ length: 9 * MIB }, (_, index) => (index * 31) % 251);

const bytes = (text: string): Bytes => Uint8Array.from(utf8(text));
const FILES: Readonly<Record<string, Bytes>> = {
  'note.txt': bytes('the note'),
  'key.bin': new Uint8Array(32).fill(9),
  'logs/a.json': bytes('{}'),
  'logs/b/c.txt': bytes('c'),
  'big.bin': BIG,
};

/** May make data keys, and open none. */
const HALF = { ...CLERK, as: CLERK.as.replace('clerk', 'half') };

async function shop(): Promise<S3Lab> {
  const half = [{ Effect: 'Allow', Action: ['s3:*', 'kms:GenerateDataKey'], Resource: '*' }];
  return s3Lab({ half }, { files: FILES });
}

async function run(s3: S3Lab, line: string, who = ADMIN) {
  const { exitCode, stdout, stderr } = await s3.lab.runAws(`aws ${line}`, who);
  return { exitCode, stdout, stderr };
}

const printed = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });
const failed = (exitCode: number, stderr: string) => ({ exitCode, stdout: '', stderr });

async function file(s3: S3Lab, name: string): Promise<Uint8Array> {
  const got = await s3.lab.act({ type: 'getFile', name });
  if (!got.ok || got.bytes === undefined) throw new Error(`no file ${name}`);
  return got.bytes;
}

/** The S3 calls that a line made, by their names. */
async function calls(s3: S3Lab, line: string, who = ADMIN): Promise<readonly string[]> {
  const names: string[] = [];
  const stop = s3.lab.subscribe((event) => {
    if (event.type === 'called' && event.service === 's3') names.push(event.operation);
  });
  await run(s3, line, who);
  stop();
  return names;
}

describe('aws s3 cp', () => {
  it.each([
    ['cp note.txt s3://orders-2026', 'note.txt', 'upload: ./note.txt to s3://orders-2026/note.txt\n'],
    ['cp ./note.txt s3://orders-2026/in/', 'in/note.txt', 'upload: ./note.txt to s3://orders-2026/in/note.txt\n'],
    ['cp note.txt s3://orders-2026/other', 'other', 'upload: ./note.txt to s3://orders-2026/other\n'],
    ['cp logs/a.json s3://orders-2026', 'a.json', 'upload: logs/a.json to s3://orders-2026/a.json\n'],
  ])('%s', async (line, key, stdout) => {
    const s3 = await shop();
    expect(await run(s3, `s3 ${line}`)).toEqual(printed(stdout));
    expect([...(s3.lab.world.objects.get(BUCKET)?.keys() ?? [])]).toEqual([key]);
  });

  it('brings an object back, to a name, into a folder, or onto the screen', async () => {
    const s3 = await shop();
    await run(s3, 's3 cp note.txt s3://orders-2026/a/note.txt');
    const down = (to: string) => run(s3, `s3 cp s3://orders-2026/a/note.txt ${to}`);
    expect(await down('copy.txt')).toEqual(printed('download: s3://orders-2026/a/note.txt to ./copy.txt\n'));
    expect(await down('logs')).toEqual(printed('download: s3://orders-2026/a/note.txt to logs/note.txt\n'));
    expect(await down('new/')).toEqual(printed('download: s3://orders-2026/a/note.txt to new/note.txt\n'));
    expect(await down('-')).toEqual(printed('the note'));
    for (const name of ['copy.txt', 'logs/note.txt', 'new/note.txt']) {
      expect(await file(s3, name)).toEqual(utf8('the note'));
    }
    expect(await run(s3, 's3 cp s3://orders-2026/a/note.txt - > shown.txt')).toEqual(printed(''));
    expect(await file(s3, 'shown.txt')).toEqual(utf8('the note'));
  });

  it('gives bytes that are no text whole', async () => {
    const s3 = await shop();
    await run(s3, 's3 cp key.bin s3://orders-2026');
    const { bytes } = await s3.lab.runAws('aws s3 cp s3://orders-2026/key.bin -', ADMIN);
    expect(bytes).toEqual(FILES['key.bin']);
  });

  it('sends a large file in parts and asks for it in ranges', async () => {
    const s3 = await shop();
    expect(await calls(s3, `s3 cp big.bin s3://orders-2026 --sse aws:kms --sse-kms-key-id ${KEY}`)).toEqual([
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPart',
      'CompleteMultipartUpload',
    ]);
    expect(await calls(s3, 's3 cp s3://orders-2026/big.bin back.bin')).toEqual([
      'HeadObject',
      'GetObject',
      'GetObject',
    ]);
    expect(Buffer.from(await file(s3, 'back.bin')).equals(BIG)).toBe(true);
    expect(await calls(s3, 's3 cp s3://orders-2026/big.bin s3://orders-2026/copy.bin')).toEqual([
      'HeadObject',
      'GetObjectTagging',
      'CreateMultipartUpload',
      'UploadPartCopy',
      'UploadPartCopy',
      'CompleteMultipartUpload',
    ]);
    const copy = await s3.call(ADMIN, 'GetObject', { Bucket: BUCKET, Key: 'copy.bin' });
    expect(Buffer.from(copy.Body as Uint8Array).equals(BIG)).toBe(true);
    expect(copy.ContentType).toBe('application/octet-stream');
    const bare = 's3 cp s3://orders-2026/big.bin s3://orders-2026/bare.bin --copy-props none';
    expect(await calls(s3, bare)).not.toContain('GetObjectTagging');
    expect(await s3.call(ADMIN, 'HeadObject', { Bucket: BUCKET, Key: 'bare.bin' })).toMatchObject({
      ContentType: 'binary/octet-stream',
    });
  });

  it('copies within S3 by one call, and keeps what the source says of itself', async () => {
    const s3 = await shop();
    await run(s3, 's3 cp note.txt s3://orders-2026 --metadata team=blue --cache-control no-cache');
    expect(await run(s3, 's3 cp s3://orders-2026/note.txt s3://orders-2026/x/')).toEqual(
      printed('copy: s3://orders-2026/note.txt to s3://orders-2026/x/note.txt\n'),
    );
    const copy = await s3.call(ADMIN, 'HeadObject', { Bucket: BUCKET, Key: 'x/note.txt' });
    expect(copy).toMatchObject({ Metadata: { team: 'blue' }, CacheControl: 'no-cache', ContentType: 'text/plain' });
  });

  it('copies a whole folder up and down', async () => {
    const s3 = await shop();
    expect(await run(s3, 's3 cp logs s3://orders-2026/backup --recursive')).toEqual(
      printed(
        'upload: logs/a.json to s3://orders-2026/backup/a.json\nupload: logs/b/c.txt to s3://orders-2026/backup/b/c.txt\n',
      ),
    );
    expect(await run(s3, 's3 cp s3://orders-2026/backup back --recursive')).toEqual(
      printed(
        'download: s3://orders-2026/backup/a.json to back/a.json\ndownload: s3://orders-2026/backup/b/c.txt to back/b/c.txt\n',
      ),
    );
    expect(await file(s3, 'back/b/c.txt')).toEqual(utf8('c'));
    expect(await run(s3, 's3 cp s3://orders-2026/backup s3://orders-2026/again --recursive --dryrun')).toEqual(
      printed(
        '(dryrun) copy: s3://orders-2026/backup/a.json to s3://orders-2026/again/a.json\n(dryrun) copy: s3://orders-2026/backup/b/c.txt to s3://orders-2026/again/b/c.txt\n',
      ),
    );
    expect(s3.lab.world.objects.get(BUCKET)?.size).toBe(2);
  });

  it('guesses the type by the name, unless it is told', async () => {
    const s3 = await shop();
    const typeOf = async (options: string) => {
      await run(s3, `s3 cp note.txt s3://orders-2026 ${options}`);
      return (await s3.call(ADMIN, 'HeadObject', { Bucket: BUCKET, Key: 'note.txt' })).ContentType;
    };
    expect(await typeOf('')).toBe('text/plain');
    expect(await typeOf('--no-guess-mime-type')).toBe('binary/octet-stream');
    expect(await typeOf('--content-type text/csv')).toBe('text/csv');
  });

  it('encrypts under a key of your own', async () => {
    const s3 = await shop();
    await s3.allowSseC();
    const own = '--sse-c --sse-c-key fileb://key.bin';
    expect((await run(s3, `s3 cp note.txt s3://orders-2026 ${own}`)).exitCode).toBe(0);
    expect(await run(s3, 's3 cp s3://orders-2026/note.txt -')).toMatchObject({ exitCode: 1 });
    expect(await run(s3, `s3 cp s3://orders-2026/note.txt - ${own}`)).toEqual(printed('the note'));
    const source = '--sse-c-copy-source AES256 --sse-c-copy-source-key fileb://key.bin';
    expect((await run(s3, `s3 cp s3://orders-2026/note.txt s3://orders-2026/open ${source}`)).exitCode).toBe(0);
    expect(await run(s3, 's3 cp s3://orders-2026/open -')).toEqual(printed('the note'));
  });

  it('tells of what fails in the words of the CLI', async () => {
    const s3 = await shop();
    expect(await run(s3, 's3 cp note.txt s3://nobodys-bucket')).toEqual(
      failed(
        1,
        'upload failed: ./note.txt to s3://nobodys-bucket/note.txt An error occurred (NoSuchBucket) when calling the PutObject operation: The specified bucket does not exist\n',
      ),
    );
    expect(await run(s3, 's3 cp s3://orders-2026/gone x')).toEqual(
      failed(
        1,
        'fatal error: An error occurred (404) when calling the HeadObject operation: Key "gone" does not exist\n',
      ),
    );
    expect(await run(s3, 's3 cp s3://orders-2026/gone x', NOBODY)).toEqual(
      failed(1, 'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden\n'),
    );
    expect(await run(s3, 's3 cp s3://orders-2026/gone -')).toEqual(
      failed(
        1,
        'download failed: s3://orders-2026/gone to - An error occurred (404) when calling the HeadObject operation: Not Found\n',
      ),
    );
    expect(await run(s3, 's3 cp note.txt s3://nobodys-bucket --quiet')).toEqual(failed(1, ''));
    expect(await run(s3, 's3 cp s3://nobodys-bucket/logs x --recursive')).toEqual(
      failed(
        1,
        'fatal error: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist\n',
      ),
    );
  });

  it.each([
    ['', ['CreateMultipartUpload', 'UploadPart', 'AbortMultipartUpload']],
    ['s3:AbortMultipartUpload', ['CreateMultipartUpload', 'UploadPart', 'AbortMultipartUpload']],
  ])('gives up an upload whose part is refused, and tells why, also where %j is denied', async (denied, made) => {
    const s3 = await shop();
    const Resource = `arn:aws:s3:::${BUCKET}/*`;
    if (denied !== '') await s3.putPolicy({ Effect: 'Deny', Principal: '*', Action: denied, Resource });
    const line = `s3 cp big.bin s3://orders-2026 --sse aws:kms --sse-kms-key-id ${KEY}`;
    expect(await calls(s3, line, HALF)).toEqual(made);
    expect(s3.lab.world.uploads.size).toBe(denied === '' ? 0 : 1);
    const run = await s3.lab.runAws(`aws ${line}`, HALF);
    expect(run.stderr).toMatch(
      /^upload failed: .\/big.bin to s3:\/\/orders-2026\/big.bin An error occurred \(AccessDenied\) when calling the UploadPart operation: User: .* is not authorized to perform: kms:Decrypt/,
    );
    expect(run.exitCode).toBe(1);
    expect(run.outcome?.reply).toMatchObject({ ok: false, error: { message: expect.stringContaining('kms:Decrypt') } });
  });
});

describe('aws s3 with buckets', () => {
  it('makes, lists, empties and removes', async () => {
    const s3 = await shop();
    expect(await run(s3, 's3 mb s3://more-2026 --region eu-west-1')).toEqual(printed('make_bucket: more-2026\n'));
    expect(s3.lab.world.buckets.get('more-2026')?.region).toBe('eu-west-1');
    expect(await run(s3, 's3 ls')).toEqual(printed('2026-05-01 00:00:00 more-2026\n2026-05-01 00:00:00 orders-2026\n'));
    // A bucket of another Region is found there.
    await run(s3, 's3 cp note.txt s3://more-2026/a/note.txt');
    await run(s3, 's3 cp note.txt s3://more-2026/note.txt');
    const rows = '                           PRE a/\n2026-05-01 00:00:00          8 note.txt\n';
    expect(await run(s3, 's3 ls s3://more-2026')).toEqual(printed(rows));
    expect(await run(s3, 's3 ls s3://more-2026 --recursive --human-readable --summarize --page-size 1')).toEqual(
      printed(
        '2026-05-01 00:00:00    8 Bytes a/note.txt\n2026-05-01 00:00:00    8 Bytes note.txt\n\nTotal Objects: 2\n   Total Size: 16 Bytes\n',
      ),
    );
    expect(await run(s3, 's3 ls more-2026/zzz')).toEqual(failed(1, ''));
    expect(await run(s3, 's3 rb s3://more-2026')).toEqual(
      failed(
        1,
        'remove_bucket failed: s3://more-2026 An error occurred (BucketNotEmpty) when calling the DeleteBucket operation: The bucket you tried to delete is not empty\n',
      ),
    );
    expect(await run(s3, 's3 rm s3://more-2026/a --recursive')).toEqual(printed('delete: s3://more-2026/a/note.txt\n'));
    expect(await run(s3, 's3 rb s3://more-2026 --force')).toEqual(
      printed('delete: s3://more-2026/note.txt\nremove_bucket: more-2026\n'),
    );
    expect(await run(s3, 's3 mb s3://orders-2026', CLERK)).toMatchObject({ exitCode: 0 }); // us-east-1 alone says yes again
    expect(await run(s3, 's3 ls s3://gone-2026')).toEqual(
      failed(
        254,
        '\nAn error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist\n',
      ),
    );
    expect(await run(s3, 's3 rm s3://orders-2026/x', NOBODY)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^delete failed: s3:\/\/orders-2026\/x An error occurred \(AccessDenied\)/),
    });
  });
});

describe('what aws s3 refuses before any call', () => {
  const usage = (text: string) => `\n${text}\nError: Invalid argument type\n`;
  it.each([
    ['cp nofile s3://b', 255, '\nThe user-provided path nofile does not exist.\n'],
    ['cp a b', 252, usage('usage: aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>')],
    ['rm b', 252, usage('usage: aws s3 rm <S3Uri>')],
    ['mb b', 252, usage('<S3Uri>')],
    ['rb s3://b/k', 252, '\nPlease specify a valid bucket name only. E.g. s3://b\n'],
    ['cp note.txt s3://b --sse-c', 252, '\nIf --sse-c is specified, --sse-c-key must be specified as well.\n'],
    ['cp note.txt s3://b --sse-c-key k', 252, '\nIf --sse-c-key is specified, --sse-c must be specified as well.\n'],
    ['cp s3://b/k - --recursive', 252, '\nStreaming currently is only compatible with non-recursive cp commands\n'],
    ['', 252, '\nusage: aws [options] s3 <subcommand> [parameters]\naws: error: too few arguments\n'],
  ])('aws s3 %s', async (line, exitCode, stderr) => {
    expect(await run(await shop(), `s3 ${line}`)).toEqual(failed(exitCode, stderr));
  });

  it.each([
    ['cp a', 'aws: error: the following arguments are required: paths'],
    ['mb', 'aws: error: the following arguments are required: path'],
    ['cp note.txt s3://b --foo', 'Unknown options: --foo'],
    ['cp note.txt s3://b more', 'Unknown options: more'],
    ['sync . s3://b', 'aws: error: argument subcommand: Invalid choice'],
    ['cp note.txt s3://b --sse bla', 'aws: error: argument --sse: Invalid choice'],
  ])('aws s3 %s', async (line, message) => {
    const { exitCode, stderr } = await run(await shop(), `s3 ${line}`);
    expect(exitCode).toBe(252);
    expect(stderr).toContain(`\n${message}`);
  });
});

describe('aws s3api', () => {
  it('reads a body from a file, and writes one to a file', async () => {
    const s3 = await shop();
    const put = 's3api put-object --bucket orders-2026 --key n --body note.txt --output text --query ETag';
    expect(await run(s3, put)).toEqual(printed(`"${createHash('md5').update('the note').digest('hex')}"\n`));
    const { exitCode, stdout } = await run(s3, 's3api get-object --bucket orders-2026 --key n out.txt');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).not.toHaveProperty('Body');
    expect(JSON.parse(stdout)).toMatchObject({
      LastModified: '2026-05-01T00:00:00+00:00',
      ContentLength: 8,
      ServerSideEncryption: 'AES256',
    });
    expect(await file(s3, 'out.txt')).toEqual(utf8('the note'));
  });

  it.each([
    ['get-object --bucket b --key k', 'aws: error: the following arguments are required: outfile'],
    ['get-object', 'aws: error: the following arguments are required: --bucket, --key, outfile'],
    ['get-object --generate-cli-skeleton', 'aws: error: the following arguments are required: outfile'],
    ['get-object --bucket b --key k out extra', 'Unknown options: extra'],
    [
      'put-object --bucket b --key k --body none',
      "Error parsing parameter '--body': Blob values must be a path to a file.",
    ],
  ])('%s', async (line, message) => {
    const { exitCode, stderr } = await run(await shop(), `s3api ${line}`);
    expect(exitCode).toBe(252);
    expect(stderr).toContain(message);
  });

  it('encodes the key of your own that a line has as it is', async () => {
    const s3 = await shop();
    await s3.allowSseC();
    const own = '--sse-customer-algorithm AES256 --sse-customer-key fileb://key.bin';
    const at = '--bucket orders-2026 --key n';
    expect((await run(s3, `s3api put-object ${at} --body note.txt ${own}`)).exitCode).toBe(0);
    expect((await run(s3, `s3api get-object ${at} ${own} out.txt`)).exitCode).toBe(0);
    expect(await run(s3, `s3api head-object ${at}`)).toEqual(
      failed(254, '\nAn error occurred (400) when calling the HeadObject operation: Bad Request\n'),
    );
    const text = '--sse-customer-algorithm AES256 --sse-customer-key 0123456789abcdef0123456789abcdef';
    expect((await run(s3, `s3api put-object ${at} --body note.txt ${text}`)).exitCode).toBe(0);
  });

  it('sees of a refused HEAD only the status', async () => {
    const s3 = await shop();
    expect(await run(s3, 's3api head-bucket --bucket nobodys-bucket')).toEqual(
      failed(254, '\nAn error occurred (404) when calling the HeadBucket operation: Not Found\n'),
    );
    expect(await run(s3, 's3api head-bucket --bucket orders-2026', NOBODY)).toEqual(
      failed(254, '\nAn error occurred (403) when calling the HeadBucket operation: Forbidden\n'),
    );
  });

  it('waits for objects and buckets', async () => {
    const s3 = await shop();
    const at = '--bucket orders-2026 --key note.txt';
    expect(await run(s3, `s3api wait object-not-exists ${at}`)).toEqual(printed(''));
    expect(await run(s3, `s3api wait object-exists ${at}`)).toEqual(
      failed(255, '\nWaiter ObjectExists failed: Max attempts exceeded\n'),
    );
    await run(s3, 's3 cp note.txt s3://orders-2026');
    expect(await run(s3, `s3api wait object-exists ${at}`)).toEqual(printed(''));
    expect(await run(s3, 's3api wait bucket-exists --bucket orders-2026', NOBODY)).toEqual(printed(''));
    expect(await run(s3, 's3api wait bucket-not-exists --bucket gone-2026')).toEqual(printed(''));
  });

  it('pages through objects, prefixes, buckets and parts', async () => {
    const s3 = await shop();
    for (const key of ['a/1', 'b', 'c', 'd/1', 'e']) await s3.put({ Key: key });
    const list = 's3api list-objects-v2 --bucket orders-2026 --delimiter /';
    const all = JSON.parse((await run(s3, `${list} --page-size 2`)).stdout);
    expect(all.Contents.map(({ Key }: { Key: string }) => Key)).toEqual(['b', 'c', 'e']);
    expect(all.CommonPrefixes).toEqual([{ Prefix: 'a/' }, { Prefix: 'd/' }]);
    const some = JSON.parse((await run(s3, `${list} --max-items 2`)).stdout);
    expect(some.Contents).toHaveLength(2);
    const rest = JSON.parse((await run(s3, `${list} --starting-token ${some.NextToken}`)).stdout);
    expect(rest.Contents.map(({ Key }: { Key: string }) => Key)).toEqual(['e']);

    const { UploadId } = await s3.call(ADMIN, 'CreateMultipartUpload', { Bucket: BUCKET, Key: 'p' });
    for (const PartNumber of [1, 2, 3]) {
      await s3.call(ADMIN, 'UploadPart', { Bucket: BUCKET, Key: 'p', UploadId, PartNumber, Body: utf8('x') });
    }
    const parts = `s3api list-parts --bucket orders-2026 --key p --upload-id ${UploadId}`;
    const paged = JSON.parse((await run(s3, `${parts} --page-size 2`)).stdout);
    expect(paged.Parts.map(({ PartNumber }: { PartNumber: number }) => PartNumber)).toEqual([1, 2, 3]);
    expect(Object.keys(paged)).toEqual(['Parts', 'Initiator', 'Owner', 'StorageClass']);
    const first = JSON.parse((await run(s3, `${parts} --page-size 1 --max-items 2`)).stdout);
    const last = JSON.parse((await run(s3, `${parts} --starting-token ${first.NextToken}`)).stdout);
    expect(last.Parts.map(({ PartNumber }: { PartNumber: number }) => PartNumber)).toEqual([3]);
    expect(JSON.parse((await run(s3, 's3api list-buckets')).stdout).Buckets).toHaveLength(1);
  });
});

describe('help and completion of S3', () => {
  it('describes the commands', async () => {
    const s3 = await shop();
    const help = async (line: string) => (await run(s3, line)).stdout;
    expect(await help('help')).toContain('o s3\n       o s3api\n');
    expect(await help('s3 help')).toContain('o cp: Copies a local file or S3 object');
    expect(await help('s3 cp help')).toContain('[--sse-kms-key-id <value>]');
    expect(await help('s3api help')).toContain('NAME\n       s3api\n');
    expect(await help('s3api get-object help')).toContain(
      'outfile (string)\n          Filename where the Body will be saved',
    );
    expect(await help('s3api wait object-not-exists help')).toContain(
      'Wait until 404 response is received when polling',
    );
  });

  it('completes buckets, objects, files and options', async () => {
    const s3 = await shop();
    await s3.put({ Key: 'reports/may' });
    const texts = async (line: string) =>
      (await s3.lab.ask({ type: 'complete', line: `aws ${line}`, ...ADMIN })).map(({ text }) => text);
    expect(await texts('s3')).toEqual(['s3api']);
    expect(await texts('s3 ')).toEqual(expect.arrayContaining(['cp', 'ls', 'mb', 'rb', 'rm', 'help']));
    expect(await texts('s3 cp no')).toEqual(['note.txt']);
    expect(await texts('s3 cp note.txt s3:')).toEqual(['s3://orders-2026', 's3://orders-2026/reports/may']);
    expect(await texts('s3 cp note.txt s3://orders-2026 --sse ')).toEqual(
      expect.arrayContaining(['aws:kms', '--quiet']),
    );
    expect(await texts('s3 cp note.txt s3://orders-2026 --sse-kms-key-id a')).toEqual(['alias/orders']);
    expect(await texts('s3 cp note.txt s3://orders-2026 no')).toEqual([]);
    expect(await texts('s3 rm s3://o')).toEqual(['s3://orders-2026', 's3://orders-2026/reports/may']);
    expect(await texts('s3api get-object --bucket ')).toEqual(['orders-2026']);
    expect(await texts('s3api get-object --bucket orders-2026 --key ')).toEqual(['reports/may']);
    expect(await texts('s3api put-object --body no')).toEqual(['note.txt']);
    expect(await texts('s3api put-object --sse-customer-key fileb://k')).toEqual(['fileb://key.bin']);
    expect(await texts('s3api get-object --bucket orders-2026 --key reports/may no')).toEqual(['note.txt']);
  });
});

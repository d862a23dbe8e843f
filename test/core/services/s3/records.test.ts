import { describe, expect, it } from 'vitest';
import { askAgain, worldBefore } from '../../../../core/lab/ask-again.ts';
import { ADMIN, BUCKET, CLERK, KEY, NOBODY, s3Lab, utf8 } from './s3-lab.ts';

const NOTE = { Bucket: BUCKET, Key: 'note.txt' };

describe('CloudTrail about S3', () => {
  it('logs management events always, under the names that S3 gives its parameters', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms', KEY);
    const [created, encrypted] = s3.records();
    expect(created).toMatchObject({
      eventSource: 's3.amazonaws.com',
      eventName: 'CreateBucket',
      requestParameters: { bucketName: BUCKET },
      responseElements: null,
      managementEvent: true,
      eventCategory: 'Management',
      readOnly: false,
      resources: [{ type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
    });
    expect(encrypted).toMatchObject({ eventName: 'PutBucketEncryption', requestParameters: { bucketName: BUCKET } });
  });

  it('logs no data events unless the world asks for them; the calls to KMS it logs anyhow', async () => {
    const s3 = await s3Lab();
    const kms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };
    const from = s3.lab.world.trailLength;
    await s3.put(kms);
    await s3.get();
    await s3.refusal(NOBODY, 'GetObject', NOTE);
    expect(s3.records(from).map(({ eventName }) => eventName)).toEqual(['GenerateDataKey', 'Decrypt']);
  });

  it('logs them where it does, with what was applied and how much went over', async () => {
    const s3 = await s3Lab({}, { s3DataEvents: true });
    await s3.encryptWith('aws:kms', KEY);
    const from = s3.lab.world.trailLength;
    await s3.put({ Body: utf8('the note'), SSECustomerKeyMD5: undefined });
    await s3.get();
    await s3.refusal(NOBODY, 'GetObject', NOTE);
    const [generated, put, decrypted, got, refused] = s3.records(from);
    expect([generated?.eventName, decrypted?.eventName]).toEqual(['GenerateDataKey', 'Decrypt']);
    expect(put).toMatchObject({
      eventName: 'PutObject',
      managementEvent: false,
      eventCategory: 'Data',
      requestParameters: { bucketName: BUCKET, key: 'note.txt' },
      responseElements: {
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': KEY,
      },
      additionalEventData: { SSEApplied: 'Default_SSE_KMS', bytesTransferredIn: 8, bytesTransferredOut: 0 },
      resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${BUCKET}/note.txt` }],
    });
    expect(got).toMatchObject({
      eventName: 'GetObject',
      readOnly: true,
      responseElements: null,
      additionalEventData: { bytesTransferredOut: 8 },
    });
    expect(refused).toMatchObject({
      errorCode: 'AccessDenied',
      requestParameters: { bucketName: BUCKET, key: 'note.txt' },
    });
  });

  it.each([
    [{}, 'Default_SSE_S3'],
    [{ ServerSideEncryption: 'AES256' }, 'SSE_S3'],
    [{ ServerSideEncryption: 'aws:kms' }, 'SSE_KMS'],
    [{ ServerSideEncryption: 'aws:kms:dsse' }, 'DSSE_KMS'],
  ])('%o is %s', async (encryption, SSEApplied) => {
    const s3 = await s3Lab({}, { s3DataEvents: true });
    await s3.put(encryption);
    expect(s3.records().at(-1)?.additionalEventData).toMatchObject({ SSEApplied });
  });

  it('holds no key that a request brought, and no byte of an object', async () => {
    const s3 = await s3Lab({}, { s3DataEvents: true });
    await s3.allowSseC();
    const SSECustomerKey = btoa('k'.repeat(32));
    await s3.put({ Body: utf8('the secret note'), SSECustomerAlgorithm: 'AES256', SSECustomerKey });
    const kept = JSON.stringify([...s3.store.journal()]);
    expect(kept).not.toContain(SSECustomerKey);
    expect(kept).not.toContain('secret note');
    expect(kept).toContain('x-amz-server-side-encryption-customer-algorithm');
  });

  it('a refusal keeps nothing of what was to be put, for whoever explains it later', async () => {
    const s3 = await s3Lab();
    const { requestId, trace } = await s3.outcome(NOBODY, 'PutObject', { ...NOTE, Body: utf8('the secret note') });
    const why = await s3.lab.ask({ type: 'why', requestId });
    expect(JSON.stringify([why, trace])).not.toContain('secret');
    expect(why?.error?.because).toBe('no-identity-policy-statement');
  });

  it('has both accounts’ logs of a management event across accounts', async () => {
    const s3 = await s3Lab();
    const stranger = { ...ADMIN, as: 'arn:aws:iam::444455556666:role/admin' };
    const Resource = `arn:aws:s3:::${BUCKET}`;
    await s3.putPolicy({ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 's3:*', Resource });
    const from = s3.lab.world.trailLength;
    await s3.call(stranger, 'GetBucketLocation', { Bucket: BUCKET });
    expect(s3.records(from)).toMatchObject([{ eventName: 'GetBucketLocation', userIdentity: { type: 'AWSAccount' } }]);
    expect(s3.records(from, '444455556666')).toHaveLength(1);
  });

  it('tell enough for the lab to decide each request again', async () => {
    const s3 = await s3Lab({}, { s3DataEvents: true });
    const requiresKms = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${BUCKET}/*`,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    };
    const keepsSecret = {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:ListBucket', 's3:DeleteObject'],
      Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/secret/*`],
      Condition: { StringNotEquals: { 's3:prefix': 'open/' } },
    };
    await s3.putPolicy(requiresKms, keepsSecret);
    await s3.put({ ServerSideEncryption: 'aws:kms' });
    await s3.refusal(ADMIN, 'PutObject', { ...NOTE, Body: utf8('x') });
    await s3.call(ADMIN, 'ListObjectsV2', { Bucket: BUCKET, Prefix: 'open/' });
    await s3.refusal(ADMIN, 'ListObjectsV2', { Bucket: BUCKET, Prefix: 'secret/' });
    await s3.refusal(ADMIN, 'GetObject', { Bucket: BUCKET, Key: 'gone' });
    const Delete = { Objects: [{ Key: 'secret/a' }, { Key: 'note.txt' }] };
    await s3.call(ADMIN, 'DeleteObjects', { Bucket: BUCKET, Delete });
    for (const entry of s3.store.trailEntries({})) {
      const { row } = entry.fact;
      const before = s3.lab.history.get(row.requestId ?? '');
      const decided = before?.trace.flatMap((step) => (step.room === 'authorise' ? step.decisions : []));
      const again = askAgain(worldBefore(s3.store, entry), row);
      expect([row.record.eventName, again?.decisions]).toEqual([row.record.eventName, decided]);
    }
  });

  it('a refusal that KMS gave is explained by the decision about the key, and the last one is found without a record', async () => {
    const s3 = await s3Lab();
    await s3.put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY });
    const { requestId } = await s3.outcome(CLERK, 'GetObject', NOTE);
    const why = await s3.lab.ask({ type: 'why', requestId });
    expect(why).toMatchObject({
      operation: 'GetObject',
      verdict: 'denied',
      error: { name: 'AccessDenied', because: 'no-identity-policy-statement' },
      summary: expect.stringContaining('may not call kms:Decrypt on key/'),
      fix: expect.any(String),
      keys: [{ keyArn: KEY }],
    });
    expect(why?.decisions.map(({ action, isAllowed }) => [action, isAllowed])).toEqual([
      ['s3:GetObject', true],
      ['kms:Decrypt', false],
    ]);
    expect((await s3.lab.ask({ type: 'why' }))?.requestId).toBe(requestId);

    await s3.lab.call({ ...ADMIN, service: 'kms', operation: 'DisableKey', input: { KeyId: KEY } });
    await s3.outcome(ADMIN, 'GetObject', NOTE);
    expect(await s3.lab.ask({ type: 'why' })).toMatchObject({
      operation: 'GetObject',
      verdict: 'refused',
      error: { name: 'KMS.DisabledException' },
      fix: expect.stringContaining('aws kms enable-key --key-id 1234abcd'),
      keyCheck: { result: 'refused' },
    });

    await s3.outcome(NOBODY, 'ListObjectsV2', { Bucket: BUCKET });
    expect(await s3.lab.ask({ type: 'why' })).toMatchObject({ operation: 'ListObjectsV2', verdict: 'denied' });
  });
});

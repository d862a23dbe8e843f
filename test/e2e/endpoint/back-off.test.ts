import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from './serving.ts';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const SETUP = `
title: An account that may call four times a second
world:
  start: 2026-01-01T00:00:00Z
  accounts: { shop: '123456789012' }
  principals: { shop/role/owner: { policies: [AdministratorAccess] } }
  keys: [{ account: shop, region: us-east-1, id: ${KEY_ID} }]
  quotas: { requests: on, rates: { DescribeKey: 4 } }
steps: []
`;

describe('the SDK’s back-off against a lab that throttles', () => {
  let serving: Awaited<ReturnType<typeof serve>>;
  let folder: string;
  let client: { region: string; endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-back-off-'));
    writeFileSync(join(folder, 'setup.yaml'), SETUP);
    serving = await serve('--setup', join(folder, 'setup.yaml'));
    const env = await serving.env('shop/role/owner');
    client = {
      region: 'us-east-1',
      endpoint: serving.url,
      credentials: {
        accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      },
    };
  });
  afterAll(async () => {
    await serving.stop();
    rmSync(folder, { recursive: true });
  });
  const describeTimes = (count: number, maxAttempts: number) => {
    const kms = new KMSClient({ ...client, maxAttempts });
    return Promise.allSettled(Array.from({ length: count }, () => kms.send(new DescribeKeyCommand({ KeyId: KEY_ID }))));
  };
  const reasons = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).name] : []));

  it('a client that tries once is turned away above the rate', async () => {
    const settled = await describeTimes(40, 1);
    expect(new Set(reasons(settled))).toEqual(new Set(['ThrottlingException']));
    expect(reasons(settled).length).toBeGreaterThan(10);
    expect(settled.some(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('one that backs off gets all that it asked for, and CloudTrail has the attempts', async () => {
    const settled = await describeTimes(20, 12);
    expect(reasons(settled)).toEqual([]);
    const attempts = settled.map((result) =>
      result.status === 'fulfilled' ? (result.value.$metadata.attempts ?? 0) : 0,
    );
    expect(Math.max(...attempts)).toBeGreaterThan(1);
    const { Events = [] } = await new CloudTrailClient(client).send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DescribeKey' }] }),
    );
    const codes = Events.map(
      ({ CloudTrailEvent = '{}' }) => (JSON.parse(CloudTrailEvent) as { errorCode?: string }).errorCode,
    );
    expect(codes).toContain('ThrottlingException');
  });
});

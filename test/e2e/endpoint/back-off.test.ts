import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Serving, serve } from './serving.ts';

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

describe('the SDK’s back-off against a lab that throttles, whose clock stands', () => {
  let serving: Serving;
  let folder: string;
  let client: { region: string; endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-back-off-'));
    writeFileSync(join(folder, 'setup.yaml'), SETUP);
    serving = await serve('--setup', join(folder, 'setup.yaml'), '--at', '2026-01-01T00:00:00Z', '--control');
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
  afterEach(async () => {
    await serving.stop();
    rmSync(folder, { recursive: true });
  });
  const describeTimes = (kms: KMSClient, count: number) =>
    Promise.allSettled(Array.from({ length: count }, () => kms.send(new DescribeKeyCommand({ KeyId: KEY_ID }))));
  const reasons = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).name] : []));
  /** How many calls CloudTrail has, by how they ended. */
  const recorded = async () => {
    const { Events = [] } = await new CloudTrailClient(client).send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DescribeKey' }] }),
    );
    const codes = Events.map(
      ({ CloudTrailEvent = '{}' }) => (JSON.parse(CloudTrailEvent) as { errorCode?: string }).errorCode ?? 'none',
    );
    const of = (code: string) => codes.filter((known) => known === code).length;
    return { none: of('none'), throttled: of('ThrottlingException') };
  };

  it('a client that tries once is turned away above the rate', async () => {
    const settled = await describeTimes(new KMSClient({ ...client, maxAttempts: 1 }), 40);
    expect(reasons(settled)).toEqual(Array.from({ length: 36 }, () => 'ThrottlingException'));
    expect(await recorded()).toEqual({ none: 4, throttled: 36 });
  });

  it('one that backs off gets all that it asked for, and CloudTrail has the attempts', async () => {
    const kms = new KMSClient({ ...client, maxAttempts: 20 });
    let turnedAway = 0;
    // While the client waits, the lab's time passes: a second for each answer that turned it away.
    kms.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const { statusCode } = answer.response as { statusCode: number };
        if (statusCode !== 200) {
          turnedAway += 1;
          await fetch(`${serving.url}/_kmslab/clock`, { method: 'POST', body: '{"advance":"1s"}' });
        }
        return answer;
      },
      { step: 'deserialize', priority: 'low', name: 'timePasses' },
    );
    const settled = await describeTimes(kms, 20);
    expect(reasons(settled)).toEqual([]);
    const attempts = settled.map((result) =>
      result.status === 'fulfilled' ? (result.value.$metadata.attempts ?? 0) : 0,
    );
    expect(turnedAway).toBeGreaterThan(0);
    expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(20 + turnedAway);
    expect(await recorded()).toEqual({ none: 20, throttled: turnedAway });
  });
});

import { execFileSync } from 'node:child_process';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, describe, expect, it } from 'vitest';
import { Dice } from './fuzz/dice.ts';
import { fuzzRequest } from './fuzz/requests.ts';
import { endConnections, send } from './fuzz/send.ts';
import { type Serving, serve } from './serving.ts';

/** `npm run test:fuzz` sends 100,000 requests; `npm test` a part of them. */
const REQUESTS = Number(process.env.KMSLAB_FUZZ_REQUESTS ?? 4_000);
const SEED = Number(process.env.KMSLAB_FUZZ_SEED ?? 20_260_101);
const AT_ONCE = 16;
/** After each round the world is made anew: what is left then is what the server itself has kept. */
const ROUNDS = 8;
const MEBIBYTE = 1_048_576;
/** Garbage not yet collected, and the machine code that V8 makes on the way. */
const GROWTH_MIB = 120;

afterAll(endConnections);

describe(`${REQUESTS} requests that are not as they should be (seed ${SEED})`, () => {
  it.each([
    ['to an endpoint that trusts everybody', 'trust'],
    ['to an endpoint that verifies signatures', 'verify'],
  ] as const)('%s: no 5xx, no crash, no hang, no growth', { timeout: REQUESTS * 20 + 60_000 }, async (_what, auth) => {
    const serving = await serve('--auth', auth, '--control', '--at', '2026-01-01T00:00:00Z');
    let stderr = '';
    serving.child.stderr?.on('data', (data: Buffer) => {
      stderr += String(data);
    });
    const dice = new Dice(SEED + auth.length);
    const statuses = new Map<number | null, number>();
    const residentMiB: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const knownIds = await someIds(serving);
      const makeAuth = () => authorization(auth, dice);
      await inParallel(REQUESTS / 2 / ROUNDS, async () => {
        const request = fuzzRequest(dice, knownIds, makeAuth);
        const status = await send(serving.url, request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status !== null && status >= 500 && status !== 503) {
          throw new Error(`${status} for ${JSON.stringify(request).slice(0, 1_000)}`);
        }
      });
      await fetch(`${serving.url}/_kmslab/reset`, { method: 'POST' });
      residentMiB.push(residentBytes(serving) / MEBIBYTE);
    }
    expect(statuses.get(400)).toBeGreaterThan(REQUESTS / 8); // it was really spoken to
    if (auth === 'trust') expect(statuses.get(200)).toBeGreaterThan(0);
    const [, , settled = 0] = residentMiB;
    expect(Math.max(...residentMiB.slice(3))).toBeLessThan(settled + GROWTH_MIB);
    expect((await fetch(`${serving.url}/_kmslab/health`)).status).toBe(200);
    expect(await serving.stop()).toBe(0);
    expect(stderr).toBe('');
  });
});

/** Keys of several kinds that the requests may name. */
async function someIds(serving: Serving): Promise<[string, ...string[]]> {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = await serving.env();
  const kms = new KMSClient({
    endpoint: serving.url,
    region: 'us-east-1',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
  const ids: [string, ...string[]] = ['alias/aws/ebs'];
  for (const input of [
    {},
    {},
    { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
    { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
  ] as const) {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
    ids.push(KeyMetadata?.KeyId ?? '');
  }
  return ids;
}

/** Trusted: any; else well-formed but wrong. */
function authorization(auth: 'trust' | 'verify', dice: Dice): string {
  const id = auth === 'trust' ? 'test' : dice.pick(['AKIAK4APXYF23FUC7ACC', 'AKIAIOSFODNN7EXAMPLE']);
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return `AWS4-HMAC-SHA256 Credential=${id}/${day}/us-east-1/kms/aws4_request, SignedHeaders=host;x-amz-date, Signature=${dice.bytes(32).toString('hex')}`;
}

async function inParallel(count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** What the server's process holds in memory. */
function residentBytes({ pid }: Serving): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1_024;
}

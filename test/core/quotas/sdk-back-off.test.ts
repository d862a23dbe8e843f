import { CreateKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpointWith, type TestEndpoint } from '../../helpers/endpoint-with.ts';
import { START } from '../../helpers/lab-with.ts';

/** What a burst asks for, where CreateKey's quota is five a second. */
const BURST = 15;
const STEP_MS = 20;

describe('the SDK’s back-off', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(['standard', 'adaptive'] as const)('gets a burst through a quota (%s mode)', async (retryMode) => {
    const endpoint = await endpointWith({ world: { quotas: { requests: 'on' } } });
    await endpoint.lab.act({ type: 'setClock', clock: 'following' });
    const client = endpoint.client({ retry: { maxAttempts: 12, retryMode } });
    const made = await whileTimePasses(endpoint, burst(client));
    expect(made).toHaveLength(BURST);
    const records = (await endpoint.trail()).filter(({ eventName }) => eventName === 'CreateKey');
    expect(records.filter(({ errorCode }) => errorCode === undefined)).toHaveLength(BURST);
    expect(records.filter(({ errorCode }) => errorCode === 'ThrottlingException').length).toBeGreaterThan(0);
    // Five at once, and the other ten at five a second.
    expect(endpoint.hostClock.at - START).toBeGreaterThanOrEqual(2_000);
  });

  it('gives up after its attempts', async () => {
    const endpoint = await endpointWith({ world: { quotas: { requests: 'on' } } });
    const client = endpoint.client({ retry: { maxAttempts: 3, retryMode: 'standard' } });
    await expect(whileTimePasses(endpoint, burst(client))).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { attempts: 3, httpStatusCode: 400 },
    });
  });
});

function burst(client: KMSClient): Promise<readonly unknown[]> {
  return Promise.all(Array.from({ length: BURST }, () => client.send(new CreateKeyCommand({}))));
}

/** Moves the clocks of the SDK and of the host together until the work is done. */
async function whileTimePasses<T>({ hostClock }: TestEndpoint, work: Promise<T>): Promise<T> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  while (!isDone) {
    // The lab's cryptography is done by other threads, and takes real turns of the event loop.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    hostClock.at += STEP_MS;
    await vi.advanceTimersByTimeAsync(STEP_MS);
  }
  return work;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSALS, UNPROVOKED } from './walk/refusals.ts';
import { REFUSALS_SETUP } from './walk/refusals-setup.ts';
import { Stage } from './walk/stage.ts';

/** The SDK's own list, as it is at run time. */
const CLASSES = new Map(
  Object.entries(sdk).filter(([name]) => name.endsWith('Exception') && name !== 'KMSServiceException'),
);

let stage: Stage;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-refusals-'));
  writeFileSync(join(folder, 'setup.yaml'), REFUSALS_SETUP);
  stage = await Stage.open(join(folder, 'setup.yaml'));
  rmSync(folder, { recursive: true });
});
afterAll(() => stage?.stop());

describe('the exceptions of KMS, one by one', () => {
  it('are all provoked, or it is said why not', () => {
    expect([...Object.keys(REFUSALS), ...Object.keys(UNPROVOKED)].sort()).toEqual([...CLASSES.keys()].sort());
  });

  it.each(Object.entries(REFUSALS))('%s reaches the SDK as itself', async (name, provoke) => {
    const error: unknown = await provoke(stage).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CLASSES.get(name));
    const status = STATUS[name] ?? 400;
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status, requestId: expect.any(String) } });
  });
});

/** Everything that is a client's fault has 400 on the wire. Source: wire.md section 3. */
const STATUS: Readonly<Record<string, number>> = { DependencyTimeoutException: 503, KeyUnavailableException: 500 };

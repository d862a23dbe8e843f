import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../core/index.ts';
import { openWorldFile } from '../../../core/node/index.ts';
import { infoOf, verifyFile } from '../../../core/node/world-admin.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

const ANN = 'arn:aws:iam::111122223333:user/ann';
const AUDITOR = 'arn:aws:iam::111122223333:role/ops/auditor';

let folder: string;
let file: string;
let lab: Lab;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-older-'));
  file = join(folder, 'world.kmslab');
  for (const end of ['', '.key']) {
    copyFileSync(new URL(`../../vectors/worlds/format-1.kmslab${end}`, import.meta.url), `${file}${end}`);
  }
  lab = (await openWorldFile(file, { missing: 'refuse' })).lab;
});
afterEach(async () => {
  await lab.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

const policiesOf = (arn: string) => {
  const identity = lab.world.identities.get(arn);
  return { attached: identity?.attachedPolicies, inline: identity?.inlinePolicies.map(({ name }) => name) };
};

describe('a world that a kmslab of format 1 wrote, with a checkpoint', () => {
  it('has its users and roles, whose AWS managed policies are attached ones', () => {
    expect(policiesOf(ADMIN.as)).toEqual({ attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], inline: [] });
    expect(policiesOf(AUDITOR)).toEqual({
      attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      inline: ['main-role-ops-auditor-policy-2'],
    });
    expect(policiesOf(ANN)).toEqual({ attached: [], inline: ['users.json'] });
    expect(lab.world.identities.get(AUDITOR)).toMatchObject({
      path: '/ops/',
      createDate: Date.UTC(2026, 0, 1),
      maxSessionSeconds: 3_600,
    });
  });

  it('lets in whom it let in', async () => {
    const [keyArn = ''] = lab.world.keys.keys();
    for (const as of [ADMIN.as, ANN]) {
      const input = { KeyId: keyArn, Plaintext: Uint8Array.of(1) };
      expect((await lab.call({ service: 'kms', operation: 'Encrypt', input, as, region: 'us-east-1' })).reply.ok).toBe(
        true,
      );
    }
    const input = { RoleArn: AUDITOR, RoleSessionName: 'audit' };
    const asked = { service: 'sts', operation: 'AssumeRole', input, as: ANN, region: 'us-east-1' };
    expect((await lab.call(asked)).reply.ok).toBe(true);
    expect(lab.accessKeys.find('AKIAIOSFODNN7EXAMPLE')?.principalArn).toBe(ANN);
  });

  it('is whole afterwards, in the format of today', async () => {
    await lab.close();
    expect(infoOf(file).format).toBe(3);
    expect((await verifyFile(file)).flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});

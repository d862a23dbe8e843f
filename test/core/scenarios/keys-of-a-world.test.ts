import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { parseScenario } from '../../../core/scenarios/parse-scenario.ts';
import { toWorldSpec } from '../../../core/scenarios/to-world-spec.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const MRK = `mrk-${'1234abcd'.repeat(4)}`;
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

const scenario = (keys: readonly object[], files: object = {}) =>
  parseScenario(
    JSON.stringify({
      title: 't',
      world: {
        start: '2026-01-01T00:00:00Z',
        accounts: { ops: '111122223333' },
        principals: { 'ops/role/admin': { policies: ['AdministratorAccess'] } },
        keys: keys.map((key) => ({ account: 'ops', region: 'us-east-1', ...key })),
      },
      files,
      steps: [{ note: 'x' }],
    }),
    'a.yaml',
  );
const labOf = (keys: readonly object[], files?: object) => createLab(nodePorts(), toWorldSpec(scenario(keys, files)));
const described = async (lab: Awaited<ReturnType<typeof labOf>>, KeyId: string, region = 'us-east-1') => {
  const { reply } = await lab.call({ service: 'kms', operation: 'DescribeKey', input: { KeyId }, ...ADMIN, region });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.output.KeyMetadata as Record<string, unknown>;
};

describe('the keys that a scenario starts with', () => {
  it('have spec, usage, tags and a fixed material, also from a file', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const base64 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const key = { id: ID, spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY', tags: { team: 'blue' } };
    const first = await labOf([{ ...key, material: { base64 } }]);
    const second = await labOf([{ ...key, material: { file: 'key.der' } }], { 'key.der': { base64 } });
    for (const lab of [first, second]) {
      expect(await described(lab, ID)).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
      const [record] = lab.world.keys.values();
      expect(record?.tags).toEqual([{ TagKey: 'team', TagValue: 'blue' }]);
    }
    const idIn = (lab: typeof first) => [...lab.world.keys.values()][0]?.machine.context.materials[0]?.keyMaterialId;
    expect(idIn(first)).toBe(idIn(second));
  });

  it('of origin EXTERNAL wait for their material, unless it is given', async () => {
    const lab = await labOf([
      { id: ID, origin: 'EXTERNAL' },
      { id: ID.replace('1234abcd', '5678abcd'), origin: 'EXTERNAL', material: 'ab'.repeat(32) },
    ]);
    expect((await described(lab, ID)).KeyState).toBe('PendingImport');
    expect((await described(lab, ID.replace('1234abcd', '5678abcd'))).KeyState).toBe('Enabled');
  });

  it('are a primary key and its replicas where one id is in several Regions', async () => {
    const lab = await labOf([
      { id: MRK, multiRegion: true, material: 'ab'.repeat(32) },
      { id: MRK, multiRegion: true, region: 'eu-west-1' },
    ]);
    const [primary, replica] = [await described(lab, MRK), await described(lab, MRK, 'eu-west-1')];
    expect(primary).toMatchObject({ MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY' } });
    expect(replica).toMatchObject({
      KeyState: 'Enabled',
      MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA' },
      CurrentKeyMaterialId: primary.CurrentKeyMaterialId,
    });
  });

  it.each([
    [
      'a material of the wrong length',
      [{ id: ID, material: 'abcd' }],
      /expected a material of SYMMETRIC_DEFAULT, 32 bytes/,
    ],
    ['an RSA key without a usage', [{ id: ID, spec: 'RSA_2048' }], /expected a usage of RSA_2048/],
    ['one key twice', [{ id: ID }, { id: ID }], /is there already/],
    ['a file that is not there', [{ id: ID, material: { file: 'none' } }], /has no file 'none'/],
    ['a multi-Region key of a single-Region id', [{ id: ID, multiRegion: true }], /begins with mrk-/],
    [
      'a replica of another spec',
      [{ id: MRK }, { id: MRK, region: 'eu-west-1', spec: 'HMAC_256' }],
      /expected spec and origin of its primary key/,
    ],
  ])('are refused for %s', async (_, keys, message) => {
    await expect(async () => labOf(keys)).rejects.toThrow(message);
  });
});

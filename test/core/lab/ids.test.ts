import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ids } from '../../../core/lab/ids.ts';
import { ADMIN, labWith, type TestLab } from '../../helpers/lab-with.ts';

/** Everything that an hour in a lab draws ids for. */
async function hour(test: TestLab): Promise<unknown> {
  const KeyId = await test.key();
  const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true, KmsKeyId: KeyId };
  const volume = await test.lab.call({ service: 'ec2', operation: 'CreateVolume', input, ...ADMIN });
  await test.ok('DescribeKey', { KeyId: 'alias/aws/ebs' });
  await test.pass(3_600_000);
  return [volume.reply, await test.lab.ask({ type: 'trail' }), (await test.ok('ListKeys')).Keys];
}

describe('ids of a lab', () => {
  it('are the same in two labs of one seed', async () => {
    expect(await hour(await labWith({}, 7))).toEqual(await hour(await labWith({}, 7)));
  });

  it('differ between seeds', async () => {
    const [one, other] = [await labWith({}, 7), await labWith({}, 8)];
    expect(await one.key()).not.toBe(await other.key());
  });

  it('have the shapes that AWS gives them', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const ids = new Ids(seed);
        expect(ids.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(ids.hex(17)).toMatch(/^[0-9a-f]{17}$/);
        expect(ids.unique('AROA')).toMatch(/^AROA[A-Z2-7]{17}$/);
      }),
    );
  });

  it('do not come twice', () => {
    const ids = new Ids(1);
    expect(new Set(Array.from({ length: 20_000 }, () => ids.uuid())).size).toBe(20_000);
  });
});

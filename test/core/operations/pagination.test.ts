import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, DAY, type TestLab } from '../../helpers/lab-with.ts';
import { ENABLED, stage } from './stage.ts';

let test: TestLab;

beforeAll(async () => {
  test = await stage();
  for (let n = 0; n < 110; n++) {
    const TargetKeyId = await test.key();
    await test.ok('CreateAlias', { AliasName: `alias/p${n}`, TargetKeyId });
  }
  for (let n = 0; n < 100; n++) {
    await test.ok('CreateGrant', {
      KeyId: ENABLED,
      GranteePrincipal: ADMIN.as,
      RetiringPrincipal: ADMIN.as,
      Operations: ['Decrypt'],
    });
  }
  const Tags = Array.from({ length: 50 }, (_, n) => ({ TagKey: `t${n}`, TagValue: `${n}` }));
  await test.ok('TagResource', { KeyId: ENABLED, Tags });
  await test.ok('EnableKeyRotation', { KeyId: ENABLED, RotationPeriodInDays: 90 });
  await test.pass(90 * DAY * 7 + 1);
});

const LISTS = [
  ['ListKeys', 'Keys', {}, 100, 1000],
  ['ListAliases', 'Aliases', {}, 50, 100],
  ['ListKeyRotations', 'Rotations', { KeyId: ENABLED, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }, 100, 1000],
  ['ListGrants', 'Grants', { KeyId: ENABLED }, 50, 100],
  ['ListRetirableGrants', 'Grants', { RetiringPrincipal: ADMIN.as }, 50, 100],
  ['ListResourceTags', 'Tags', { KeyId: ENABLED }, 50, 50],
  ['ListKeyPolicies', 'PolicyNames', { KeyId: ENABLED }, 100, 1000],
] as const;

describe('lists in pages (operations.md section 1, "Pagination")', () => {
  it.each(LISTS)('%s gives every item once, however small the pages', async (operation, member, input) => {
    const whole: unknown[] = [];
    const all = async (Limit: number) => {
      const items: unknown[] = [];
      let Marker: unknown;
      do {
        const page = await test.ok(operation, { ...input, Limit, ...(Marker === undefined ? {} : { Marker }) });
        const found = page[member] as unknown[];
        expect(found.length).toBeLessThanOrEqual(Limit);
        expect(page.Truncated).toBe(page.NextMarker !== undefined);
        items.push(...found);
        Marker = page.NextMarker;
      } while (Marker !== undefined);
      return items;
    };
    whole.push(...(await all(1000)));
    expect(whole.length).toBeGreaterThan(0);
    for (const limit of [1, 7, 100]) expect(await all(limit)).toEqual(whole);
  });

  it.each(LISTS)(
    '%s gives its usual number of items where the request names none, and never more than its most',
    async (operation, member, input, normally, most) => {
      const whole = ((await test.ok(operation, { ...input, Limit: 1000 }))[member] as unknown[]).length;
      expect(whole).toBeLessThanOrEqual(most);
      expect((await test.ok(operation, input))[member]).toHaveLength(Math.min(whole, normally));
    },
  );

  it.each(LISTS)('%s says Truncated on its last page too, and then names no marker', async (operation, _, input) => {
    const first = await test.ok(operation, { ...input, Limit: 1000 });
    const last =
      first.Truncated === true ? await test.ok(operation, { ...input, Limit: 1000, Marker: first.NextMarker }) : first;
    expect(last).toMatchObject({ Truncated: false });
    expect(last).not.toHaveProperty('NextMarker');
  });

  it.each(LISTS)('%s refuses a marker that it did not give', async (operation, _, input) => {
    for (const Marker of ['nonsense', btoa('nonsense'), btoa('kmslab:nobody')]) {
      expect(await test.refusal(operation, { ...input, Marker })).toEqual([
        'InvalidMarkerException',
        `Could not deserialize marker '${Marker}'`,
      ]);
    }
  });
});

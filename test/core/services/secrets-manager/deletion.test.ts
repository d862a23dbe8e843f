import { describe, expect, it } from 'vitest';
import {
  applySecretEvent,
  newSecret,
  type SecretAtRest,
  secretCan,
} from '../../../../core/services/secrets-manager/secret.ts';
import type { SecretEvent } from '../../../../core/services/secrets-manager/secret-machine.ts';
import { ADMIN, DAY_MS, secretsLab } from './secrets-lab.ts';

const START = Date.UTC(2026, 4, 1);
const MARKED = {
  name: 'InvalidRequestException',
  message: "You can't perform this operation on the secret because it was marked for deletion.",
  because: 'secret-marked-for-deletion',
};

describe('the machine of a secret', () => {
  const scheduled = applySecretEvent(newSecret(), { type: 'DeleteSecret', deletionDate: 100 });
  const deleted = applySecretEvent(newSecret(), { type: 'DeleteWithoutRecovery' });
  const rows: readonly (readonly [string, SecretAtRest, SecretEvent, string | null])[] = [
    ['active', newSecret(), { type: 'DeleteSecret', deletionDate: 100 }, 'scheduledForDeletion'],
    ['active', newSecret(), { type: 'DeleteWithoutRecovery' }, 'deleted'],
    ['active', newSecret(), { type: 'RestoreSecret' }, 'active'],
    ['active', newSecret(), { type: 'TimePassed', now: 1_000 }, null],
    ['scheduledForDeletion', scheduled, { type: 'RestoreSecret' }, 'active'],
    ['scheduledForDeletion', scheduled, { type: 'DeleteSecret', deletionDate: 200 }, null],
    ['scheduledForDeletion', scheduled, { type: 'TimePassed', now: 99 }, null],
    ['scheduledForDeletion', scheduled, { type: 'TimePassed', now: 100 }, 'deleted'],
    ['scheduledForDeletion', scheduled, { type: 'DeleteWithoutRecovery' }, 'deleted'],
    ['deleted', deleted, { type: 'RestoreSecret' }, null],
  ];
  it.each(rows)('%s, %o, %o: %s', (_, from, event, to) => {
    expect(secretCan(from, event)).toBe(to !== null);
    if (to !== null) expect(applySecretEvent(from, event).value).toBe(to);
  });

  it('forgets the date of a deletion that was taken back', () => {
    expect(applySecretEvent(scheduled, { type: 'RestoreSecret' }).context.deletionDate).toBeNull();
  });
});

describe('deletion', () => {
  it('waits thirty days, or seven to thirty, by the lab’s clock; then the name is free', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    const deleted = await secrets.call(ADMIN, 'DeleteSecret', { SecretId: 'db', RecoveryWindowInDays: 7 });
    expect(deleted).toMatchObject({ Name: 'db', DeletionDate: (START + 7 * DAY_MS) / 1_000 });
    expect(await secrets.describe('db')).toMatchObject({ DeletedDate: (START + 7 * DAY_MS) / 1_000 });
    const due = await secrets.lab.ask({ type: 'due', until: START + 10 * DAY_MS });
    expect(due.map(({ says }) => says)).toEqual(['the secret db is deleted']);
    const again = { Name: 'db', SecretString: 'y' };
    expect(await secrets.refusal(ADMIN, 'CreateSecret', again)).toMatchObject({
      name: 'InvalidRequestException',
      message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
    });
    await secrets.advance(7 * DAY_MS - 1);
    expect(await secrets.reason(ADMIN, 'DescribeSecret', { SecretId: 'db' })).toBeNull();
    await secrets.advance(1);
    expect((await secrets.refusal(ADMIN, 'DescribeSecret', { SecretId: 'db' })).name).toBe('ResourceNotFoundException');
    expect(await secrets.reason(ADMIN, 'CreateSecret', again)).toBeNull();
    const later = await secrets.call(ADMIN, 'DeleteSecret', { SecretId: 'db' });
    expect(later.DeletionDate).toBe((START + 37 * DAY_MS) / 1_000);
  });

  it('shuts everybody out meanwhile, and is taken back', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    await secrets.call(ADMIN, 'DeleteSecret', { SecretId: 'db' });
    const SecretId = 'db';
    for (const [operation, input] of [
      ['GetSecretValue', {}],
      ['PutSecretValue', { SecretString: 'y' }],
      ['UpdateSecret', { Description: 'y' }],
      ['TagResource', { Tags: [] }],
      ['DeleteSecret', {}],
      ['GetResourcePolicy', {}],
    ] as const) {
      expect(await secrets.refusal(ADMIN, operation, { SecretId, ...input })).toEqual(MARKED);
    }
    const listed = async (input: object) =>
      ((await secrets.call(ADMIN, 'ListSecrets', input)).SecretList as unknown[]).length;
    expect([await listed({}), await listed({ IncludePlannedDeletion: true })]).toEqual([0, 1]);
    expect(await secrets.call(ADMIN, 'RestoreSecret', { SecretId })).toMatchObject({ Name: 'db' });
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'x' });
    await secrets.advance(40 * DAY_MS);
    expect(await secrets.describe('db')).not.toHaveProperty('DeletedDate');
    expect(await secrets.reason(ADMIN, 'RestoreSecret', { SecretId })).toBeNull();
  });

  it('is at once where it is forced, of what waits too, and of nothing', async () => {
    const secrets = await secretsLab();
    const force = { SecretId: 'db', ForceDeleteWithoutRecovery: true };
    await secrets.create('db', 'x');
    await secrets.call(ADMIN, 'DeleteSecret', { SecretId: 'db' });
    expect(await secrets.call(ADMIN, 'DeleteSecret', force)).toMatchObject({ Name: 'db', DeletionDate: START / 1_000 });
    expect(secrets.lab.world.secrets.size).toBe(0);
    expect(await secrets.reason(ADMIN, 'DeleteSecret', force)).toBeNull();
    const due = await secrets.lab.ask({ type: 'due', until: START + 40 * DAY_MS });
    expect(due).toEqual([]);
  });

  it.each([
    [{ RecoveryWindowInDays: 6 }, 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).'],
    [{ RecoveryWindowInDays: 31 }, 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).'],
    [
      { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    ],
  ])('is refused with %o', async (input, message) => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    expect(await secrets.refusal(ADMIN, 'DeleteSecret', { SecretId: 'db', ...input })).toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });
});

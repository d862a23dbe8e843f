import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, CLERK, type RdsLab, rdsLab } from './rds-lab.ts';

const TEAM = [{ Key: 'team', Value: 'blue' }];
const NEW = { DBInstanceClass: 'db.t3.micro', Engine: 'postgres' };

let rds: RdsLab;
beforeEach(async () => {
  rds = await rdsLab();
});

const deny = (Action: string, Condition?: object) => rds.deny(ADMIN, 'clerk', Action, Condition);
const refusal = async (operation: string, input: object) =>
  (await rds.reason(CLERK, operation, input))?.because ?? null;
const DENIED = 'explicit-deny-identity-policy';

describe('tags of RDS’s resources in policies', () => {
  it('what is made with tags asks for rds:AddTagsToResource too, and else not', async () => {
    await rds.database('orders', {});
    await rds.snapshot();
    await deny('rds:AddTagsToResource');
    const MAKING = [
      ['CreateDBInstance', { DBInstanceIdentifier: 'one', ...NEW }],
      ['CreateDBSnapshot', { DBSnapshotIdentifier: 'two', DBInstanceIdentifier: 'orders' }],
      ['CopyDBSnapshot', { SourceDBSnapshotIdentifier: 'nightly', TargetDBSnapshotIdentifier: 'three' }],
      ['RestoreDBInstanceFromDBSnapshot', { DBInstanceIdentifier: 'four', DBSnapshotIdentifier: 'nightly' }],
      ['CreateDBInstanceReadReplica', { DBInstanceIdentifier: 'five', SourceDBInstanceIdentifier: 'orders' }],
    ] as const;
    for (const [operation, input] of MAKING) {
      expect([operation, await refusal(operation, { ...input, Tags: TEAM })]).toEqual([operation, DENIED]);
      expect([operation, await refusal(operation, input)]).toEqual([operation, null]);
    }
  });

  it('aws:ResourceTag is what an instance or a snapshot has, however its name is typed', async () => {
    await rds.database('orders', { Tags: TEAM });
    await deny('rds:ModifyDBInstance', { StringEquals: { 'aws:ResourceTag/team': 'blue' } });
    expect(await refusal('ModifyDBInstance', { DBInstanceIdentifier: 'Orders' })).toBe(DENIED);
    await deny('rds:ModifyDBInstance', { StringEquals: { 'aws:ResourceTag/team': 'red' } });
    expect(await refusal('ModifyDBInstance', { DBInstanceIdentifier: 'Orders' })).toBeNull();
  });

  it('aws:RequestTag is what a request brings', async () => {
    await deny('rds:CreateDBInstance', { StringNotEquals: { 'aws:RequestTag/team': 'blue' } });
    const named = { DBInstanceIdentifier: 'one', ...NEW };
    expect(await refusal('CreateDBInstance', named)).toBe(DENIED);
    expect(await refusal('CreateDBInstance', { ...named, Tags: TEAM })).toBeNull();
  });
});

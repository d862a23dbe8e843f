import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, CLERK, type RdsLab, rdsLab } from './rds-lab.ts';

const TEAM = [{ Key: 'team', Value: 'blue' }];
const NEW = { DBInstanceClass: 'db.t3.micro', Engine: 'postgres' };

let rds: RdsLab;
beforeEach(async () => {
  rds = await rdsLab();
});

/** One more policy for the clerk, who may do all of RDS else. */
async function deny(Action: string, Condition: object = {}): Promise<void> {
  const Statement = { Effect: 'Deny', Action, Resource: '*', Condition };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const input = { RoleName: 'clerk', PolicyName: 'deny', PolicyDocument };
  const { reply } = await rds.lab.call({ service: 'iam', operation: 'PutRolePolicy', input, ...ADMIN });
  expect(reply.ok).toBe(true);
}

const refusal = async (operation: string, input: object) => {
  const { reply } = await rds.lab.call({ service: 'rds', operation, input, ...CLERK });
  return reply.ok ? null : reply.error.because;
};
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

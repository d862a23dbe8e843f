import { type CloudTrailRecord, createLab } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

/** The source account, and the one that the snapshots are for. */
export const PROD = '111122223333';
export const RECOVERY = '444455556666';

const admin = (account: string): Caller => ({ as: `arn:aws:iam::${account}:role/admin`, region: 'us-east-1' });
export const ADMIN = admin(PROD);
export const RECOVERER = admin(RECOVERY);
/** May do all of RDS, and nothing of KMS. */
export const CLERK: Caller = { ...ADMIN, as: ADMIN.as.replace('admin', 'clerk') };

const id = (n: number) => `${n}234abcd-12ab-34cd-56ef-1234567890ab`;
const keyArn = (account: string, region: string, n: number) => `arn:aws:kms:${region}:${account}:key/${id(n)}`;
/** The source's key, which lets the other account in. */
export const SOURCE_KEY = keyArn(PROD, 'us-east-1', 1);
/** The other account's own, in the same Region and in another. */
export const TARGET_KEY = keyArn(RECOVERY, 'us-east-1', 2);
export const FAR_KEY = keyArn(RECOVERY, 'eu-west-1', 3);

export const TEXT = 'the orders that must survive';
export const DAY = 86_400_000;

/** Two accounts, three keys, and short words for what the tests do all the time. */
export class RdsLab extends ServiceLab {
  /** CloudTrail's records since `from`, of one account's log. */
  override records(from = 0, accountId = PROD): readonly CloudTrailRecord[] {
    return super.records(from, accountId);
  }

  async pass(ms = 600_000): Promise<void> {
    const done = await this.lab.act({ type: 'advance', by: ms });
    if (!done.ok) throw new Error(done.error.message);
  }

  /** An instance that runs. */
  async database(name = 'orders', input: object = { StorageEncrypted: true, KmsKeyId: SOURCE_KEY }, who = ADMIN) {
    const made = await this.call(who, 'CreateDBInstance', {
      DBInstanceIdentifier: name,
      DBInstanceClass: 'db.t3.micro',
      Engine: 'postgres',
      ...input,
    });
    await this.pass();
    return made.DBInstance as Members;
  }

  async write(database: string, text: string, who = ADMIN): Promise<void> {
    const done = await this.lab.act({ type: 'writeDatabase', database, bytes: new TextEncoder().encode(text), ...who });
    if (!done.ok) throw new Error(`${done.error.name}: ${done.error.message}`);
  }

  async read(database: string, who = ADMIN): Promise<string> {
    const done = await this.lab.act({ type: 'readDatabase', database, ...who });
    if (!done.ok) throw new Error(`${done.error.name}: ${done.error.message}`);
    return new TextDecoder().decode(done.bytes);
  }

  async status(name: string, who = ADMIN): Promise<unknown> {
    const { DBInstances } = await this.call(who, 'DescribeDBInstances', { DBInstanceIdentifier: name });
    return (DBInstances as readonly Members[])[0]?.DBInstanceStatus;
  }

  async snapshotStatus(name: string, who = ADMIN): Promise<unknown> {
    const { DBSnapshots } = await this.call(who, 'DescribeDBSnapshots', { DBSnapshotIdentifier: name });
    return (DBSnapshots as readonly Members[])[0]?.Status;
  }

  /** Why a snapshot failed. */
  failure(arn: string) {
    return this.lab.world.dbSnapshots.get(arn)?.machine.context.failure?.because ?? null;
  }

  async snapshot(name = 'nightly', database = 'orders', who = ADMIN): Promise<string> {
    const made = await this.call(who, 'CreateDBSnapshot', {
      DBSnapshotIdentifier: name,
      DBInstanceIdentifier: database,
    });
    await this.pass();
    return String((made.DBSnapshot as Members).DBSnapshotArn);
  }

  /** A snapshot with TEXT in it that is shared with the other account. @returns its ARN */
  async shared(): Promise<string> {
    await this.database();
    await this.write('orders', TEXT);
    const arn = await this.snapshot();
    const share = { DBSnapshotIdentifier: 'nightly', AttributeName: 'restore', ValuesToAdd: [RECOVERY] };
    await this.call(ADMIN, 'ModifyDBSnapshotAttribute', share);
    return arn;
  }

  copy(SourceDBSnapshotIdentifier: string, input: object = { KmsKeyId: TARGET_KEY }, who = RECOVERER) {
    const named = { SourceDBSnapshotIdentifier, TargetDBSnapshotIdentifier: 'rescued', ...input };
    return this.call(who, 'CopyDBSnapshot', named);
  }

  restore(name = 'restored', DBSnapshotIdentifier = 'rescued', who = RECOVERER) {
    return this.call(who, 'RestoreDBInstanceFromDBSnapshot', { DBInstanceIdentifier: name, DBSnapshotIdentifier });
  }
}

/** The two accounts and their keys. */
export async function rdsLab(): Promise<RdsLab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const whole = (account: string) => ({ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' });
  const lab = await createLab(ports, {
    start: Date.UTC(2026, 0, 1),
    accounts: { prod: PROD, recovery: RECOVERY },
    principals: {
      'prod/role/admin': ['AdministratorAccess'],
      'prod/role/clerk': [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'rds:*', Resource: '*' }] }],
      'prod/role/nobody': [],
      'recovery/role/admin': ['AdministratorAccess'],
    },
    keys: [
      {
        account: 'prod',
        region: 'us-east-1',
        id: id(1),
        policy: { Version: '2012-10-17', Statement: [whole(PROD), whole(RECOVERY)] },
      },
      { account: 'recovery', region: 'us-east-1', id: id(2) },
      { account: 'recovery', region: 'eu-west-1', id: id(3) },
    ],
  });
  return new RdsLab(lab, ports, 'rds');
}

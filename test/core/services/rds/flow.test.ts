import { describe, expect, it } from 'vitest';
import type { FlowNode } from '../../../../core/index.ts';
import { ADMIN, type RdsLab, RECOVERER, rdsLab, SOURCE_KEY, TARGET_KEY } from './rds-lab.ts';

const FAR = { ...ADMIN, region: 'eu-west-1' };

/** Every node with what it came of: `orders`, `orders snapshot nightly`. */
async function drawn(rds: RdsLab): Promise<readonly string[]> {
  const { roots } = await rds.lab.ask({ type: 'flow', ...ADMIN });
  const under = ({ name, next }: FlowNode): readonly string[] =>
    next.flatMap(({ how, node }) => [`${name} ${how} ${node.name}`, ...under(node)]);
  return roots.flatMap((root) => [root.name, ...under(root)]);
}

describe('the flow of what RDS stores', () => {
  it('leads over a snapshot and its copy into another account to the database that was restored there', async () => {
    const rds = await rdsLab();
    const shared = await rds.shared();
    await rds.copy(shared, { KmsKeyId: TARGET_KEY });
    await rds.pass();
    await rds.restore();
    await rds.pass();
    expect(await drawn(rds)).toEqual([
      'orders',
      'orders snapshot nightly',
      'nightly share nightly',
      'nightly copy rescued',
      'rescued restore restored',
    ]);
    const { databases } = await rds.lab.ask({ type: 'view' });
    expect(databases.map(({ name, source }) => [name, source?.how ?? null])).toEqual([
      ['orders', null],
      ['restored', 'restore'],
    ]);
  });

  it('shows an unencrypted snapshot restored by another account behind its share', async () => {
    const rds = await rdsLab();
    await rds.database('orders', {});
    const snapshot = await rds.snapshot();
    const ValuesToAdd = [RECOVERER.as.split(':')[4]];
    const share = { DBSnapshotIdentifier: 'nightly', AttributeName: 'restore', ValuesToAdd };
    await rds.call(ADMIN, 'ModifyDBSnapshotAttribute', share);
    await rds.restore('restored', snapshot);
    expect(await drawn(rds)).toEqual([
      'orders',
      'orders snapshot nightly',
      'nightly share nightly',
      'nightly restore restored',
    ]);
  });

  it('leads from a source to its replicas, in other Regions too, and keeps to it when one was promoted', async () => {
    const rds = await rdsLab();
    const source = await rds.database();
    const replica = { SourceDBInstanceIdentifier: 'orders', DBInstanceIdentifier: 'reader' };
    await rds.call(ADMIN, 'CreateDBInstanceReadReplica', replica);
    const far = (await rds.call(FAR, 'CreateKey')).KeyMetadata as { readonly Arn: string };
    await rds.call(FAR, 'CreateDBInstanceReadReplica', {
      DBInstanceIdentifier: 'far',
      SourceDBInstanceIdentifier: source.DBInstanceArn,
      KmsKeyId: far.Arn,
    });
    await rds.pass();
    expect(await drawn(rds)).toEqual(['orders', 'orders replica reader', 'orders replica far']);
    await rds.call(ADMIN, 'PromoteReadReplica', { DBInstanceIdentifier: 'reader' });
    expect(await drawn(rds)).toEqual(['orders', 'orders promoted reader', 'orders replica far']);
  });

  it('begins anew where the source is gone, also when another has its name by then', async () => {
    const rds = await rdsLab();
    await rds.database();
    await rds.snapshot();
    await rds.restore('restored', 'nightly', ADMIN);
    await rds.pass();
    await rds.call(ADMIN, 'DeleteDBInstance', { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true });
    await rds.call(ADMIN, 'DeleteDBSnapshot', { DBSnapshotIdentifier: 'nightly' });
    await rds.pass();
    expect(await drawn(rds)).toEqual(['restored']);
    await rds.database('orders', { StorageEncrypted: true, KmsKeyId: SOURCE_KEY });
    await rds.snapshot('nightly', 'restored');
    expect(await drawn(rds)).toEqual(['restored', 'restored snapshot nightly', 'orders']);
  });
});

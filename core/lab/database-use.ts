import { AwsError } from '../errors/aws-error.ts';
import { rdsArn } from '../services/rds/database.ts';
import type { ActionOutcome, LabAction } from './client.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { resolvePrincipal, resolveRegion } from './resolve-request.ts';

/**
 * Writes or reads a DB instance that runs. While it runs its host holds the data key, so KMS is not asked; a host that
 * goes on where another has ended asks by RDS's grant.
 * Simplified: AWS asks for a login of the database; here anybody of the instance's account may.
 * @throws {LabError} when the principal's account has no such instance, or it doesn't run.
 */
export async function useDatabase(
  { world, rds }: Engine,
  action: Extract<LabAction, { type: 'writeDatabase' | 'readDatabase' }>,
): Promise<ActionOutcome> {
  const { accountId } = resolvePrincipal(world, action.as);
  const region = resolveRegion(action.region);
  const named = action.database;
  const database = world.databases.get(named.startsWith('arn:') ? named : rdsArn(region, accountId, `db:${named}`));
  if (database === undefined || database.accountId !== accountId || database.region !== region) {
    throw new LabError(`account ${accountId} has no DB instance ${named} in ${region}`);
  }
  if (database.machine.value !== 'available') {
    throw new LabError(`DB instance ${named} is ${database.machine.value}; it can be used when it is available`);
  }
  if (action.type === 'writeDatabase' && database.replicaOf !== null) {
    throw new LabError(`DB instance ${named} is a read replica: it gets what is written to ${database.replicaOf}`);
  }
  try {
    if (action.type === 'readDatabase') return { ok: true, bytes: await rds.read(database) };
    await rds.write(database, new Uint8Array(action.bytes));
    return { ok: true };
  } catch (error) {
    if (error instanceof AwsError) return { ok: false, error: { name: error.name, message: error.message } };
    throw error;
  }
}

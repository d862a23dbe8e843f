import { RdsError } from '../../../errors/rds-errors.ts';

/**
 * The engines that the lab takes, and the version of an instance that names none.
 * Simplified: no engine runs; a database is its bytes. RDS has more engines, and newer default versions from time to
 * time. Source: RDS API Reference, CreateDBInstance, "Engine".
 */
const ENGINES: Readonly<Record<string, string>> = {
  mariadb: '11.4.5',
  mysql: '8.0.42',
  postgres: '17.5',
};

/** The engine, and its version. @throws {RdsError} for one that the lab doesn't have */
export function engineOf(
  engine: string,
  version?: string,
): { readonly engine: string; readonly engineVersion: string } {
  const usual = Object.hasOwn(ENGINES, engine) ? ENGINES[engine] : undefined;
  if (usual === undefined) {
    throw new RdsError('InvalidParameterValue', `Invalid DB engine: ${engine}`, 'invalid-parameter');
  }
  return { engine, engineVersion: version ?? usual };
}

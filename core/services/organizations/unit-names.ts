import type { Organizations } from '../../cloud/organizations.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';

/** @throws {OrganizationsError} where the parent has a unit of that name */
export function checkUnitName({ units }: Organizations, parentId: string, name: string): void {
  if (![...units.values()].some((unit) => unit.parentId === parentId && unit.name === name)) return;
  throw new OrganizationsError(
    'DuplicateOrganizationalUnitException',
    'An OU with the same name already exists.',
    'exists-in-organization',
  );
}

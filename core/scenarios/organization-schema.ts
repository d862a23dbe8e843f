import { z } from 'zod';
import type { OrganizationSpec, OrganizationUnitSpec } from '../lab/world-organization.ts';

const Policies = z
  .array(z.union([z.string(), z.record(z.string(), z.unknown())]))
  .describe('Documents, or the names of files that have them');

const LEVEL = {
  scps: Policies.optional().describe('Service control policies, beside FullAWSAccess'),
  rcps: Policies.optional().describe('Resource control policies, beside RCPFullAWSAccess'),
  fullAccess: z.boolean().optional().describe('False: FullAWSAccess is detached, and what the SCPs here allow is left'),
} as const;

/** Names of accounts; or each with what is attached to it. */
const Members = z.union([z.array(z.string()), z.record(z.string(), z.strictObject(LEVEL).nullable())]);

const Contents = z.strictObject({ ...LEVEL, accounts: Members.optional() });

/** A unit, or the root, with what is in it. */
export interface Unit extends z.infer<typeof Contents> {
  readonly units?: Readonly<Record<string, Unit>> | undefined;
}

const Unit: z.ZodType<Unit> = Contents.extend({
  units: z.lazy(() => z.record(z.string(), Unit)).optional(),
});

/** An organization that is there from the start. */
export const Organization = z.strictObject({
  management: z.string().describe('Name of the management account'),
  id: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, 'expected o- and 10 or more small letters and digits')
    .optional()
    .describe('For policies that name it; drawn where it is left out'),
  ...LEVEL,
  accounts: Members.optional().describe('Member accounts in the root'),
  units: z.record(z.string(), Unit).optional().describe('Organizational units, by their names'),
});

/** The organization that a world starts with. */
export function organizationSpec({ management, id, ...root }: z.infer<typeof Organization>): OrganizationSpec {
  return { management, id, ...unitSpec(root) };
}

function unitSpec({ accounts, units, ...level }: Unit): OrganizationUnitSpec {
  const members = Array.isArray(accounts)
    ? Object.fromEntries(accounts.map((name) => [name, {}]))
    : Object.fromEntries(Object.entries(accounts ?? {}).map(([name, bound]) => [name, bound ?? {}]));
  const inside = Object.entries(units ?? {}).map(([name, unit]) => [name, unitSpec(unit)] as const);
  return { ...level, accounts: members, units: Object.fromEntries(inside) };
}

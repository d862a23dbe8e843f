import {
  AcceptHandshakeCommand,
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  InviteAccountToOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { A, B, policyText, type StatementJson } from '../../access/fixtures.ts';
import type { Row } from '../../access/truth-table.ts';

/** The account that manages the organization of these worlds: nothing binds it, and no row is about it. */
export const MANAGEMENT = '777788889999';

type Level = readonly StatementJson[];
type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/**
 * Makes the organization that a row speaks of, by signed requests of those whose it is: the row's first level is the
 * root, its last the account, and what is between them a unit each.
 */
export async function organize(endpoint: TestEndpoint, { world = {}, request }: Row): Promise<void> {
  const { scp, rcp } = world;
  if (scp === undefined && rcp === undefined) return;
  const management = endpoint.organizationsClient({ as: `arn:aws:iam::${MANAGEMENT}:root` });
  await management.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots = [] } = await management.send(new ListRootsCommand({}));
  const RootId = Roots[0]?.Id ?? '';
  const enable = (PolicyType: PolicyType) => management.send(new EnablePolicyTypeCommand({ RootId, PolicyType }));
  if (rcp !== undefined) await enable('RESOURCE_CONTROL_POLICY');
  const caller = request?.as?.startsWith('B:') === true ? B : A;
  const bound = new Map<string, readonly string[]>();
  for (const [account, levels] of [[caller, scp] as const, [A, rcp] as const]) {
    if (levels === undefined || (bound.has(account) && (bound.get(account)?.length ?? 0) >= levels.length)) continue;
    bound.set(account, await place(endpoint, management, { RootId, account, depth: levels.length }));
  }
  await bindLevels(management, 'SERVICE_CONTROL_POLICY', bound.get(caller) ?? [], scp ?? []);
  await bindLevels(management, 'RESOURCE_CONTROL_POLICY', bound.get(A) ?? [], rcp ?? []);
}

/** Lets an account join, so many levels deep; gives the ids of its levels, the root first. */
async function place(
  { organizationsClient }: TestEndpoint,
  management: OrganizationsClient,
  { RootId, account, depth }: { readonly RootId: string; readonly account: string; readonly depth: number },
): Promise<readonly string[]> {
  const Target = { Id: account, Type: 'ACCOUNT' } as const;
  const { Handshake } = await management.send(new InviteAccountToOrganizationCommand({ Target }));
  const invited = organizationsClient({ as: `arn:aws:iam::${account}:root` });
  await invited.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
  const units: string[] = [];
  for (let n = 2; n < depth; n += 1) {
    const ParentId = units.at(-1) ?? RootId;
    const { OrganizationalUnit } = await management.send(
      new CreateOrganizationalUnitCommand({ ParentId, Name: `Unit ${n}` }),
    );
    units.push(OrganizationalUnit?.Id ?? '');
  }
  const DestinationParentId = units.at(-1);
  if (DestinationParentId !== undefined) {
    await management.send(new MoveAccountCommand({ AccountId: account, SourceParentId: RootId, DestinationParentId }));
  }
  return depth === 1 ? [RootId] : [RootId, ...units, account];
}

/** In place of AWS's full access where the row's level has statements of its own; RCPFullAWSAccess can't be detached. */
async function bindLevels(
  management: OrganizationsClient,
  Type: PolicyType,
  targets: readonly string[],
  levels: readonly Level[],
): Promise<void> {
  // From the account up: the management account's own root user is bound by none of them.
  for (const [index, level] of levels.entries()) {
    const TargetId = targets[index];
    const statements = Type === 'RESOURCE_CONTROL_POLICY' ? level.filter(({ Effect }) => Effect === 'Deny') : level;
    if (statements.length === 0) continue;
    const { Policy } = await management.send(
      new CreatePolicyCommand({ Type, Name: `${Type}-${index}`, Description: '', Content: policyText(statements) }),
    );
    const PolicyId = Policy?.PolicySummary?.Id;
    await management.send(new AttachPolicyCommand({ PolicyId, TargetId }));
    if (Type === 'SERVICE_CONTROL_POLICY') {
      await management.send(new DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId }));
    }
  }
}

/** Whether AWS would let the row's levels be: no empty SCP level, and RCPs that allow all and deny some. */
export function canBeOrganized({ world = {} }: Row): boolean {
  const { scp = [], rcp = [] } = world;
  const isFull = ({ Effect, Principal, Action, Resource, Condition }: StatementJson) =>
    Effect === 'Allow' && Principal === '*' && Action === '*' && Resource === '*' && Condition === undefined;
  return (
    scp.every((level) => level.length > 0) &&
    rcp.every((level) => level.every((one) => one.Effect === 'Deny' || isFull(one))) &&
    rcp.every((level) => level.some(isFull))
  );
}

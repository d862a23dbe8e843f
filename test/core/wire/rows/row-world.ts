import { parsePolicy } from '../../../../core/access/policy.ts';
import type { WorldSpec } from '../../../../core/index.ts';
import { A, B, KEY, policyText } from '../../access/fixtures.ts';
import type { Row } from '../../access/truth-table.ts';
import { MANAGEMENT } from './row-organization.ts';

const KEY_ID = KEY.slice(KEY.lastIndexOf('/') + 1);

/** The principal that a row is about, as the world names it, and its session where it is a role. */
export interface RowCaller {
  /** `main/user/ann`, `partner/root`. */
  readonly label: string;
  readonly arn: string;
  readonly sessionArn: string | null;
}

const ACCOUNTS = { main: A, partner: B } as const;

/** Null for a service that calls for itself: none of them has a key to sign with. */
export function callerOf({ request }: Row): RowCaller | null {
  const as = request?.as ?? 'user/ann';
  const [account, name] = as.startsWith('B:') ? (['partner', as.slice('B:'.length)] as const) : (['main', as] as const);
  const [type, own = '', session] = name.split('/');
  const id = ACCOUNTS[account];
  if (type === 'root') return { label: `${account}/root`, arn: `arn:aws:iam::${id}:root`, sessionArn: null };
  if (type !== 'user' && type !== 'role') return null;
  return {
    label: `${account}/${type}/${own}`,
    arn: `arn:aws:iam::${id}:${type}/${own}`,
    sessionArn: type === 'role' ? `arn:aws:sts::${id}:assumed-role/${own}/${session ?? 'kmslab'}` : null,
  };
}

/** The world that a row speaks of, but for the key's policy and grants, which come by calls. */
export function worldOf(row: Row, caller: RowCaller): Partial<WorldSpec> {
  const { world = {}, request = {} } = row;
  const own =
    (world.iamPolicy ?? []).length === 0
      ? []
      : [{ Version: world.version ?? '2012-10-17', Statement: conditioned(row, 'iamPolicy') }];
  const { GranteePrincipal, RetiringPrincipal } = request.input ?? {};
  const named = [
    ...namedIn(row),
    ...(world.grants ?? []).map(({ granteePrincipal }) => granteePrincipal),
    ...[GranteePrincipal, RetiringPrincipal].map(String),
  ];
  const principals: Record<string, WorldSpec['principals'][string]> = {};
  for (const arn of named) {
    const label = labelOf(arn);
    if (label !== null) principals[label] = [];
  }
  if (!caller.label.endsWith('/root')) principals[caller.label] = own;
  const { boundary } = world;
  return {
    accounts: { ...ACCOUNTS, management: MANAGEMENT },
    ...(boundary === undefined
      ? {}
      : { boundaries: { [caller.label]: { Version: '2012-10-17', Statement: conditioned(row, 'boundary') } } }),
    start: Date.parse(request.at ?? '2026-01-01T00:00:00Z'),
    principals: { 'main/role/admin': ['AdministratorAccess'], ...principals },
    keys: [
      {
        account: 'main',
        region: 'us-east-1',
        id: KEY_ID,
        tags: Object.fromEntries((world.key?.tags ?? []).map(({ TagKey, TagValue }) => [TagKey, TagValue])),
      },
    ],
  };
}

/** The names of the key's aliases, that by which the request names it among them. */
export function aliasesOf({ world, request }: Row): readonly string[] {
  const named = [...(world?.aliases ?? []), ...(request?.alias === undefined ? [] : [request.alias])];
  return [...new Set(named.map((alias) => alias.slice(alias.indexOf('alias/'))))];
}

/** The key's policy as text; null where the row has none. */
export function keyPolicyOf(row: Row): string | null {
  return row.world?.keyPolicy === undefined ? null : policyText(conditioned(row, 'keyPolicy'), row.world.version);
}

function conditioned({ world, condition }: Row, which: 'keyPolicy' | 'iamPolicy' | 'boundary') {
  return (world?.[which] ?? []).map((statement) =>
    condition !== undefined && statement.Sid === 'Tested' ? { ...statement, Condition: condition } : statement,
  );
}

function namedIn(row: Row): readonly string[] {
  const text = keyPolicyOf(row);
  if (text === null) return [];
  const sessions = [...text.matchAll(/arn:aws:sts::(\d{12}):assumed-role\/([^/"]+)\//g)];
  return [
    ...parsePolicy(text, { kind: 'key', accountId: A }).identityArns,
    ...sessions.map(([, accountId, role]) => `arn:aws:iam::${accountId}:role/${role}`),
  ];
}

function labelOf(arn: string): string | null {
  const [, accountId, entity] = /^arn:aws:iam::(\d{12}):((?:user|role)\/.+)$/.exec(arn) ?? [];
  const account = Object.entries(ACCOUNTS).find(([, id]) => id === accountId)?.[0];
  return account === undefined || entity === undefined ? null : `${account}/${entity}`;
}

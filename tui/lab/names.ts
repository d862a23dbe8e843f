import type { KeySummary, LabView } from '../../core/index.ts';
import { remembered } from './remembered.ts';

/** The short name of a key: its alias without `alias/`, or the first eight digits of its id. */
export function keyName(key: Pick<KeySummary, 'alias' | 'keyId'>): string {
  return key.alias === null ? shortKeyId(key.keyId) : key.alias.slice('alias/'.length);
}

/** A table of 10,000 calls names the keys of each. */
const keysByArn = remembered((keys: LabView['keys']) => new Map(keys.map((key) => [key.keyArn, key])));

/** A thing's short name: a key's as above, by its ARN and whether or not it still exists; an id (`vol-…`) as it is. */
export function thingName(arn: string, view: LabView): string {
  if (!arn.startsWith('arn:')) return arn;
  const key = keysByArn(view.keys).get(arn);
  if (key !== undefined) return keyName(key);
  const resource = arn.split(':').slice(5).join(':');
  return resource.startsWith('key/') ? shortKeyId(resource.slice('key/'.length)) : resource;
}

/** `prod/role/admin` for a principal of this world, and for a role of AWS's in an account of it; the ARN's own end for any other. */
export function principalName(arn: string, view: Pick<LabView, 'principals' | 'accounts'>): string {
  const known = view.principals.find((principal) => principal.arn === arn || isSessionOf(arn, principal));
  if (known !== undefined) return known.label;
  const [accountId = '', ...resource] = arn.split(':').slice(4);
  const name = resource.join(':');
  return accountId === '' ? name : `${accountName(accountId, view)}${isOf(accountId, view) ? '/' : ':'}${name}`;
}

function isOf(accountId: string, { accounts }: Pick<LabView, 'accounts'>): boolean {
  return accounts.some((account) => account.accountId === accountId);
}

/** Whether `arn` is a session of a role: `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`. */
function isSessionOf(arn: string, principal: { readonly arn: string; readonly accountId: string }): boolean {
  const [, , service, , accountId, resource = ''] = arn.split(':');
  const [kind, roleName] = resource.split('/');
  if (service !== 'sts' || kind !== 'assumed-role' || accountId !== principal.accountId) return false;
  return principal.arn.includes(':role/') && principal.arn.endsWith(`/${roleName}`);
}

/** The account's name in this world, or its id. */
export function accountName(accountId: string, view: Pick<LabView, 'accounts'>): string {
  return view.accounts.find((account) => account.accountId === accountId)?.name ?? accountId;
}

/** What stands behind a key in a list; words, so that colour may be off. */
export function stateTag(key: Pick<KeySummary, 'keyState' | 'keyManager'>): string {
  if (key.keyManager === 'AWS' && key.keyState === 'Enabled') return 'aws';
  return Object.hasOwn(STATE_TAGS, key.keyState) ? (STATE_TAGS[key.keyState] ?? key.keyState) : key.keyState;
}

const STATE_TAGS: Readonly<Record<string, string>> = {
  Enabled: 'on',
  Disabled: 'off',
  PendingDeletion: 'deleting',
  PendingReplicaDeletion: 'deleting',
  PendingImport: 'import',
  Creating: 'creating',
  Updating: 'updating',
  Unavailable: 'away',
};

function shortKeyId(keyId: string): string {
  return keyId.startsWith('mrk-') ? keyId.slice(0, 12) : keyId.slice(0, 8);
}

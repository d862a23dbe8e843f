import { type AccountId, aliasArn, keyArn } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';

/** A key's name as it is in the account of the resource under it, whoever calls: a key of another account is named by its ARN alone. */
export function keyInAccountOf(
  { region, accountId }: { readonly region: Region; readonly accountId: AccountId },
  keyId: string,
): string {
  if (keyId.startsWith('arn:')) return keyId;
  return keyId.startsWith('alias/') ? aliasArn(region, accountId, keyId) : keyArn(region, accountId, keyId);
}

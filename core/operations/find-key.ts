import { type AccountId, aliasArn, isKeyId, keyArn, parseAccountId, parseArn } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import { type EncryptionContext, NO_CONTEXT } from '../crypto/encryption-context.ts';
import { InvalidArnException, NotFoundException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { FoundKey } from '../lab/trace.ts';
import type { Scope, Target } from './operation.ts';

/** Which ways of naming a key an operation takes: most management calls refuse an alias. */
export type KeyForms = 'idOrArn' | 'any';

/**
 * The key that a request names, in the endpoint's Region. A bare id or alias name is one of the caller's own account.
 * @throws {NotFoundException} when there is no such key or alias, or the ARN is of another Region.
 * @throws {InvalidArnException} for an alias where only keys are taken, or a malformed ARN.
 * Source: KMS Developer Guide, "Key identifiers (KeyId)"; keys.md section 1; wire.md section 7.
 */
export function findKey(scope: Scope, given: string, forms: KeyForms): FoundRecord {
  const { request } = scope;
  if (given.startsWith('arn:')) return byArn(scope, given, forms);
  if (given.startsWith('alias/')) return byAlias(scope, given, request.accountId, given, forms);
  return byId(scope, given, request.accountId, given);
}

/** A key, and how the request named it. */
interface FoundRecord {
  readonly key: KeyRecord;
  readonly found: FoundKey;
}

function byArn(scope: Scope, given: string, forms: KeyForms): FoundRecord {
  const arn = parseArn(given);
  const owner = arn === null ? null : parseAccountId(arn.accountId);
  if (arn === null || owner === null || arn.service !== 'kms') throw new InvalidArnException(`Invalid arn ${given}`);
  if (arn.region !== scope.request.region) throw new NotFoundException(`Invalid arn ${arn.region}`, 'wrong-region');
  if (arn.resource.startsWith('alias/')) return byAlias(scope, arn.resource, owner, given, forms);
  if (!arn.resource.startsWith('key/')) throw new InvalidArnException(`Invalid arn ${given}`);
  return byId(scope, arn.resource.slice('key/'.length), owner, given);
}

function byAlias(
  { request, world }: Scope,
  name: string,
  owner: AccountId,
  given: string,
  forms: KeyForms,
): FoundRecord {
  if (forms === 'idOrArn') {
    throw new InvalidArnException('Key Aliases are not supported for this operation', 'wrong-identifier-form');
  }
  const arn = aliasArn(request.region, owner, name);
  const alias = world.aliases.get(arn);
  const key = alias === undefined ? undefined : world.keys.get(alias.keyArn);
  if (key === undefined) throw new NotFoundException(`Alias ${arn} is not found.`, 'no-such-alias');
  return { key, found: { given, keyArn: key.arn, alias: name } };
}

function byId({ request, world }: Scope, keyId: string, owner: AccountId, given: string): FoundRecord {
  const key = world.keyById(owner, request.region, keyId);
  if (key !== undefined) return { key, found: { given, keyArn: key.arn, alias: null } };
  if (isKeyId(keyId)) {
    throw new NotFoundException(`Key '${keyArn(request.region, owner, keyId)}' does not exist`, 'no-such-key');
  }
  throw new NotFoundException(`Invalid keyId ${given === keyId ? `'${keyId}'` : keyId}`, 'malformed-identifier');
}

/** The question whether the caller may do `action` on the key that `given` names. */
export function keyTarget(
  scope: Scope,
  given: string,
  action: string,
  { forms = 'idOrArn', context = NO_CONTEXT }: { forms?: KeyForms; context?: EncryptionContext } = {},
): Target {
  const { key, found } = findKey(scope, given, forms);
  return { action, resourceArn: key.arn, ownerAccountId: key.accountId, key, found, encryptionContext: context };
}

/** The question whether the caller's IAM policies allow `action` on a resource without a policy of its own. */
export function iamTarget({ request }: Scope, action: string, resourceArn = '*', ownerAccountId?: AccountId): Target {
  return {
    action,
    resourceArn,
    ownerAccountId: ownerAccountId ?? request.accountId,
    key: null,
    found: null,
    encryptionContext: NO_CONTEXT,
  };
}

/** The account and Region that an ARN-less name belongs to. */
export function ownAlias(request: { readonly region: Region; readonly accountId: AccountId }, name: string) {
  return aliasArn(request.region, request.accountId, name);
}

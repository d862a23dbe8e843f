import { InvalidGrantIdException, InvalidGrantTokenException, NotFoundException } from '../errors/kms-errors.ts';
import type { Grant } from '../grants/grant.ts';
import { parseGrantToken } from '../grants/grant-token.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { World } from '../lab/world.ts';
import type { Input } from './operation.ts';

/**
 * The grant of that id on a key.
 * @throws {InvalidGrantIdException} for what is no grant's id.
 * @throws {NotFoundException} when the key has no such grant.
 * Source: KMS API Reference, RevokeGrant, "Errors".
 */
export function findGrant(world: World, key: KeyRecord, grantId: string): Grant {
  checkGrantId(grantId);
  const grant = world.grant(key.arn, grantId);
  if (grant === undefined) throw new NotFoundException(`Grant ID ${grantId} not found`, 'no-such-grant');
  return grant;
}

/** @throws {InvalidGrantIdException} for what is no grant's id. */
export function checkGrantId(grantId: string): void {
  if (!/^[0-9a-f]{64}$/.test(grantId)) throw new InvalidGrantIdException(grantId);
}

/**
 * The grant that a token names.
 * @throws {InvalidGrantTokenException} for a token that is none of ours, or whose grant has ended.
 */
export function grantOfToken(world: World, token: string): Grant {
  const named = parseGrantToken(token);
  const grant = named === null ? undefined : world.grant(named.keyArn, named.grantId);
  if (grant === undefined) throw new InvalidGrantTokenException();
  return grant;
}

/**
 * The ids of the grants that a request's GrantTokens name.
 * @throws {InvalidGrantTokenException} Source: KMS API Reference, Encrypt, "GrantTokens".
 */
export function grantsOfTokens(world: World, { GrantTokens: tokens }: Input): ReadonlySet<string> {
  if (!Array.isArray(tokens) || tokens.length === 0) return NONE;
  return new Set(tokens.map((token: string) => grantOfToken(world, token).grantId));
}

const NONE: ReadonlySet<string> = new Set();

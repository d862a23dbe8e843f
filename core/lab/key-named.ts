import type { AccountId } from '../cloud/arn.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { LabError } from './lab-error.ts';
import type { Alias, World } from './world.ts';

/** A key, and the alias that it was named by. */
export interface NamedKey {
  readonly key: KeyRecord;
  readonly alias: Alias | null;
}

/** Where a name that is no ARN is looked up first. */
export interface Near {
  readonly accountId?: AccountId;
  readonly region?: string;
}

/**
 * The key of an ARN, an id or an alias, as people name keys: one that is no ARN is looked up near by first, and then in
 * the whole world, where it must be the only one.
 * @throws {LabError} when there is none, or several
 */
export function keyNamed(world: World, text: string, near: Near = {}): NamedKey {
  const found = candidates(world, text);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  if (only === undefined) throw new LabError(`the lab has no key ${text}`);
  const nearest =
    found.find(({ key }) => key.accountId === near.accountId && key.region === near.region) ??
    single(found.filter(({ key }) => key.accountId === near.accountId)) ??
    single(found.filter(({ key }) => key.region === near.region));
  if (nearest !== undefined) return nearest;
  throw new LabError(`expected the ARN of one of the keys ${text}: ${found.map(({ key }) => key.arn).join(', ')}`);
}

function candidates(world: World, text: string): readonly NamedKey[] {
  const isAlias = text.startsWith('alias/') || text.includes(':alias/');
  if (!isAlias) {
    const keys = text.startsWith('arn:')
      ? [world.key(text)]
      : [...world.keys.values()].filter(({ keyId }) => keyId === text);
    return keys.flatMap((key) => (key === undefined ? [] : [{ key, alias: null }]));
  }
  return [...world.aliases.values()]
    .filter(({ name, arn }) => (text.startsWith('arn:') ? arn : name) === text)
    .flatMap((alias) => {
      const key = world.keys.get(alias.keyArn);
      return key === undefined ? [] : [{ key, alias }];
    });
}

function single<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import type { Ports } from '../../ports.ts';

type Random = Ports['random'];

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPERCASE = LOWERCASE.toUpperCase();
const NUMBERS = '0123456789';
/** Source: Secrets Manager API Reference, GetRandomPassword, ExcludePunctuation. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** What GetRandomPassword is asked for. */
export interface PasswordWish {
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly ExcludeLowercase?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
}

/**
 * A password of drawn characters, with one of each type that is in it unless the wish says otherwise.
 * @throws {SecretsManagerError} InvalidParameterException
 * Source: Secrets Manager API Reference, GetRandomPassword.
 */
export function randomPassword(wish: PasswordWish, random: Random): string {
  const { PasswordLength: length = 32, RequireEachIncludedType: requiresEach = true } = wish;
  const types = typesOf(wish);
  const all = types.join('');
  if (all === '') throw SecretsManagerError.parameter('No characters are left to make a password of.');
  if (!requiresEach) return Array.from({ length }, () => drawn(all, random)).join('');
  if (length < types.length) {
    throw SecretsManagerError.parameter(`Password length ${length} is too short based on the required types.`);
  }
  const ofEach = types.map((type) => drawn(type, random));
  const others = Array.from({ length: length - types.length }, () => drawn(all, random));
  return shuffled([...ofEach, ...others], random).join('');
}

function typesOf(wish: PasswordWish): readonly string[] {
  const excluded = wish.ExcludeCharacters ?? '';
  return [
    wish.ExcludeLowercase === true ? '' : LOWERCASE,
    wish.ExcludeUppercase === true ? '' : UPPERCASE,
    wish.ExcludeNumbers === true ? '' : NUMBERS,
    wish.ExcludePunctuation === true ? '' : PUNCTUATION,
    wish.IncludeSpace === true ? ' ' : '',
  ]
    .map((type) => [...type].filter((character) => !excluded.includes(character)).join(''))
    .filter((type) => type !== '');
}

function drawn(characters: string, random: Random): string {
  return characters[below(characters.length, random)] ?? '';
}

/** In an order of which each is as likely as the others (Fisher and Yates). */
function shuffled(characters: readonly string[], random: Random): readonly string[] {
  const left = [...characters];
  return characters.flatMap(() => left.splice(below(left.length, random), 1));
}

/** A number from 0, each as likely as the others: what is beyond the last whole round is drawn again. */
function below(limit: number, random: Random): number {
  const beyond = 0x1_0000 - (0x1_0000 % limit);
  for (;;) {
    const [high = 0, low = 0] = random.bytes(2);
    const number = high * 256 + low;
    if (number < beyond) return number % limit;
  }
}

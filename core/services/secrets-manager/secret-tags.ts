import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';

const MOST_TAGS = 50;

export type Tags = Readonly<Record<string, string>>;

/** @throws {SecretsManagerError} Source: Secrets Manager API Reference, TagResource. */
export function checkTags(tags: Tags): void {
  const names = Object.keys(tags);
  if (names.length > MOST_TAGS) {
    throw SecretsManagerError.parameter(`A secret can have ${MOST_TAGS} tags at most.`, 'bad-tag');
  }
  const reserved = names.find((name) => /^aws:/i.test(name));
  if (reserved === undefined) return;
  throw SecretsManagerError.parameter(`Tag keys can't begin with aws:, found ${reserved}.`, 'bad-tag');
}

/** Tags of a request, by their keys. */
export function tagsIn(given: readonly { readonly Key?: string; readonly Value?: string }[] = []): Tags {
  return Object.fromEntries(given.map(({ Key = '', Value = '' }) => [Key, Value]));
}

import type { Secret } from './secret.ts';

export const FILTER_KEYS = [
  'description',
  'name',
  'tag-key',
  'tag-value',
  'primary-region',
  'owning-service',
  'all',
] as const;
type FilterKey = (typeof FILTER_KEYS)[number];

/** Filter of the API. */
export interface GivenFilter {
  readonly Key?: FilterKey;
  readonly Values?: readonly string[];
}

/** What each key is compared with. No service of the lab's owns a secret. */
const TEXTS = {
  description: ({ settings }) => [settings.description ?? ''],
  name: ({ name }) => [name],
  'tag-key': ({ tags }) => Object.keys(tags),
  'tag-value': ({ tags }) => Object.values(tags),
  'primary-region': ({ primaryRegion, replicas, region }) =>
    primaryRegion === null && replicas.length === 0 ? [] : [primaryRegion ?? region],
  'owning-service': () => [],
} as const satisfies Record<Exclude<FilterKey, 'all'>, (secret: Secret) => readonly string[]>;

const IGNORES_CASE: readonly FilterKey[] = ['description'];

/**
 * Whether a secret passes all filters: by the beginnings of texts, `all` by each word's; `!` turns a value round.
 * Source: Secrets Manager API Reference, Filter.
 */
export function passes(secret: Secret, filters: readonly GivenFilter[]): boolean {
  return filters.every(({ Key: key = 'all', Values: values = [] }) => {
    const wanted = values.filter((value) => !value.startsWith('!'));
    const unwanted = values.filter((value) => value.startsWith('!')).map((value) => value.slice(1));
    const isMet = wanted.length === 0 || wanted.some((value) => fits(secret, key, value));
    return isMet && !unwanted.some((value) => fits(secret, key, value));
  });
}

function fits(secret: Secret, key: FilterKey, value: string): boolean {
  if (key !== 'all') return beginsOne(TEXTS[key](secret), value, IGNORES_CASE.includes(key));
  const texts = Object.values(TEXTS).flatMap((textsOf) => textsOf(secret));
  const words = texts.flatMap((text) => [text, ...text.split(/[^A-Za-z0-9]+/)]);
  return value
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => beginsOne(words, word, true));
}

function beginsOne(texts: readonly string[], value: string, ignoresCase: boolean): boolean {
  const same = (text: string) => (ignoresCase ? text.toLowerCase() : text);
  return texts.some((text) => same(text).startsWith(same(value)));
}

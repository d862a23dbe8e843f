import { parseRegion } from '../../cloud/regions.ts';

/** A value that an output has for the first time, and where in the output it stands. */
export interface MadeId {
  readonly value: string;
  /** A JMESPath into the output. */
  readonly path: string;
  /** What it could be called: `key`, `key_arn`, `ciphertext`. */
  readonly name: string;
}

/**
 * What a world draws, and a replay would draw otherwise: ids, ARNs with one of them, ciphertexts, tokens. Words that
 * AWS has for everybody, names of Regions and instants are none.
 */
const SHAPES: readonly RegExp[] = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  /^(?:mrk-)?[0-9a-f]{32,}$/,
  /^[a-z]{1,10}-(?=[a-z]*\d)[0-9a-z]{4,32}$/,
  /^(?:AKIA|ASIA|AROA|AIDA|ANPA|AGPA|APKA)[A-Z0-9]{12,}$/,
  /^\d{12}$/,
  /^ou-[0-9a-z]+-[0-9a-z]+$/,
];
const BASE64 = /^(?=.*[\d+/=])(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const ARN_PART = /[:/]/;

/** What an output has of such values, each with the first place where it stands. */
export function madeIds(output: unknown): readonly MadeId[] {
  const found = new Map<string, MadeId>();
  walk(output, [], found);
  return [...found.values()];
}

function walk(value: unknown, way: readonly (string | number)[], found: Map<string, MadeId>): void {
  if (typeof value === 'string') {
    if (isMade(value) && !found.has(value)) found.set(value, { value, path: pathOf(way), name: nameOf(way) });
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) walk(item, [...way, at], found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) walk(item, [...way, name], found);
  }
}

function isMade(value: string): boolean {
  if (value.startsWith('arn:')) return /^[\w@%+=:,./-]+$/.test(value) && value.split(ARN_PART).some(isMadePart);
  return isMadePart(value) || BASE64.test(value);
}

function isMadePart(value: string): boolean {
  return SHAPES.some((shape) => shape.test(value)) && parseRegion(value) === null;
}

function pathOf(way: readonly (string | number)[]): string {
  return way
    .map((part, at) => {
      if (typeof part === 'number') return `[${part}]`;
      return `${at === 0 ? '' : '.'}${/^[A-Za-z_]\w*$/.test(part) ? part : JSON.stringify(part)}`;
    })
    .join('');
}

/** `KeyMetadata.KeyId` is `key`, `KeyMetadata.Arn` `key_arn`, `CiphertextBlob` `ciphertext`. */
function nameOf(way: readonly (string | number)[]): string {
  const words = way.filter((part) => typeof part === 'string');
  const last = words.at(-1) ?? 'value';
  const parent = words.at(-2) ?? '';
  const whole = /^(?:Id|Arn|Value)$/.test(last) ? `${parent.replace(/(?:Metadata|s)$/, '')}${last}` : last;
  const bare = whole.replace(/(?<=.)(?:Ids?|Blob)$/, '') || whole;
  const snake = bare.replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase();
  const name = snake.replaceAll(/\W+/g, '_').replace(/^[^a-z]+/, '');
  return name === '' ? 'value' : name;
}

import type { WireHeaders, WireRequest } from '../wire-request.ts';

/**
 * The canonical request of signature version 4: what is hashed, and signed. `payloadHash` is SHA-256 of the body in
 * hexadecimal digits. Paths are normalised and encoded once more, but for S3, whose keys may look like paths to somewhere
 * else. A signature in the query is no part of what it signs.
 * Source: IAM User Guide, "Create a signed AWS API request", step 1.
 */
export function canonicalRequest(
  { method, path, query, headers }: Pick<WireRequest, 'method' | 'path' | 'query' | 'headers'>,
  signedHeaders: readonly string[],
  payloadHash: string,
  paths: 'normalised' | 'asTheyAre' = 'normalised',
): string {
  let lines = '';
  for (const name of signedHeaders) lines += `${name}:${canonicalValue(headers, name)}\n`;
  return `${method}\n${paths === 'normalised' ? canonicalPath(path) : encodedOnce(path)}\n${canonicalQuery(query)}\n${lines}\n${signedHeaders.join(';')}\n${payloadHash}`;
}

/** Spaces at the ends go, and several in a row count as one. */
function canonicalValue(headers: WireHeaders, name: string): string {
  const value = headers.get(name)?.trim() ?? '';
  return value.includes('  ') ? value.replace(/ +/g, ' ') : value;
}

function canonicalPath(path: string): string {
  if (path === '/' || path === '') return '/';
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(encode(segment));
  }
  return `/${kept.join('/')}${path.endsWith('/') && kept.length > 0 ? '/' : ''}`;
}

function encodedOnce(path: string): string {
  return path
    .split('/')
    .map((segment) => encode(decode(segment)))
    .join('/');
}

/** Names and values encoded afresh, and in order; a name without a value counts as one with an empty one. */
function canonicalQuery(query: string): string {
  if (query === '') return '';
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith(`${SIGNATURE}=`))
    .map((pair): readonly [string, string] => {
      const equals = pair.indexOf('=');
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [encode(decode(name)), encode(decode(value))];
    });
  return pairs
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const SIGNATURE = 'X-Amz-Signature';

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Percent-encodes everything but RFC 3986's unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What is encoded wrongly stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

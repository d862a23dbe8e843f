import { S3Error } from '../../errors/s3-errors.ts';
import type { Level } from './routes.ts';

/** What a request's path and query name. */
export interface Address {
  readonly level: Level;
  readonly bucket: string | null;
  readonly key: string | null;
  /** Decoded; of a name that stands there twice, the first. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The bucket and the key of a path, and the parameters behind it. Names are in the path: a bucket as a part of the host's
 * name would need one for every bucket.
 * @throws {S3Error} InvalidURI
 * Source: S3 User Guide, "Virtual hosting of general purpose buckets", path-style requests.
 */
export function addressOf({ path, query }: { readonly path: string; readonly query: string }): Address {
  const [, bucket = '', key = ''] = /^\/?([^/]*)\/?([\s\S]*)$/.exec(path) ?? [];
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decoded(pair.slice(equals + 1).replaceAll('+', ' '));
    if (!parameters.has(name)) parameters.set(name, value);
  }
  if (bucket === '') return { level: 'service', bucket: null, key: null, parameters };
  if (key === '') return { level: 'bucket', bucket: decoded(bucket), key: null, parameters };
  return { level: 'object', bucket: decoded(bucket), key: decoded(key), parameters };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    const message = "Couldn't parse the specified URI.";
    throw new S3Error('InvalidURI', message, 'malformed-request', { URI: text }, { cause });
  }
}

/** Where an `aws s3` command reads or writes: a bucket's part, a file, or the terminal. */
export type S3Path =
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'stream' };

/** `s3://bucket/key`, a file's name, or `-`. */
export function readPath(text: string): S3Path {
  if (text === '-') return { kind: 'stream' };
  if (!text.startsWith('s3://')) return { kind: 'file', name: text };
  const { bucket, key } = splitUri(text.slice('s3://'.length));
  return { kind: 's3', bucket, key };
}

/** The bucket and the key, or the beginning of keys, of `bucket/key`. */
function splitUri(path: string): { readonly bucket: string; readonly key: string } {
  const slash = path.indexOf('/');
  return slash < 0 ? { bucket: path, key: '' } : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

/** `s3://BUCKET/KEY` */
export function uriOf({ bucket, key }: { readonly bucket: string; readonly key: string }): string {
  return `s3://${bucket}/${key}`;
}

/** What follows the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A file's name as the CLI shows it. Simplified: a path from the root stays one, where the CLI shows the way from the
 * working directory.
 */
export function shownName(name: string): string {
  const plain = name.replace(/^(\.\/+)+/, '');
  return plain.includes('/') ? plain : `./${plain}`;
}

/** A folder's name with a slash behind it. */
export function asFolder(name: string): string {
  if (name === '' || name === '.') return '';
  return name.endsWith('/') ? name : `${name}/`;
}

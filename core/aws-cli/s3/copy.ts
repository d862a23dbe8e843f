import type { LineFiles } from '../param-file.ts';
import { copyObject } from './copy-object.ts';
import { download, lookAt, sizeIn } from './download.ts';
import { type CpRequest, ofSource } from './parse-s3.ts';
import { asFolder, baseName, type S3Path, shownName, uriOf } from './s3-path.ts';
import { CallRefused, type S3Session } from './s3-session.ts';
import { runTransfers, type Transfer } from './transfers.ts';
import { upload } from './upload.ts';

/**
 * `aws s3 cp`: up, down, or from bucket to bucket.
 * Source: AWS CLI Command Reference, `aws s3 cp`; observed on AWS CLI 2.9.19.
 */
export function copy(request: CpRequest, session: S3Session, files: LineFiles): Promise<number> {
  const shown = request.to.kind === 'stream' && request.shown === 'all' ? 'errors' : request.shown;
  return runTransfers(transfersOf(request, session, files), { ...request, shown }, session);
}

async function* transfersOf(request: CpRequest, session: S3Session, files: LineFiles): AsyncIterable<Transfer> {
  const { from, to } = request;
  if (from.kind === 'file' && to.kind === 's3') yield* uploads(request, from, to, session, files);
  if (from.kind === 's3' && to.kind === 'file') yield* downloads(request, from, to, session, files);
  if (from.kind === 's3' && to.kind === 's3') yield* copies(request, from, to, session);
  if (from.kind === 's3' && to.kind === 'stream') yield streamed(request, from, session);
}

type S3Uri = Extract<S3Path, { kind: 's3' }>;
type LocalFile = Extract<S3Path, { kind: 'file' }>;

async function* uploads(
  request: CpRequest,
  { name }: LocalFile,
  to: S3Uri,
  session: S3Session,
  files: LineFiles,
): AsyncIterable<Transfer> {
  const folder = asFolder(name);
  const sources = request.isRecursive
    ? files.within(name).map((inside) => ({ source: `${folder}${inside}`, inside }))
    : [{ source: name, inside: baseName(name) }];
  for (const { source, inside } of sources) {
    const key = targetKey(to, inside, request.isRecursive);
    const where = `${shownName(source)} to ${uriOf({ bucket: to.bucket, key })}`;
    yield { what: 'upload', where, run: () => upload(source, { ...to, key }, request, session, files) };
  }
}

async function* downloads(
  request: CpRequest,
  from: S3Uri,
  { name }: LocalFile,
  session: S3Session,
  files: LineFiles,
): AsyncIterable<Transfer> {
  const keepsName = request.isRecursive || name.endsWith('/') || files.isFolder(name);
  for await (const { key, inside, size } of objectsAt(request, from, session)) {
    const target = keepsName ? `${asFolder(name)}${inside}` : name;
    const run = async () => files.write(target, await download({ ...from, key }, size, request, session));
    yield { what: 'download', where: `${uriOf({ ...from, key })} to ${shownName(target)}`, run };
  }
}

async function* copies(request: CpRequest, from: S3Uri, to: S3Uri, session: S3Session): AsyncIterable<Transfer> {
  for await (const { key, inside, size, head } of objectsAt(request, from, session)) {
    const target = { ...to, key: targetKey(to, inside, request.isRecursive) };
    const source = { ...from, key };
    const run = () => copyObject({ ...source, size, head }, target, request, session);
    yield { what: 'copy', where: `${uriOf(source)} to ${uriOf(target)}`, run };
  }
}

/** To the terminal: the object alone is shown. */
function streamed(request: CpRequest, from: S3Uri, session: S3Session): Transfer {
  const run = async () => {
    const head = await lookAt(from, request.customerKey, session, sourceRegion(request, session));
    session.bytes = await download(from, sizeIn(head), request, session);
  };
  return { what: 'download', where: `${uriOf(from)} to -`, run };
}

/** A key ends like the name of what is copied where it is all of a folder, or is to be in one. */
function targetKey({ key }: S3Uri, inside: string, isRecursive: boolean): string {
  if (isRecursive) return `${key === '' || key.endsWith('/') ? key : `${key}/`}${inside}`;
  return key === '' || key.endsWith('/') ? `${key}${inside}` : key;
}

interface Found {
  readonly key: string;
  /** What the key has more than the prefix that was asked for. */
  readonly inside: string;
  readonly size: number;
  /** What it says of itself; null of one that was listed. */
  readonly head: Readonly<Record<string, unknown>> | null;
}

/** The object, as HeadObject tells of it, or all that are below. @throws {CallRefused} */
async function* objectsAt(request: CpRequest, from: S3Uri, session: S3Session): AsyncIterable<Found> {
  const region = sourceRegion(request, session);
  if (!request.isRecursive) {
    const isCopy = request.to.kind === 's3';
    const customerKey = isCopy ? ofSource(request.sourceCustomerKey) : request.customerKey;
    const head = await found(from, customerKey, session, region);
    yield { key: from.key, inside: baseName(from.key), size: sizeIn(head), head };
    return;
  }
  const prefix = from.key === '' || from.key.endsWith('/') ? from.key : `${from.key}/`;
  for await (const { contents } of session.pagesOfObjects(
    { Bucket: from.bucket, Prefix: prefix },
    request.pageSize,
    region,
  )) {
    for (const { Key: key, Size: size } of contents) {
      if (!key.endsWith('/')) yield { key, inside: key.slice(prefix.length), size, head: null };
    }
  }
}

function sourceRegion({ sourceRegion: named }: CpRequest, { region }: S3Session): string {
  return named ?? region;
}

/** The CLI has words of its own for an object that isn't there. @throws {CallRefused} */
async function found(
  from: S3Uri,
  customerKey: Readonly<Record<string, string>>,
  session: S3Session,
  region: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await lookAt(from, customerKey, session, region);
  } catch (error) {
    if (!(error instanceof CallRefused) || error.code !== '404') throw error;
    throw new CallRefused(error.operation, error.code, `Key "${from.key}" does not exist`);
  }
}

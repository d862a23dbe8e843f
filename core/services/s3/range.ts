import { S3Error } from '../../errors/s3-errors.ts';
import type { ByteRange } from './s3-host.ts';

/**
 * The part of an object that a Range header asks for; null for all of it, also where the header is none that S3 knows:
 * it serves one range a request.
 * @throws {S3Error} for one behind the object's end
 * Source: RFC 9110, section 14.2; S3 API Reference, GetObject, "Range".
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = parts ?? [];
  if (header === undefined || parts === null || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    if (length === 0) throw unsatisfiable(header, sizeBytes);
    return { from: sizeBytes - length, to: sizeBytes };
  }
  const from = Number(first);
  const to = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== '' && Number(last) < from) return null;
  if (from >= sizeBytes) throw unsatisfiable(header, sizeBytes);
  return { from, to };
}

function unsatisfiable(header: string, sizeBytes: number): S3Error {
  return new S3Error('InvalidRange', 'The requested range is not satisfiable', 'bad-range', {
    RangeRequested: header,
    ActualObjectSize: String(sizeBytes),
  });
}

import { crc32 } from '../../checksums/crc32.ts';
import { utf8 } from '../../crypto/bytes.ts';
import type { WireResponse } from '../wire-response.ts';

/** How a response differs from KMS's. */
interface JsonHeaders {
  readonly version?: '1.0' | '1.1' | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A response with the headers that KMS gives. The checksum is that of AWS's JSON services at large, which some SDKs
 * check where it is there. Source: wire.md section 2.
 */
export function jsonResponse(
  status: number,
  body: string,
  requestId: string,
  { version = '1.1', headers = {} }: JsonHeaders = {},
): WireResponse {
  return {
    status,
    headers: {
      'x-amzn-RequestId': requestId,
      'x-amz-crc32': String(crc32(utf8(body))),
      'Content-Type': `application/x-amz-json-${version}`,
      'Cache-Control': 'no-cache, no-store, must-revalidate, private',
      Expires: '0',
      Pragma: 'no-cache',
      ...headers,
    },
    body,
  };
}

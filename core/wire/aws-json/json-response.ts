import { crc32 } from '../../checksums/crc32.ts';
import { utf8 } from '../../crypto/bytes.ts';
import type { WireResponse } from '../wire-response.ts';

/**
 * A response with the headers that KMS gives. The checksum is that of AWS's JSON services at large, which some SDKs
 * check where it is there. Source: wire.md section 2.
 */
export function jsonResponse(status: number, body: string, requestId: string): WireResponse {
  return {
    status,
    headers: {
      'x-amzn-RequestId': requestId,
      'x-amz-crc32': String(crc32(utf8(body))),
      'Content-Type': 'application/x-amz-json-1.1',
      'Cache-Control': 'no-cache, no-store, must-revalidate, private',
      Expires: '0',
      Pragma: 'no-cache',
    },
    body,
  };
}

import { toBase64, utf8 } from '../../crypto/bytes.ts';
import { type S3Error, s3Status } from '../../errors/s3-errors.ts';
import type { WireResponse } from '../wire-response.ts';
import { element, escapeXml } from '../xml/element.ts';

/** The headers that every answer of S3 has. Source: S3 API Reference, "Common Response Headers". */
export function commonHeaders(requestId: string): Readonly<Record<string, string>> {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': hostIdOf(requestId), Server: 'AmazonS3' };
}

/**
 * An error of S3: its code and message, what belongs to it, and the ids of the request. The answer to a HEAD request has
 * no body, and tells by its status alone.
 * Source: S3 API Reference, "Error responses".
 */
export function errorResponse(
  { name, message, data }: Pick<S3Error, 'message' | 'data'> & { readonly name: string },
  requestId: string,
  method: string,
): WireResponse {
  const { Region: region } = data;
  const members = { Code: name, Message: message, ...data, RequestId: requestId, HostId: hostIdOf(requestId) };
  const inside = Object.entries(members).map(([member, value]) => element(member, escapeXml(value)));
  const isBare = method === 'HEAD' || name === 'NotModified';
  return {
    status: s3Status(name),
    headers: {
      ...commonHeaders(requestId),
      'Content-Type': 'application/xml',
      ...(region === undefined ? {} : { 'x-amz-bucket-region': region }),
    },
    body: isBare ? '' : `${XML_DECLARATION}${element('Error', inside.join(''))}`,
  };
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Which of AWS's machines answered: here it says nothing that the request's id doesn't. */
function hostIdOf(requestId: string): string {
  return toBase64(utf8(requestId));
}

import type { Service } from '../lab/request.ts';
import { encodeBase64 } from './base64.ts';

/** Members that hold a customer's own key: the line has it as it is, the request in base64. */
const MEMBERS: readonly string[] = ['SSECustomerKey', 'CopySourceSSECustomerKey'];

/**
 * Members as S3 wants them: the CLI encodes a customer's key by itself.
 * Source: S3 User Guide, "Specifying server-side encryption with customer-provided keys (SSE-C)"; observed on AWS CLI
 * 2.9.19, which sends the key's MD5 with it.
 */
export function withCustomerKeys(
  service: Service,
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (service !== 's3') return members;
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, MEMBERS.includes(name) ? encoded(value) : value]),
  );
}

function encoded(key: unknown): unknown {
  if (key instanceof Uint8Array) return encodeBase64(key);
  return typeof key === 'string' ? encodeBase64(new TextEncoder().encode(key)) : key;
}

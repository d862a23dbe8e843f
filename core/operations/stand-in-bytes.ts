import { parseArn } from '../cloud/arn.ts';
import { formatBlob, formatHeader } from '../crypto/ciphertext-blob.ts';
import type { Bytes } from '../ports.ts';
import type { Input, Operation } from './operation.ts';

/**
 * An input with bytes in it where it has none although the operation wants them, so that it can be asked who may make
 * the call. They mean nothing and open nothing; a ciphertext among them names `keyArn`.
 */
export function withStandInBytes(
  { input: { required, optional } }: Operation,
  input: Input,
  keyArn: string | null,
): Input {
  const bytes: Record<string, Bytes> = {};
  for (const [name, shape] of Object.entries(required)) {
    if (shape.type === 'blob' && input[name] === undefined) bytes[name] = new Uint8Array(shape.min ?? 1);
  }
  if ('CiphertextBlob' in optional && input.CiphertextBlob === undefined) bytes.CiphertextBlob = ciphertextOf(keyArn);
  return { ...input, ...bytes };
}

function ciphertextOf(keyArn: string | null): Bytes {
  const arn = keyArn === null ? null : parseArn(keyArn);
  if (arn === null) return new Uint8Array(1);
  const header = {
    accountId: arn.accountId,
    keyId: arn.resource.slice('key/'.length),
    keyMaterialId: '0'.repeat(64),
  };
  return formatBlob(formatHeader(header), { iv: new Uint8Array(12), sealed: new Uint8Array(16) });
}

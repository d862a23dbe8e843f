import { toBase64 } from '../../crypto/bytes.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * An operation's output as the body of an AWS JSON 1.1 response: bytes as base64, timestamps as the numbers that they
 * are, nothing for members that are null. An output without members is an empty body, or `{}` where the model has a
 * structure without members.
 * Source: Smithy, "AWS JSON 1.1 protocol"; wire.md section 2.
 */
export function writeOutput(output: Members, operation: string): string {
  for (const name in output) if (isThere(output[name])) return JSON.stringify(writeMembers(output));
  return EMPTY_STRUCTURES.has(operation) ? '{}' : '';
}

/** Source: the service's Smithy model; operations.md section 1, "Empty output". */
const EMPTY_STRUCTURES: ReadonlySet<string> = new Set([
  'ConnectCustomKeyStore',
  'DeleteCustomKeyStore',
  'DisconnectCustomKeyStore',
  'UpdateCustomKeyStore',
]);

/** The body of an error: its name, and its message where AWS gives one. Source: wire.md section 3. */
export function writeError(name: string, message: string): string {
  if (message === '') return JSON.stringify({ __type: name });
  // KMS spells the member with a capital for this one alone.
  const member = name === 'AccessDeniedException' ? 'Message' : 'message';
  return JSON.stringify({ __type: name, [member]: message });
}

function writeMembers(members: Members): Members {
  const written: Record<string, unknown> = {};
  for (const name in members) {
    const value = members[name];
    if (isThere(value)) written[name] = writeValue(value);
  }
  return written;
}

function writeValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return toBase64(value);
  if (Array.isArray(value)) return value.map(writeValue);
  return writeMembers(value as Members);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

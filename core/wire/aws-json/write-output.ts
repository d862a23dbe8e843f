import { toBase64 } from '../../crypto/bytes.ts';
import type { JsonService } from './json-services.ts';

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
  'AddTagsToResource',
  'ConnectCustomKeyStore',
  'DeleteCustomKeyStore',
  'DeleteParameter',
  'DisconnectCustomKeyStore',
  'RemoveTagsFromResource',
  'UpdateCustomKeyStore',
]);

interface WrittenError {
  readonly name: string;
  readonly message: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** The body of an error: its name, its message where AWS gives one, and what else the service tells. Source: wire.md section 3. */
export function writeError(
  { messageMember, errorMembers }: Pick<JsonService, 'messageMember' | 'errorMembers'>,
  { name, message, data = {} }: WrittenError,
): string {
  const body: Record<string, string> = { __type: name };
  if (message !== '') body[messageMember(name)] = message;
  for (const member of errorMembers) if (data[member] !== undefined) body[member] = data[member];
  return JSON.stringify(body);
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

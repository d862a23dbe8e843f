import type { LabMessage } from './bridge-contract.ts';
import { ACTION_FIELDS, QUERY_FIELDS, REQUEST_FIELDS } from './message-fields.ts';
import {
  checkFields,
  describeKind,
  describeValue,
  type Fields,
  isPlainObject,
  MalformedMessageError,
} from './message-shape.ts';

/** @throws {MalformedMessageError} one line that names the place, what was expected there and what came. */
export function parseLabMessage(value: unknown): LabMessage {
  const message = taggedObject(value, 'message');
  switch (message.type) {
    case 'call':
      checkFields(message, { request: null }, 'message');
      checkFields(message.request, REQUEST_FIELDS, 'request');
      break;
    case 'ask':
      checkFields(message, { query: null }, 'message');
      checkVariant(message.query, QUERY_FIELDS, 'query');
      break;
    case 'act':
      checkFields(message, { action: null }, 'message');
      checkVariant(message.action, ACTION_FIELDS, 'action');
      break;
    case 'subscribe':
    case 'unsubscribe':
      checkFields(message, {}, 'message');
      break;
    default:
      throw unknownType(message.type, ['call', 'ask', 'act', 'subscribe', 'unsubscribe'], 'message');
  }
  return value as LabMessage; // every member of the union was checked field by field just above
}

function checkVariant(value: unknown, table: Readonly<Record<string, Fields>>, path: string): void {
  const tagged = taggedObject(value, path);
  // Own properties only: `constructor` is no type of message.
  const fields = Object.hasOwn(table, tagged.type) ? table[tagged.type] : undefined;
  if (fields === undefined) throw unknownType(tagged.type, Object.keys(table), path);
  checkFields(tagged, fields, path);
}

function taggedObject(value: unknown, path: string): Record<string, unknown> & { readonly type: string } {
  if (!isPlainObject(value)) throw new MalformedMessageError(path, 'an object', describeKind(value));
  const type = value.type;
  if (typeof type !== 'string') throw new MalformedMessageError(`${path}.type`, 'a string', describeKind(type));
  return { ...value, type };
}

function unknownType(type: string, known: readonly string[], path: string): MalformedMessageError {
  return new MalformedMessageError(
    `${path}.type`,
    `one of ${known.map(describeValue).join(', ')}`,
    describeValue(type),
  );
}

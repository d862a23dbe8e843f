import { checkFields, checkVariant, taggedObject, unknownType } from '../lab/message-shape.ts';
import { parseQuery } from '../lab/parse-query.ts';
import { ACTION_FIELDS, REQUEST_FIELDS } from './message-fields.ts';
import type { LabMessage } from './messages.ts';

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
      parseQuery(message.query);
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

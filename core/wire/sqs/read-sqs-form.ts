import { fromBase64 } from '../../crypto/bytes.ts';
import type { Shape, StructureShape } from '../../operations/shape.ts';
import { type Form, hasPart, readScalar } from '../query/read-form.ts';
import { memberName } from './member-names.ts';

/**
 * An operation's input from the parameters of SQS's Query protocol. The queue may stand in the path instead.
 * Source: SQS Developer Guide, "Making Query API requests to Amazon SQS".
 */
export function readSqsForm(
  operation: string,
  shape: StructureShape,
  form: Form,
  path: string,
): Readonly<Record<string, unknown>> {
  const input = readMembers(operation, shape, form, '');
  const takesQueue = Object.hasOwn(shape.required, 'QueueUrl');
  return takesQueue && input.QueueUrl === undefined && path !== '/' ? { ...input, QueueUrl: path } : input;
}

function readMembers(operation: string, shape: StructureShape, form: Form, prefix: string) {
  const input: Record<string, unknown> = {};
  for (const [member, of] of Object.entries({ ...shape.required, ...shape.optional })) {
    const value = readMember(operation, member, of, form, prefix);
    if (value !== undefined) input[member] = value;
  }
  return input;
}

function readMember(operation: string, member: string, shape: Shape, form: Form, prefix: string): unknown {
  const { name, key = 'Name' } = memberName(operation, member);
  const at = `${prefix}${name}`;
  if (shape.type === 'list') return readItems(form, at, (item) => readValue(operation, shape.member, form, item));
  if (shape.type !== 'map') return readValue(operation, shape, form, at);
  const entries = readItems(form, at, (item): [string, unknown] => [
    form.get(`${item}.${key}`) ?? '',
    shape.value === undefined ? form.get(`${item}.Value`) : readValue(operation, shape.value, form, `${item}.Value`),
  ]);
  return entries === undefined ? undefined : Object.fromEntries(entries);
}

function readValue(operation: string, shape: Shape, form: Form, at: string): unknown {
  if (shape.type === 'structure') return readMembers(operation, shape, form, `${at}.`);
  const text = form.get(at);
  return shape.type === 'blob' && text !== undefined ? bytesOf(text) : readScalar(shape, text);
}

/** What is no base64 stays text, for the corridor to refuse. */
function bytesOf(text: string): unknown {
  try {
    return fromBase64(text);
  } catch {
    return text;
  }
}

function readItems<T>(form: Form, at: string, read: (item: string) => T): readonly T[] | undefined {
  const items: T[] = [];
  for (let n = 1; form.has(`${at}.${n}`) || hasPart(form, `${at}.${n}`); n += 1) items.push(read(`${at}.${n}`));
  return items.length > 0 ? items : undefined;
}

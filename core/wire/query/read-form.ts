import { fromUtf8 } from '../../crypto/bytes.ts';
import type { Members, Shape, StructureShape } from '../../operations/shape.ts';
import type { WireRequest } from '../wire-request.ts';

/** The parameters of a Query request, by their names; of a name that came twice, the last. */
export type Form = ReadonlyMap<string, string>;

const MOST_PARAMETERS = 1_000;

/** The parameters of a Query request: in its body, or for GET in its URL. Null where they are not well formed. */
export function readForm({ method, query, body }: Pick<WireRequest, 'method' | 'query' | 'body'>): Form | null {
  try {
    const text = method === 'GET' ? query : fromUtf8(body);
    const pairs = text.split('&', MOST_PARAMETERS + 1);
    if (pairs.length > MOST_PARAMETERS) return null;
    const form = new Map<string, string>();
    for (const pair of pairs) {
      const equals = pair.indexOf('=');
      if (pair !== '')
        form.set(
          decode(equals === -1 ? pair : pair.slice(0, equals)),
          equals === -1 ? '' : decode(pair.slice(equals + 1)),
        );
    }
    return form;
  } catch {
    return null; // neither UTF-8 nor percent-encoded
  }
}

/**
 * An operation's input from the parameters: `Name=value`, `List.member.1=value`, `Structure.Name=value`. What is no
 * number stays text, for the corridor to refuse.
 * Source: Smithy, "AWS query protocol", query key resolution.
 */
export function readInput(
  shape: StructureShape,
  form: Form,
  listElements: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> {
  return readMembers({ ...shape.required, ...shape.optional }, { form, listElements }, '');
}

/** The parameters, and what the elements of lists are called there where not `member`. */
interface Source {
  readonly form: Form;
  readonly listElements: Readonly<Record<string, string>>;
}

function readMembers(members: Members, source: Source, prefix: string): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(members)) {
    const value = readValue(shape, source, `${prefix}${name}`);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function readValue(shape: Shape, source: Source, name: string): unknown {
  const { form } = source;
  switch (shape.type) {
    case 'list':
      return readList(shape.member, source, name);
    case 'structure':
      return hasPart(form, name)
        ? readMembers({ ...shape.required, ...shape.optional }, source, `${name}.`)
        : undefined;
    default:
      return readScalar(shape, form.get(name));
  }
}

/** A scalar as its shape has it; what is no number or boolean stays text, for the corridor to refuse. */
export function readScalar({ type }: Shape, text: string | undefined): unknown {
  if (type === 'integer') return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function readList(member: Shape, source: Source, name: string): readonly unknown[] | undefined {
  const { form, listElements } = source;
  const own = name.slice(name.lastIndexOf('.') + 1);
  const element = Object.hasOwn(listElements, own) ? listElements[own] : 'member';
  const items: unknown[] = [];
  for (let n = 1; form.has(`${name}.${element}.${n}`) || hasPart(form, `${name}.${element}.${n}`); n += 1) {
    items.push(readValue(member, source, `${name}.${element}.${n}`));
  }
  if (items.length > 0) return items;
  return form.get(name) === '' ? [] : undefined; // an empty list is its bare name
}

/** Whether parameters stand below that name. */
export function hasPart(form: Form, name: string): boolean {
  for (const key of form.keys()) if (key.startsWith(`${name}.`)) return true;
  return false;
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

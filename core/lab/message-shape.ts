/** A message that no front end of this lab sends. Its one line names the place, what was expected and what came. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
  constructor(path: string, expected: string, found: string) {
    super(`${path}: expected ${expected}, got ${found}`);
  }
}

/** Says what was expected of a value, or null when the value is right. */
export type Check = (value: unknown) => string | null;

/** What each field must be. Null stands for a field that is checked elsewhere. */
export type Fields = Readonly<Record<string, Check | null>>;

export const aString: Check = (value) => (typeof value === 'string' ? null : 'a string');
export const aWholeNumber: Check = (value) => (Number.isSafeInteger(value) ? null : 'a whole number');
export const aBoolean: Check = (value) => (typeof value === 'boolean' ? null : 'a boolean');
export const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? null : 'a list of strings';
export const namedTexts: Check = (value) =>
  isPlainObject(value) && Object.values(value).every((item) => typeof item === 'string')
    ? null
    : 'an object of strings';
export const bytes: Check = (value) => (value instanceof Uint8Array ? null : 'bytes (Uint8Array)');

/** A check for every field of a message: a new field, or a new kind of message, fails to compile until it has its own. */
export type FieldsOf<Message> = { readonly [Field in Exclude<keyof Message, 'type'>]-?: Check };
export type VariantFields<Union extends { readonly type: string }> = {
  readonly [Type in Union['type']]: FieldsOf<Extract<Union, { readonly type: Type }>>;
};

/** A list of objects of one kind. */
export function listOf(fields: Fields): Check {
  return (value) => {
    if (!Array.isArray(value)) return 'a list';
    return value.every((item) => fits(item, fields))
      ? null
      : `a list of objects with ${Object.keys(fields).join(', ')}`;
  };
}

/** An object of one kind. */
export function objectOf(fields: Fields): Check {
  return (value) => (fits(value, fields) ? null : `an object with ${Object.keys(fields).join(', ')}`);
}

function fits(value: unknown, fields: Fields): boolean {
  try {
    checkFields(value, fields, '');
    return true;
  } catch (error) {
    if (error instanceof MalformedMessageError) return false;
    throw error;
  }
}

export function optional(check: Check): Check {
  return (value) => (value === undefined ? null : check(value));
}

export function oneOf(...values: readonly string[]): Check {
  return (value) =>
    values.some((allowed) => allowed === value) ? null : `one of ${values.map(describeValue).join(', ')}`;
}

/** Deeper than any AWS input, and shallow enough to walk without a care for the stack. */
const DEEPEST = 32;

/** JSON and `Uint8Array`: what crosses IPC and a WebSocket alike. No Date, Map, function or class. */
export const plainValue: Check = (value) => impurity(value, DEEPEST);

function impurity(value: unknown, deeper: number): string | null {
  if (deeper === 0) return `no more than ${DEEPEST} levels of JSON`;
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'finite numbers';
  if (value instanceof Uint8Array) return null;
  if (Array.isArray(value)) return firstImpurity(value, deeper);
  if (isPlainObject(value)) return firstImpurity(Object.values(value), deeper);
  return 'JSON and Uint8Array all through';
}

function firstImpurity(values: readonly unknown[], deeper: number): string | null {
  for (const value of values) {
    const found = impurity(value, deeper - 1);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a value is a `{…}` of its own realm or another, and no instance of a class. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Checks the fields of one object, `type` apart. Fields that the table doesn't name are refused.
 * @throws {MalformedMessageError}
 */
export function checkFields(value: unknown, fields: Fields, path: string): void {
  if (!isPlainObject(value)) throw new MalformedMessageError(path, 'an object', describeKind(value));
  for (const name of Object.keys(value)) {
    if (name !== 'type' && !Object.hasOwn(fields, name)) {
      throw new MalformedMessageError(path, `no field ${describeValue(name)}`, describeKind(value[name]));
    }
  }
  for (const [name, check] of Object.entries(fields)) {
    const expected = check?.(value[name]) ?? null;
    if (expected === null) continue;
    // What stands where bytes or an operation's input belong may be what a caller wants encrypted.
    const describe = check === bytes || check === plainValue ? describeKind : describeValue;
    throw new MalformedMessageError(`${path}.${name}`, expected, describe(value[name]));
  }
}

/** An object with a type. @throws {MalformedMessageError} */
export function taggedObject(value: unknown, path: string): Record<string, unknown> & { readonly type: string } {
  if (!isPlainObject(value)) throw new MalformedMessageError(path, 'an object', describeKind(value));
  const type = value.type;
  if (typeof type !== 'string') throw new MalformedMessageError(`${path}.type`, 'a string', describeKind(type));
  return { ...value, type };
}

/** Checks one of several kinds of object, each with its own fields. @throws {MalformedMessageError} */
export function checkVariant(value: unknown, table: Readonly<Record<string, Fields>>, path: string): void {
  const tagged = taggedObject(value, path);
  // Own properties only: `constructor` is no type of message.
  const fields = Object.hasOwn(table, tagged.type) ? table[tagged.type] : undefined;
  if (fields === undefined) throw unknownType(tagged.type, Object.keys(table), path);
  checkFields(tagged, fields, path);
}

/** What is said of a type that nobody knows. */
export function unknownType(type: string, known: readonly string[], path: string): MalformedMessageError {
  return new MalformedMessageError(
    `${path}.type`,
    `one of ${known.map(describeValue).join(', ')}`,
    describeValue(type),
  );
}

/** A value in a few characters, for one line of text. */
function describeValue(value: unknown): string {
  if (typeof value === 'string' && value.length <= 40) return JSON.stringify(value);
  return typeof value === 'number' ? String(value) : describeKind(value);
}

/** What kind of value it is, and nothing of its content. */
function describeKind(value: unknown): string {
  if (typeof value === 'string') return `a string of ${value.length} characters`;
  if (typeof value === 'function' || typeof value === 'number' || typeof value === 'boolean')
    return `a ${typeof value}`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return 'an array';
  if (isPlainObject(value)) return 'an object';
  if (typeof value === 'object' && value !== null) return `a ${value.constructor.name}`;
  return String(value);
}

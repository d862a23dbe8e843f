import type { Shape, StructureShape } from '../operations/shape.ts';

/** The members of a structure, required ones first. */
export function membersOf(shape: StructureShape): readonly (readonly [name: string, shape: Shape])[] {
  return [...Object.entries(shape.required), ...Object.entries(shape.optional)];
}

/** The shape of a member, or null where the structure has none of that name (not even `constructor`). */
export function memberShape(shape: StructureShape, name: string): Shape | null {
  if (Object.hasOwn(shape.required, name)) return shape.required[name] ?? null;
  if (Object.hasOwn(shape.optional, name)) return shape.optional[name] ?? null;
  return null;
}

/** Whether a value is what JSON calls an object: no list, no bytes, not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

import type { Members, Shape, StructureShape } from '../../operations/shape.ts';
import { type Form, hasPart, readScalar } from '../query/read-form.ts';
import { parameterName } from './member-names.ts';

/**
 * An operation's input from the parameters of an EC2 request: `Name=value`, `VolumeId.1=value`, `Filter.1.Value.1=value`.
 * Unlike elsewhere, lists have no `member` in them. Source: Smithy, "AWS EC2 query protocol", query key resolution;
 * EC2 API Reference, "Query requests".
 */
export function readEc2Input(shape: StructureShape, form: Form): Readonly<Record<string, unknown>> {
  return readMembers({ ...shape.required, ...shape.optional }, form, '');
}

function readMembers(members: Members, form: Form, prefix: string): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [member, shape] of Object.entries(members)) {
    const value = readValue(shape, form, `${prefix}${parameterName(member, shape.type === 'list')}`);
    if (value !== undefined) input[member] = value;
  }
  return input;
}

function readValue(shape: Shape, form: Form, name: string): unknown {
  switch (shape.type) {
    case 'list':
      return readList(shape.member, form, name);
    case 'structure':
      return hasPart(form, name) ? readMembers({ ...shape.required, ...shape.optional }, form, `${name}.`) : undefined;
    default:
      return readScalar(shape, form.get(name));
  }
}

function readList(member: Shape, form: Form, name: string): readonly unknown[] | undefined {
  const items: unknown[] = [];
  for (let n = 1; form.has(`${name}.${n}`) || hasPart(form, `${name}.${n}`); n += 1) {
    items.push(readValue(member, form, `${name}.${n}`));
  }
  return items.length > 0 ? items : undefined;
}

import { OPERATIONS } from '../../../../core/operations/index.ts';
import type { Operation } from '../../../../core/operations/operation.ts';
import type { Shape, StructureShape } from '../../../../core/operations/shape.ts';
import type { Dice } from './dice.ts';

const KMS_OPERATIONS = OPERATIONS.filter(({ service }) => service === 'kms') as unknown as readonly [
  Operation,
  ...Operation[],
];

/** An operation, and an input that follows its shape in part: some values fit, others have the wrong type, size or sense. */
export function wrongInput(
  dice: Dice,
  knownIds: readonly [string, ...string[]],
): { readonly name: string; readonly input: unknown } {
  const operation = dice.pick(KMS_OPERATIONS);
  return {
    name: operation.name,
    input: dice.onceIn(20) ? anything(dice, 3) : structureFor(operation.input, dice, knownIds),
  };
}

function structureFor(shape: StructureShape, dice: Dice, knownIds: readonly [string, ...string[]]): unknown {
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries({ ...shape.required, ...shape.optional })) {
    if (dice.onceIn(4)) continue;
    const isId = /KeyId$|^KeyId/.test(name) && !dice.onceIn(5);
    input[name] = isId ? dice.pick(knownIds) : dice.onceIn(4) ? anything(dice, 3) : valueFor(member, dice, knownIds);
  }
  if (dice.onceIn(10)) input[dice.pick(['__proto__', 'constructor', 'toString', 'x'])] = anything(dice, 2);
  return input;
}

function valueFor(shape: Shape, dice: Dice, knownIds: readonly [string, ...string[]]): unknown {
  switch (shape.type) {
    case 'string': {
      // Large RSA keys take seconds to make: they would make the run slow, and find nothing more.
      const fit = shape.enum?.filter((value) => !/RSA_[34]/.test(value)) ?? [];
      const [first, ...rest] = fit;
      return first === undefined || dice.onceIn(8) ? text(dice) : dice.pick([first, ...rest]);
    }
    case 'blob':
      return dice.bytes(dice.pick([0, 1, 16, 32, 64, 100, 4_096, 4_097, 6_144, 7_000])).toString('base64');
    case 'integer':
      return dice.pick([0, 1, -1, 7, 30, 90, 1_024, 2 ** 31, 2 ** 53, 1.5, 1e308]);
    case 'timestamp':
      return dice.pick([0, -1, 1.8e9, 1e15, 1.5]);
    case 'boolean':
      return dice.onceIn(2);
    case 'list':
      return Array.from({ length: dice.pick([0, 1, 2, 11, 51]) }, () => valueFor(shape.member, dice, knownIds));
    case 'map':
      return Object.fromEntries(Array.from({ length: dice.below(4) }, () => [text(dice), text(dice)]));
    case 'structure':
      return structureFor(shape, dice, knownIds);
  }
}

function text(dice: Dice): string {
  return dice.pick([
    '',
    'alias/aws/ebs',
    'alias/x',
    'default',
    'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000',
    'arn:aws:iam::111122223333:role/admin',
    '{"Version":"2012-10-17","Statement":[]}',
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"X":{"a":"b"}}}]}',
    '\u0000',
    '\ud800',
    '☃'.repeat(100),
    'x'.repeat(9_000),
    dice.bytes(12).toString('latin1'),
  ]);
}

/** Any JSON value, up to so deep. */
function anything(dice: Dice, depth: number): unknown {
  const scalar = dice.pick([null, true, false, 0, -1, 1e308, 'text', '', '__proto__', 2 ** 53]);
  if (depth === 0 || dice.onceIn(2)) return scalar;
  if (dice.onceIn(2)) return Array.from({ length: dice.below(4) }, () => anything(dice, depth - 1));
  return Object.fromEntries(Array.from({ length: dice.below(4) }, () => [text(dice), anything(dice, depth - 1)]));
}

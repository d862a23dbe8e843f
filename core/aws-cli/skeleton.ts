import type { Shape } from '../operations/shape.ts';
import { membersOf } from './shape-members.ts';

/**
 * An input to fill in, as `--generate-cli-skeleton` prints it.
 * Source: AWS CLI User Guide, "Generate a CLI skeleton input file".
 */
export function skeletonOf(shape: Shape, around: readonly Shape[] = []): unknown {
  switch (shape.type) {
    case 'string':
      return shape.enum?.[0] ?? '';
    case 'integer':
      return 0;
    case 'boolean':
      return true;
    case 'timestamp':
      return '1970-01-01T00:00:00';
    case 'blob':
      return null;
    case 'list':
      return [skeletonOf(shape.member, around)];
    case 'map':
      return { KeyName: shape.value === undefined ? '' : skeletonOf(shape.value, around) };
    case 'structure':
      if (around.includes(shape)) return {}; // one that holds itself
      return Object.fromEntries(
        membersOf(shape).map(([name, member]) => [name, skeletonOf(member, [...around, shape])]),
      );
  }
}

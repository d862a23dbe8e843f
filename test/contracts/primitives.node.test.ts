import { describe } from 'vitest';
import { nodePorts } from '../../core/node/index.ts';
import { describePrimitives } from './primitives.contract.ts';

describe('the primitives, on this Node', () => describePrimitives(nodePorts()));

import type { Operation } from '../../../operations/operation.ts';
import { startInstances, stopInstances, terminateInstances } from './change-instances.ts';
import { describeInstances } from './describe-instances.ts';
import { runInstances } from './run-instances.ts';

/** EC2's operations about instances. */
export const INSTANCE_OPERATIONS: readonly Operation[] = [
  describeInstances,
  runInstances,
  startInstances,
  stopInstances,
  terminateInstances,
];

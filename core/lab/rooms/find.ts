import type { Input, Operation, Scope, Target } from '../../operations/operation.ts';

/** Room 2: what the request names is there. @throws {NotFoundException, InvalidArnException} and EC2's likes */
export function find(operation: Operation, input: Input, scope: Scope): readonly Target[] {
  return operation.find(input, scope);
}

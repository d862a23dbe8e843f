import type { Handled, HandleScope, Input, Operation } from '../../operations/operation.ts';

/** Room 6: the operation's own work. It returns what is to become true and changes nothing itself. */
export function handle(operation: Operation, input: Input, scope: HandleScope): Handled | Promise<Handled> {
  return operation.handle(input, scope);
}

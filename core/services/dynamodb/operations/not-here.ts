import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';

/** @throws {DynamoDbError} for members that the lab has nothing for: nothing is overlooked */
export function refuseNotHere(input: object, members: Readonly<Record<string, unknown>>): void {
  const found = Object.keys(members).find((name) => (input as Readonly<Record<string, unknown>>)[name] !== undefined);
  if (found !== undefined) throw DynamoDbError.notHere(`parameter ${found}`);
}

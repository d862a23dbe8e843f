import type { DocumentPath } from './document-path.ts';
import { type Placeholders, Reader, type Used } from './reader.ts';

/** The paths of a projection expression; null where there is none. @throws {DynamoDbError} */
export function readProjection(
  text: string | undefined,
  placeholders: Placeholders,
  used: Used,
): readonly DocumentPath[] | null {
  if (text === undefined) return null;
  const reader = new Reader('ProjectionExpression', text, placeholders, used);
  const paths = [reader.path()];
  while (!reader.isAtEnd) {
    reader.expect(',');
    paths.push(reader.path());
  }
  return paths;
}

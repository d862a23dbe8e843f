import { blob, structure } from '../operations/shape.ts';
import type { CatalogueOperation } from './catalogue.ts';
import { isObject } from './shape-members.ts';

/**
 * `--zip-file fileb://NAME` of `aws lambda create-function`, which stands for Code.ZipFile.
 * Source: AWS CLI Command Reference, lambda create-function.
 */
export function withZipFile(operation: CatalogueOperation): CatalogueOperation {
  if (!takesZipFile(operation)) return operation;
  const { Code, ...required } = operation.input.required;
  if (Code === undefined) return operation;
  return { ...operation, input: structure(required, { ZipFile: blob(), Code, ...operation.input.optional }) };
}

/** The members as Lambda takes them. */
export function withCode(
  operation: Pick<CatalogueOperation, 'service' | 'name'>,
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { ZipFile, ...rest } = members;
  if (!takesZipFile(operation) || ZipFile === undefined) return members;
  return { ...rest, Code: { ...(isObject(rest.Code) ? rest.Code : {}), ZipFile } };
}

function takesZipFile({ service, name }: Pick<CatalogueOperation, 'service' | 'name'>): boolean {
  return service === 'lambda' && name === 'CreateFunction';
}

import type { OutputOptions } from './output-format.ts';
import { isPrintableObject, type Printable, toPrintable } from './printable.ts';
import { applyQuery } from './query.ts';
import { formatTable } from './table-output.ts';
import { formatText } from './text-output.ts';
import { formatYaml } from './yaml-output.ts';

/**
 * Prints a reply's output as AWS CLI v2 does; an empty output prints nothing.
 * @param output - wire names, `Uint8Array` for blobs, seconds since 1970 for timestamps.
 * @param operation - stands above a table: `ListKeys`.
 * @throws {CliUsageError} where the query can't be applied.
 * Source: AWS CLI User Guide, "Setting the output format in the AWS CLI"; observed on AWS CLI 2.9.19.
 */
export function formatOutput(output: unknown, { format, query }: OutputOptions, operation = ''): string {
  const whole = toPrintable(output);
  const picked = query === null ? whole : applyQuery(query, whole);
  switch (format) {
    case 'json':
      return isEmptyObject(picked) ? '' : `${JSON.stringify(picked, null, 4)}\n`;
    case 'text':
      return formatText(picked);
    case 'table':
      return formatTable(operation, picked);
    case 'yaml':
      return isEmptyObject(picked) ? '' : formatYaml(picked);
    case 'yaml-stream':
      return isEmptyObject(picked) ? '' : formatYaml([picked]);
    case 'off':
      return '';
  }
}

/** What the CLI prints on stderr for AWS's refusal. Where AWS sends no message, a blank stays at the end. */
export function formatAwsError(operation: string, name: string, message: string): string {
  return `\nAn error occurred (${name}) when calling the ${operation} operation: ${message}\n`;
}

function isEmptyObject(value: Printable): boolean {
  return isPrintableObject(value) && Object.keys(value).length === 0;
}

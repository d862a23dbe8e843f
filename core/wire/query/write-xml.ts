import { TIMESTAMP_MEMBERS } from '../../aws-cli/timestamp.ts';
import { element, escapeXml } from '../xml/element.ts';
import type { QueryService } from './query-services.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * A response of a Query service: `<NameResponse><NameResult>…</NameResult><ResponseMetadata>…`. An operation without
 * output has no result element.
 * Source: Smithy, "AWS query protocol", response serialization.
 */
export function writeResult(
  { namespace, emptyResults, listElements = {} }: Pick<QueryService, 'namespace' | 'emptyResults' | 'listElements'>,
  operation: string,
  output: Members,
  requestId: string,
): string {
  const hasResult = Object.keys(output).length > 0 || emptyResults.includes(operation);
  return writeEnvelope(namespace, operation, hasResult ? writeMembers(output, listElements) : null, requestId);
}

/** The elements around a result; null for an operation without one. */
export function writeEnvelope(namespace: string, operation: string, inside: string | null, requestId: string): string {
  const result = inside === null ? '' : element(`${operation}Result`, inside);
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  return `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>\n`;
}

/** An error of a Query service. `Sender`: the caller is to blame. */
export function writeFault(
  namespace: string,
  { code, message }: { readonly code: string; readonly message: string },
  requestId: string,
): string {
  const error = element(
    'Error',
    element('Type', 'Sender') + element('Code', escapeXml(code)) + element('Message', escapeXml(message)),
  );
  return `<ErrorResponse xmlns="${namespace}">${error}${element('RequestId', requestId)}</ErrorResponse>\n`;
}

type ListElements = Readonly<Record<string, string>>;

function writeMembers(members: Members, elements: ListElements): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => element(name, writeValue(name, value, elements)))
    .join('');
}

/** Members that are maps: their names are the caller's or the service's, and no part of the model. */
const MAPS: ReadonlySet<string> = new Set(['SummaryMap', 'EvalDecisionDetails']);

function writeValue(name: string, value: unknown, elements: ListElements): string {
  if (typeof value === 'number' && TIMESTAMP_MEMBERS.has(name)) return writeInstant(value);
  if (Array.isArray(value)) {
    const item = Object.hasOwn(elements, name) ? elements[name] : undefined;
    return value.map((one: unknown) => element(item ?? 'member', writeValue(name, one, elements))).join('');
  }
  if (MAPS.has(name)) {
    return Object.entries(value as Members)
      .map(([key, item]) =>
        element('entry', element('key', escapeXml(key)) + element('value', writeValue('', item, elements))),
      )
      .join('');
  }
  if (typeof value === 'object' && value !== null) return writeMembers(value as Members, elements);
  return escapeXml(String(value));
}

/** To the second, as these services tell instants: `2026-01-01T12:00:00Z`. */
function writeInstant(secondsSince1970: number): string {
  return `${new Date(secondsSince1970 * 1000).toISOString().slice(0, 19)}Z`;
}

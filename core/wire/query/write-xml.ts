import { TIMESTAMP_MEMBERS } from '../../aws-cli/timestamp.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * A response of a Query service: `<NameResponse><NameResult>…</NameResult><ResponseMetadata>…`.
 * Source: Smithy, "AWS query protocol", response serialization.
 */
export function writeResult(namespace: string, operation: string, output: Members, requestId: string): string {
  const result = element(`${operation}Result`, writeMembers(output));
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

function writeMembers(members: Members): string {
  return Object.entries(members)
    .map(([name, value]) => element(name, writeValue(name, value)))
    .join('');
}

function writeValue(name: string, value: unknown): string {
  if (typeof value === 'number' && TIMESTAMP_MEMBERS.has(name)) return new Date(value * 1000).toISOString();
  if (typeof value === 'object' && value !== null) return writeMembers(value as Members);
  return escapeXml(String(value));
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** What XML 1.0 can't hold at all becomes U+FFFD. Source: XML 1.0, sections 2.2 and 2.4. */
function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']|[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    (char) => ESCAPES[char] ?? '\ufffd',
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

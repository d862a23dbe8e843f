/** An HTTP request, once it has come in whole. */
export interface WireRequest {
  readonly method: string;
  /** As it stood in the request line, up to the question mark. */
  readonly path: string;
  /** As it stood in the request line, behind the question mark; empty where there is none. */
  readonly query: string;
  /** By their names in lower case; the values of a name that came more than once stand behind one another. */
  readonly headers: WireHeaders;
  readonly body: Uint8Array;
  /** The address that it came from. */
  readonly sourceIp: string;
}

export type WireHeaders = ReadonlyMap<string, string>;

/**
 * Headers as pairs of name and value, one after the other, as they came in. Values of one name are joined by commas
 * (RFC 9110, section 5.3).
 */
export function readHeaders(raw: readonly string[]): WireHeaders {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const value = raw[at + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

const MOST_USER_AGENT = 1_024;

/** The client's name for itself, as far as a record holds it. */
export function userAgentOf({ headers }: Pick<WireRequest, 'headers'>): { readonly userAgent?: string } {
  const userAgent = headers.get('user-agent');
  return userAgent === undefined ? {} : { userAgent: userAgent.slice(0, MOST_USER_AGENT) };
}

import type { WireHeaders } from './wire-request.ts';

/** Where a request came in, and by which names it may. */
export interface GateRules {
  /** The addresses that the server is bound to, and those of this connection's own end. */
  readonly addresses: readonly string[];
  /** Names given by `--allow-host`, in lower case. */
  readonly allowedHosts: readonly string[];
}

/**
 * Keeps web pages out, which a browser would let talk to this machine: `null` lets a request in, a sentence says why
 * not. A page of a site that has pointed its own name here (DNS rebinding) gives itself away by the Host header, any
 * other by Origin or Sec-Fetch-Site; no AWS client sends those two.
 * Source: Fetch Standard, "Origin header"; W3C Fetch Metadata Request Headers.
 */
export function refusedAtTheGate(headers: WireHeaders, rules: GateRules): string | null {
  const host = hostName(headers.get('host') ?? '');
  if (host === null || !isOurs(host, rules)) {
    return `the Host header names ${host === null ? 'no host' : `"${host.slice(0, 100)}"`}, which is neither a loopback name nor allowed by --allow-host`;
  }
  if (headers.has('origin')) return 'requests of web pages (with an Origin header) are refused';
  const site = headers.get('sec-fetch-site');
  if (site !== undefined && site !== 'none')
    return `requests of web pages (Sec-Fetch-Site: ${site.slice(0, 20)}) are refused`;
  return null;
}

function isOurs(host: string, { addresses, allowedHosts }: GateRules): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  if (/^127(?:\.\d{1,3}){3}$/.test(host)) return true;
  return allowedHosts.includes(host) || addresses.includes(host);
}

/** The host in a Host header, in lower case, without port and brackets; null where it isn't one. */
function hostName(header: string): string | null {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/.exec(header.toLowerCase());
  return parts?.[1] ?? parts?.[2] ?? null;
}

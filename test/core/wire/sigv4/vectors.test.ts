import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodePorts } from '../../../../core/node/index.ts';
import { readAuthorization } from '../../../../core/wire/sigv4/authorization.ts';
import { canonicalRequest } from '../../../../core/wire/sigv4/canonical-request.ts';
import { Signer } from '../../../../core/wire/sigv4/signer.ts';
import { readHeaders, type WireRequest } from '../../../../core/wire/wire-request.ts';

/** AWS's own test suite of signature version 4; source and licence are in the file. */
interface Suite {
  readonly credentials: { readonly secretAccessKey: string };
  readonly cases: readonly {
    readonly id: string;
    readonly signedRequest: string;
    readonly canonicalRequest: string;
    readonly authorization: string;
  }[];
}
const SUITE = JSON.parse(
  readFileSync(new URL('../../../vectors/sigv4/aws4-testsuite.json', import.meta.url), 'utf8'),
) as Suite;
const { secretAccessKey } = SUITE.credentials;
const { primitives } = nodePorts();

describe("AWS's test suite of signature version 4", () => {
  it('is all there', () => expect(SUITE.cases).toHaveLength(34));

  it.each(SUITE.cases)('$id: the canonical request is AWS’s, and its signature is accepted', (vector) => {
    const request = signed(vector);
    const authorization = readAuthorization(request);
    const canonical = canonicalRequest(request, authorization.signedHeaders, vector.canonicalRequest.slice(-64));
    expect(canonical).toBe(vector.canonicalRequest);
    expect(new Signer(primitives).isSignedWith(secretAccessKey, request, authorization)).toBe(true);
  });

  it.each([
    ['the body', (request: WireRequest) => ({ ...request, body: new Uint8Array([1]) })],
    ['the method', (request: WireRequest) => ({ ...request, method: 'PUT' })],
    ['the path', (request: WireRequest) => ({ ...request, path: '/x' })],
    ['the query', (request: WireRequest) => ({ ...request, query: 'x=1' })],
    [
      'a signed header',
      (request: WireRequest) => ({ ...request, headers: new Map([...request.headers, ['host', 'x']]) }),
    ],
  ] as const)('a change of %s is noticed', (_what, changed) => {
    const request = signed(vectorNamed('post-vanilla'));
    const authorization = readAuthorization(request);
    expect(new Signer(primitives).isSignedWith(secretAccessKey, changed(request), authorization)).toBe(false);
  });

  it('another secret is noticed, though the signing key of the first is remembered', () => {
    const request = signed(vectorNamed('get-vanilla'));
    const authorization = readAuthorization(request);
    const signer = new Signer(primitives);
    expect(signer.isSignedWith(secretAccessKey, request, authorization)).toBe(true);
    expect(signer.isSignedWith(`${secretAccessKey}x`, request, authorization)).toBe(false);
  });
});

function vectorNamed(id: string) {
  const vector = SUITE.cases.find((other) => other.id === id);
  if (vector === undefined) throw new Error(`no case ${id}`);
  return vector;
}

/** One signed request of the suite bears another's signature; the file beside it has the right one. */
function signed({ signedRequest, authorization }: Suite['cases'][number]): WireRequest {
  const request = parse(signedRequest);
  return { ...request, headers: new Map([...request.headers, ['authorization', authorization]]) };
}

/** A request of the suite: a request line (which may hold spaces), headers (which may go on over several lines), a body. */
function parse(text: string): WireRequest {
  const [head = '', ...rest] = text.split('\n\n');
  const [line = '', ...lines] = head.split('\n');
  const target = line.slice(line.indexOf(' ') + 1, line.lastIndexOf(' '));
  const raw: string[] = [];
  for (const header of lines) {
    const colon = header.indexOf(':');
    if (/^\s/.test(header))
      raw.push(`${raw.pop()} ${header.trim()}`); // RFC 9112, section 5.2
    else raw.push(header.slice(0, colon), header.slice(colon + 1).trim());
  }
  const mark = target.indexOf('?');
  return {
    method: line.slice(0, line.indexOf(' ')),
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: readHeaders(raw),
    body: new TextEncoder().encode(rest.join('\n\n')),
    sourceIp: '127.0.0.1',
  };
}

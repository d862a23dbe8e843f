import type { AwsError } from '../../errors/aws-error.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Lab } from '../../lab/lab.ts';
import { operationNamed } from '../../operations/index.ts';
import type { Operation } from '../../operations/operation.ts';
import type { Ports } from '../../ports.ts';
import { checkContentMd5, checkedChecksum, clientChecksum } from '../../services/s3/checksum.ts';
import type { Caller } from '../caller.ts';
import { userAgentOf, type WireRequest } from '../wire-request.ts';
import type { WireResponse } from '../wire-response.ts';
import { addressOf } from './address.ts';
import { HEADERS } from './member-names.ts';
import { checkIsHere } from './not-here.ts';
import { readInput } from './read-request.ts';
import { type Route, routeOf } from './routes.ts';
import { errorResponse } from './s3-response.ts';
import { writeResponse } from './write-response.ts';

/**
 * Answers a request to S3 whose caller is known, and whose body is as it was before it was sent in chunks: one call
 * through the lab's door. What is no operation or no input never gets there.
 * @param newId - draws a request id for what never gets there
 * Source: S3 API Reference; Smithy, "AWS restXml protocol".
 */
export async function answerS3(
  request: WireRequest,
  caller: Caller,
  lab: Lab,
  newId: () => string,
  ports: Pick<Ports, 'subtle' | 'primitives'>,
): Promise<WireResponse> {
  const { method, sourceIp } = request;
  let read: { readonly route: Route; readonly input: Readonly<Record<string, unknown>> };
  try {
    read = await readRequest(request, ports);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return errorResponse(error, newId(), method);
  }
  const { route, input } = read;
  const { reply, requestId } = await lab.call({
    service: 's3',
    operation: route.operation,
    input,
    ...caller,
    sourceIp,
    ...userAgentOf(request),
  });
  return reply.ok ? writeResponse(route, reply.output, requestId) : errorResponse(reply.error, requestId, method);
}

/** The answer to a request whose caller is not known, or whose body is not what was signed. */
export function refuseS3(error: AwsError, newId: () => string, { method }: Pick<WireRequest, 'method'>): WireResponse {
  return errorResponse(error, newId(), method);
}

async function readRequest(request: WireRequest, ports: Pick<Ports, 'subtle' | 'primitives'>) {
  const { method, headers } = request;
  const address = addressOf(request);
  const { parameters, level } = address;
  const isFirstList = parameters.has('list-type') && parameters.get('list-type') !== '2';
  const route = isFirstList ? null : routeOf(method, level, parameters, headers);
  checkIsHere(address, headers, route);
  const operation = route === null ? undefined : operationNamed('s3', route.operation);
  if (route === null || operation === undefined) throw new Error(`S3 has no operation for ${method} ${level}`);
  await checkBody(operation, request, ports);
  return { route, input: readInput(operation, route, address, request) };
}

/**
 * Requests whose body is no object bring checksums of it, too, and the one that deletes many must.
 * @throws {S3Error} Source: S3 API Reference, DeleteObjects, "Content-MD5"; S3 User Guide, "Checking object integrity".
 */
async function checkBody(
  { input, name }: Operation,
  { headers, body }: WireRequest,
  ports: Pick<Ports, 'subtle' | 'primitives'>,
): Promise<void> {
  if ('ChecksumCRC32' in input.optional || body.length === 0) return;
  const bytes = Uint8Array.from(body);
  const given = Object.fromEntries(
    CHECKSUMS.flatMap((member) => {
      const value = headers.get(HEADERS[member] ?? '');
      return value === undefined ? [] : [[member, value]];
    }),
  );
  const checksum = clientChecksum(given);
  const md5 = headers.get('content-md5');
  checkContentMd5(md5, bytes, ports);
  if (checksum !== null) await checkedChecksum(checksum, bytes, ports);
  if (name !== 'DeleteObjects' || md5 !== undefined || checksum !== null) return;
  const message = 'Missing required header for this request: Content-MD5';
  throw new S3Error('InvalidRequest', message, 'malformed-request');
}

const CHECKSUMS = Object.keys(HEADERS).filter((member) =>
  /^Checksum(?:CRC32|CRC32C|CRC64NVME|SHA1|SHA256)$/.test(member),
);

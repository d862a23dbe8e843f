import { parseRegion } from '../../cloud/regions.ts';
import { SignatureError } from '../../errors/signature-errors.ts';
import { isService, SERVICES } from '../../lab/request.ts';
import type { EpochMs } from '../../ports.ts';
import type { WireRequest } from '../wire-request.ts';
import { type Authorization, basicFormat, parseBasic } from './authorization.ts';

const WINDOW_MINUTES = 5;

/** Headers that decide what a request does or who makes it: where they are there, they must be signed. */
const MUST_BE_SIGNED = [
  ['host', "'Host' or ':authority'"],
  ['x-amz-date', "'X-Amz-Date'"],
  ['x-amz-security-token', "'X-Amz-Security-Token'"],
  ['x-amz-target', "'X-Amz-Target'"],
] as const;

/**
 * What must hold of a signature before it is computed: it is for this service, a Region that there is, the day that it
 * names, and now; `now` is the host's clock, which clients go by.
 * @throws {SignatureError} in AWS's words.
 * Source: wire.md section 5; IAM User Guide, "Troubleshoot signed requests for AWS APIs".
 */
export function checkScope(
  { headers }: Pick<WireRequest, 'headers'>,
  { date, region, service, signedAt, signedHeaders }: Authorization,
  expected: { readonly service: string; readonly now: EpochMs },
): void {
  const unsigned = MUST_BE_SIGNED.find(([name]) => headers.has(name) && !signedHeaders.includes(name));
  if (unsigned !== undefined) throw invalid(`${unsigned[1]} must be a 'SignedHeader' in the AWS Authorization.`);
  if (service !== expected.service) {
    // Ours, behind AWS's words: with AWS_ENDPOINT_URL set, clients of every service come here.
    const hint = isService(service)
      ? ''
      : `kmslab's endpoint has ${SERVICES.join(', ')}; this request is for ${service}. `;
    throw invalid(`Credential should be scoped to correct service: '${expected.service}'. ${hint}`);
  }
  if (parseRegion(region) === null) throw invalid('Credential should be scoped to a valid region. ');
  const at = parseBasic(signedAt);
  if (at === null) {
    throw new SignatureError(
      'IncompleteSignatureException',
      `Date must be in ISO-8601 'basic format'. Got '${signedAt}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const day = signedAt.slice(0, 8);
  if (day !== date) {
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${day}', from '${signedAt}'.`,
    );
  }
  checkWindow(signedAt, at, expected.now);
}

function checkWindow(signedAt: string, at: EpochMs, now: EpochMs): void {
  const window = WINDOW_MINUTES * 60_000;
  if (at < now - window) {
    throw invalid(
      `Signature expired: ${signedAt} is now earlier than ${basicFormat(now - window)} (${basicFormat(now)} - ${WINDOW_MINUTES} min.)`,
    );
  }
  if (at > now + window) {
    throw invalid(
      `Signature not yet current: ${signedAt} is still later than ${basicFormat(now + window)} (${basicFormat(now)} + ${WINDOW_MINUTES} min.)`,
    );
  }
}

function invalid(message: string): SignatureError {
  return new SignatureError('InvalidSignatureException', message);
}

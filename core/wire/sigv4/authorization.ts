import { SignatureError } from '../../errors/signature-errors.ts';
import type { EpochMs } from '../../ports.ts';
import type { WireHeaders, WireRequest } from '../wire-request.ts';

/** A signature version 4 and what it says about itself. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Names in lower case, as they were given. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits, if it is a signature at all. */
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly signedAt: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const TERMINATOR = 'aws4_request';
const PARAMETERS = ['Credential', 'Signature', 'SignedHeaders'] as const;

/**
 * Reads the Authorization header.
 * @throws {SignatureError} MissingAuthenticationToken or IncompleteSignature, in AWS's words.
 * Source: IAM User Guide, "Create a signed AWS API request"; wire.md section 5.
 */
export function readAuthorization({ headers }: Pick<WireRequest, 'headers'>): Authorization {
  const header = headers.get('authorization');
  if (header === undefined || header.trim() === '') {
    throw new SignatureError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const usual = USUAL.exec(header);
  const dated = headers.get('x-amz-date');
  if (usual !== null && dated !== undefined) {
    const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = usual;
    return { accessKeyId, date, region, service, signedHeaders: names.split(';'), signature, signedAt: dated };
  }
  return readUnusual(header, headers);
}

/** The header as every SDK writes it: read at once, for it is read with every request. */
const USUAL =
  /^AWS4-HMAC-SHA256 Credential=([^/,= ]+)\/(\d{8})\/([^/,= ]+)\/([^/,= ]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** Any other form of it: right as well, or wrong, and then it is told why. */
function readUnusual(header: string, headers: WireHeaders): Authorization {
  const space = header.indexOf(' ');
  const algorithm = space === -1 ? header : header.slice(0, space);
  if (algorithm !== ALGORITHM) {
    throw algorithm.startsWith('AWS4-')
      ? incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`)
      : incomplete(`'${header}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`);
  }
  const given = readParameters(header.slice(space + 1), header);
  const signedAt = headers.get('x-amz-date') ?? dateHeader(headers);
  const missing = PARAMETERS.filter((name) => !given.get(name)).map(
    (name) => `Authorization header requires '${name}' parameter.`,
  );
  if (signedAt === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length > 0 || signedAt === undefined) throw incomplete(`${missing.join(' ')} Authorization=${header}`);
  const signedHeaders = (given.get('SignedHeaders') ?? '').toLowerCase().split(';');
  const scope = readScope(given.get('Credential') ?? '');
  return { ...scope, signedHeaders, signature: given.get('Signature') ?? '', signedAt };
}

function readParameters(text: string, header: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const part of text.split(',')) {
    const pair = part.trim();
    const equals = pair.indexOf('=');
    if (pair === '') continue;
    if (equals === -1) {
      throw incomplete(
        `'${pair}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`,
      );
    }
    given.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return given;
}

function readScope(credential: string): Pick<Authorization, 'accessKeyId' | 'date' | 'region' | 'service'> {
  const parts = credential.split('/');
  const [accessKeyId = '', date = '', region = '', service = '', terminator] = parts;
  if (parts.length !== 5 || accessKeyId === '') {
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  if (terminator !== TERMINATOR) {
    throw new SignatureError(
      'InvalidSignatureException',
      `Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'.`,
    );
  }
  return { accessKeyId, date, region, service };
}

/** The Date header in the form of X-Amz-Date; as it came where it is no date, and undefined where there is none. */
function dateHeader(headers: WireHeaders): string | undefined {
  const text = headers.get('date');
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : basicFormat(at);
}

/** An instant as `YYYYMMDDTHHMMSSZ` (ISO 8601, basic format). */
export function basicFormat(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** An instant of that form; null where it is none. */
export function parseBasic(text: string): EpochMs | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}

function incomplete(message: string): SignatureError {
  return new SignatureError('IncompleteSignatureException', message);
}

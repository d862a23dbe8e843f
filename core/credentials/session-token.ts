import { fromBase64, fromUtf8, toBase64, utf8 } from '../crypto/bytes.ts';
import type { Bytes, EpochMs } from '../ports.ts';

/** What a session token says. */
export interface Session {
  /** `ASIA…` */
  readonly accessKeyId: string;
  /** The ARN of a role's session, or of a user or root user for GetSessionToken. */
  readonly principalArn: string;
  readonly expiration: EpochMs;
  /** The unique id of the user or role behind it, with which the session ends; null for a root user. */
  readonly issuerId: string | null;
}

const MOST_CHARACTERS = 4096;

/**
 * A session token: the session itself and a seal (a MAC) over it, base64 like AWS's. So no list of sessions is kept, and
 * a token is good in every process that opens the same world. It holds no secret: the secret access key is not in it.
 * Source: STS API Reference, "Credentials": the token's form is AWS's own affair, and may change.
 */
export function formatSessionToken(session: Session, seal: (text: string) => Uint8Array): string {
  const text = JSON.stringify([session.accessKeyId, session.principalArn, session.expiration, session.issuerId]);
  return toBase64(utf8(JSON.stringify([text, toBase64(seal(text))])));
}

/** The session in a token; null where it isn't a token, or its seal is not right. */
export function parseSessionToken(token: string, isSealed: (text: string, seal: Bytes) => boolean): Session | null {
  if (token.length > MOST_CHARACTERS) return null;
  try {
    const outer: unknown = JSON.parse(fromUtf8(fromBase64(token)));
    if (!Array.isArray(outer)) return null;
    const [text, seal]: readonly unknown[] = outer;
    if (typeof text !== 'string' || typeof seal !== 'string' || !isSealed(text, fromBase64(seal))) return null;
    const told = JSON.parse(text) as [string, string, EpochMs, (string | null)?]; // sealed by us
    const [accessKeyId, principalArn, expiration, issuerId = null] = told;
    return { accessKeyId, principalArn, expiration, issuerId };
  } catch {
    return null; // whatever is wrong with it, it is not one of ours
  }
}

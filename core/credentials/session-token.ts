import { fromBase64, fromUtf8, toBase64, utf8 } from '../crypto/bytes.ts';
import type { Bytes, EpochMs } from '../ports.ts';
import type { SessionFacts } from './session-facts.ts';

/** What a session token says. */
export interface Session {
  /** `ASIA…` */
  readonly accessKeyId: string;
  /** The ARN of a role's session, a federated user's, or of a user or root user for GetSessionToken. */
  readonly principalArn: string;
  readonly expiration: EpochMs;
  /** The unique id of the user or role behind it, with which the session ends; null for a root user. */
  readonly issuerId: string | null;
  readonly facts: SessionFacts;
}

/** What the largest policies and tags come to, sealed. A request's headers may have 16 KiB. */
const MOST_CHARACTERS = 12_288;

/**
 * A session token: the session itself and a seal (a MAC) over it, base64 like AWS's. So no list of sessions is kept, and
 * a token is good in every process that opens the same world. It holds no secret: the secret access key is not in it.
 * Source: STS API Reference, "Credentials": the token's form is AWS's own affair, and may change.
 */
export function formatSessionToken(
  session: Session,
  seal: (text: string) => Uint8Array,
  leastCharacters: number,
): string {
  const { accessKeyId, principalArn, expiration, issuerId, facts } = session;
  const text = JSON.stringify([accessKeyId, principalArn, expiration, issuerId, facts]);
  const sealed = JSON.stringify([text, toBase64(seal(text))]);
  return toBase64(utf8(sealed.padEnd(Math.ceil(leastCharacters / 4) * 3))); // base64 makes four characters of three
}

/** The session in a token; null where it isn't a token, or its seal is not right. */
export function parseSessionToken(token: string, isSealed: (text: string, seal: Bytes) => boolean): Session | null {
  if (token.length > MOST_CHARACTERS) return null;
  try {
    const outer: unknown = JSON.parse(fromUtf8(fromBase64(token)));
    if (!Array.isArray(outer)) return null;
    const [text, seal]: readonly unknown[] = outer;
    if (typeof text !== 'string' || typeof seal !== 'string' || !isSealed(text, fromBase64(seal))) return null;
    const told = JSON.parse(text) as [string, string, EpochMs, (string | null)?, SessionFacts?]; // sealed by us
    const [accessKeyId, principalArn, expiration, issuerId = null, facts = {}] = told;
    return { accessKeyId, principalArn, expiration, issuerId, facts };
  } catch {
    return null; // whatever is wrong with it, it is not one of ours
  }
}

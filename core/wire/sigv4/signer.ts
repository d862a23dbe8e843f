import { toHex, utf8 } from '../../crypto/bytes.ts';
import type { Bytes, Primitives } from '../../ports.ts';
import type { WireRequest } from '../wire-request.ts';
import type { Authorization } from './authorization.ts';
import { canonicalRequest } from './canonical-request.ts';

const REMEMBERED_KEYS = 1_000;

/**
 * Computes signatures version 4. Signing keys are remembered: a key is four HMACs, and good for a day of a caller's
 * requests to one service in one Region.
 * Source: IAM User Guide, "Create a signed AWS API request", steps 2 to 4.
 */
export class Signer {
  readonly #primitives: Primitives;
  readonly #keys = new Map<string, Bytes>();

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
  }

  /** Whether the signature is the one that this secret gives. */
  isSignedWith(secretAccessKey: string, request: WireRequest, authorization: Authorization): boolean {
    return this.isSame(this.sign(secretAccessKey, request, authorization), authorization.signature);
  }

  /** The signature: 64 hexadecimal digits. */
  sign(secretAccessKey: string, request: WireRequest, scope: Scope): string {
    const payloadHash = toHex(this.#primitives.sha256(request.body));
    return this.signCanonical(secretAccessKey, canonicalRequest(request, scope.signedHeaders, payloadHash), scope);
  }

  /** The signature of a canonical request. */
  signCanonical(secretAccessKey: string, canonical: string, scope: Scope): string {
    return this.signText(secretAccessKey, 'AWS4-HMAC-SHA256', toHex(this.#primitives.sha256(canonical)), scope);
  }

  /** The signature of a text of the usual form: algorithm, instant and scope, then `lines`. */
  signText(
    secretAccessKey: string,
    algorithm: string,
    lines: string,
    { date, region, service, signedAt }: Omit<Scope, 'signedHeaders'>,
  ): string {
    const scope = `${date}/${region}/${service}/aws4_request`;
    const key = this.#keyFor(secretAccessKey, date, region, service);
    return toHex(this.#hmac(key, `${algorithm}\n${signedAt}\n${scope}\n${lines}`));
  }

  /** Whether two signatures are one; compared in constant time. */
  isSame(computed: string, given: string): boolean {
    return this.#primitives.sameSecret(utf8(computed), utf8(given));
  }

  #keyFor(secretAccessKey: string, date: string, region: string, service: string): Bytes {
    const name = `${date}/${region}/${service}/${secretAccessKey}`;
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = utf8(`AWS4${secretAccessKey}`);
      for (const part of [date, region, service, 'aws4_request']) key = this.#hmac(key, part);
      if (this.#keys.size >= REMEMBERED_KEYS) this.#keys.clear();
      this.#keys.set(name, key);
    }
    return key;
  }

  #hmac(key: Bytes, text: string): Bytes {
    return this.#primitives.hmac('sha256', key, text);
  }
}

type Scope = Pick<Authorization, 'date' | 'region' | 'service' | 'signedAt' | 'signedHeaders'>;

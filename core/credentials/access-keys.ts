import { utf8 } from '../crypto/bytes.ts';
import type { World } from '../lab/world.ts';
import type { Bytes, EpochMs, Primitives } from '../ports.ts';
import { formatSessionToken, parseSessionToken, type Session } from './session-token.ts';

/** What a client signs with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Null for keys that last. */
  readonly sessionToken: string | null;
  /** When a session ends, by the lab's clock; null for keys that last. */
  readonly expiration: EpochMs | null;
}

/** Whose access key it is, and what it signs with. */
export interface Holder {
  readonly principalArn: string;
  readonly secretAccessKey: string;
}

/** The letters of an access key id behind its prefix (RFC 4648, base32). */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The access keys of a world: one for every root user, user and role in it, and one for every session.
 *
 * Nothing of them is stored. Ids are made from the principal's ARN, so that they are the same in every run; secrets are
 * HMAC-SHA256 of the id under a key that is itself derived from the world's root key, which comes from the platform's
 * secure random source. So they are as secret as the root key, the same whenever a world is opened again, and neither
 * the journal nor an export of it can give one away. Fixed secrets, which a scenario may ask for, are in the world.
 *
 * Simplified: on AWS a role has no access key that lasts, and a root user should have none. Source: IAM User Guide,
 * "Managing access keys for IAM users"; "IAM identifiers" for the prefixes.
 */
export class AccessKeys {
  readonly #primitives: Primitives;
  readonly #root: Bytes;
  readonly #world: World;
  /** Who holds an access key, by its id, as far as the world was looked through. */
  readonly #holders = new Map<string, Holder>();
  #accounts = 0;
  #identities = 0;

  /** `rootKey`: the world's, 32 bytes; it is not kept. */
  constructor(primitives: Primitives, rootKey: Uint8Array, world: World) {
    this.#primitives = primitives;
    this.#root = primitives.hmac('sha256', rootKey, utf8('kmslab access keys'));
    this.#world = world;
  }

  /** The lasting access key of a root user, a user or a role, by its ARN. */
  of(principalArn: string): Credentials {
    const fixed = this.#world.identities.get(principalArn)?.accessKey;
    const accessKeyId = fixed?.accessKeyId ?? this.#idFor('AKIA', principalArn);
    const secretAccessKey = fixed?.secretAccessKey ?? this.#secretOf(accessKeyId);
    return { accessKeyId, secretAccessKey, sessionToken: null, expiration: null };
  }

  /** A session's credentials. `occasion` sets it apart from the principal's other sessions, e.g. the request's id. */
  forSession(principalArn: string, expiration: EpochMs, occasion: string): Credentials {
    const accessKeyId = this.#idFor('ASIA', `${principalArn} ${occasion}`);
    const session = { accessKeyId, principalArn, expiration };
    const sessionToken = formatSessionToken(session, (text) => this.#seal(text));
    return { accessKeyId, secretAccessKey: this.#secretOf(accessKeyId), sessionToken, expiration };
  }

  /** Who holds a lasting access key, and its secret; null when nobody does. */
  find(accessKeyId: string): Holder | null {
    this.#lookThrough();
    return this.#holders.get(accessKeyId) ?? null;
  }

  /** The session behind a token, and its secret, whether it has ended or not; null for a token that isn't ours. */
  findSession(sessionToken: string): (Session & { readonly secretAccessKey: string }) | null {
    const session = parseSessionToken(sessionToken, (text, seal) =>
      this.#primitives.sameSecret(this.#seal(text), seal),
    );
    return session === null ? null : { ...session, secretAccessKey: this.#secretOf(session.accessKeyId) };
  }

  /** Identities and accounts are only ever added, behind those that are there: only new ones are looked at. */
  #lookThrough(): void {
    const { accounts, identities } = this.#world;
    if (this.#accounts < accounts.size) {
      for (const accountId of [...accounts.keys()].slice(this.#accounts)) this.#hold(`arn:aws:iam::${accountId}:root`);
      this.#accounts = accounts.size;
    }
    if (this.#identities < identities.size) {
      for (const arn of [...identities.keys()].slice(this.#identities)) this.#hold(arn);
      this.#identities = identities.size;
    }
  }

  #hold(principalArn: string): void {
    const { accessKeyId, secretAccessKey } = this.of(principalArn);
    this.#holders.set(accessKeyId, { principalArn, secretAccessKey });
  }

  /** 20 characters, as AWS's. */
  #idFor(prefix: 'AKIA' | 'ASIA', text: string): string {
    let id: string = prefix;
    for (const byte of this.#primitives.sha256(utf8(`kmslab access key id of ${text}`)).subarray(0, 16)) {
      id += BASE32[byte & 31];
    }
    return id;
  }

  /** 40 characters of base64, as AWS's. */
  #secretOf(accessKeyId: string): string {
    const bytes = this.#primitives.hmac('sha256', this.#root, utf8(`secret of ${accessKeyId}`));
    return btoa(String.fromCharCode(...bytes)).slice(0, 40);
  }

  #seal(text: string): Bytes {
    return this.#primitives.hmac('sha256', this.#root, utf8(`session ${text}`));
  }
}

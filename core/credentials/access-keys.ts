import { parseAccountId } from '../cloud/arn.ts';
import type { Identity } from '../cloud/identity.ts';
import { utf8 } from '../crypto/bytes.ts';
import type { World } from '../lab/world.ts';
import type { Bytes, EpochMs, Primitives } from '../ports.ts';
import type { SessionFacts } from './session-facts.ts';
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
  /** Set for a session. */
  readonly facts?: SessionFacts;
}

/** A session with what it signs with. */
export type SignedSession = Session & { readonly secretAccessKey: string };

const REMEMBERED_SESSIONS = 1_000;

/** A standing access key. */
interface StandingKey {
  readonly secretAccessKey: string;
  /** Whose it is; undefined once that one is gone. */
  readonly principalArn: () => string | undefined;
}

const ASSUMED_ROLE = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\//;

/** The letters of an access key id behind its prefix (RFC 4648, base32). */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The access keys of a world: a standing one for every root user, user and role in it, which is the lab's own; those
 * that CreateAccessKey made; and one for every session.
 *
 * No secret is stored. Ids of standing keys are made from the principal's ARN, or from the unique id of one that came
 * later, so that they are the same in every run; secrets are HMAC-SHA256 of the id under a key that is itself derived
 * from the world's root key, which comes from the platform's secure random source. So they are as secret as the root
 * key, the same whenever a world is opened again, and neither the journal nor an export of it can give one away. Fixed
 * secrets, which a scenario may ask for, are in the world.
 *
 * Simplified: on AWS a role has no access key that lasts, a root user should have none, and a user has those that it was
 * given. Source: IAM User Guide, "Managing access keys for IAM users"; "IAM identifiers" for the prefixes.
 */
export class AccessKeys {
  readonly #primitives: Primitives;
  readonly #root: Bytes;
  readonly #world: World;
  /** Standing access keys by their ids, as far as the world was looked through; whose they are may be gone since. */
  readonly #standing = new Map<string, StandingKey>();
  /** Unique ids of the users and roles that were looked at. */
  readonly #seen = new Set<string>();
  /** Sessions that have called lately, by their tokens. */
  readonly #sessions = new Map<string, SignedSession>();
  #accounts = 0;
  #population = 0;

  /** `rootKey`: the world's, 32 bytes; it is not kept. */
  constructor(primitives: Primitives, rootKey: Uint8Array, world: World) {
    this.#primitives = primitives;
    this.#root = primitives.hmac('sha256', rootKey, utf8('kmslab access keys'));
    this.#world = world;
  }

  /** The standing access key of a root user, a user or a role, by its ARN. */
  of(principalArn: string): Credentials {
    const identity = this.#world.identities.get(principalArn);
    const fixed = identity?.accessKey;
    const accessKeyId = fixed?.accessKeyId ?? this.#idFor('AKIA', identity?.standingKeyName ?? principalArn);
    const secretAccessKey = fixed?.secretAccessKey ?? this.secretOf(accessKeyId);
    return { accessKeyId, secretAccessKey, sessionToken: null, expiration: null };
  }

  /**
   * A session's credentials. `occasion` sets it apart from the principal's other sessions, e.g. the request's id; its
   * token has at least so many characters.
   */
  forSession(
    principalArn: string,
    expiration: EpochMs,
    occasion: string,
    facts: SessionFacts = {},
    leastCharacters = 0,
  ): Credentials {
    const accessKeyId = this.#idFor('ASIA', `${principalArn} ${occasion}`);
    const issuerId = this.#issuerOf(facts.federatedBy ?? principalArn)?.id ?? null;
    const session = { accessKeyId, principalArn, expiration, issuerId, facts };
    const sessionToken = formatSessionToken(session, (text) => this.#seal(text), leastCharacters);
    return { accessKeyId, secretAccessKey: this.secretOf(accessKeyId), sessionToken, expiration };
  }

  /** Who holds an access key that lasts, and its secret; null when nobody does, or it is inactive. */
  find(accessKeyId: string): Holder | null {
    const made = this.#world.directory.holderOf(accessKeyId);
    if (made !== undefined) {
      if (made.accessKey.status === 'Inactive') return null;
      return { principalArn: made.user.arn, secretAccessKey: this.secretOf(accessKeyId) };
    }
    this.#lookThrough();
    const standing = this.#standing.get(accessKeyId);
    const principalArn = standing?.principalArn();
    if (standing === undefined || principalArn === undefined) return null;
    return { principalArn, secretAccessKey: standing.secretAccessKey };
  }

  /**
   * The session behind a token, and its secret, whether it has ended or not; null for a token that isn't ours, or one
   * of a user or role that is gone. A user who has another name by now has it here too.
   */
  findSession(sessionToken: string): SignedSession | null {
    const session = this.#opened(sessionToken);
    if (session === null || session.issuerId === null) return session;
    const issuer = this.#world.directory.identityOfId(session.issuerId);
    if (issuer === undefined) return null;
    const named = session.facts.federatedBy ?? session.principalArn;
    if (issuer.type !== 'user' || named === issuer.arn) return session;
    return session.facts.federatedBy === undefined
      ? { ...session, principalArn: issuer.arn }
      : { ...session, facts: { ...session.facts, federatedBy: issuer.arn } };
  }

  /** What a token says. A session sends its token with each request, and its facts are the same object each time. */
  #opened(sessionToken: string): SignedSession | null {
    const known = this.#sessions.get(sessionToken);
    if (known !== undefined) return known;
    const session = parseSessionToken(sessionToken, (text, seal) =>
      this.#primitives.sameSecret(this.#seal(text), seal),
    );
    if (session === null) return null;
    const opened = { ...session, secretAccessKey: this.secretOf(session.accessKeyId) };
    if (this.#sessions.size >= REMEMBERED_SESSIONS) this.#sessions.clear();
    this.#sessions.set(sessionToken, opened);
    return opened;
  }

  /** The user or role behind a principal; undefined for a root user. */
  #issuerOf(principalArn: string): Identity | undefined {
    const { directory, identities } = this.#world;
    const [, accountId = '', roleName = ''] = ASSUMED_ROLE.exec(principalArn) ?? [];
    const account = parseAccountId(accountId);
    return account === null ? identities.get(principalArn) : directory.roleNamed(account, roleName);
  }

  /** Accounts are only ever added. Users and roles come and go, and each is looked at once. */
  #lookThrough(): void {
    const { accounts, identities, directory } = this.#world;
    if (this.#accounts < accounts.size) {
      for (const accountId of [...accounts.keys()].slice(this.#accounts)) {
        const root = `arn:aws:iam::${accountId}:root`;
        this.#stand(root, () => root);
      }
      this.#accounts = accounts.size;
    }
    if (this.#population === directory.population) return;
    for (const { arn, id } of identities.values()) {
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      this.#stand(arn, () => directory.identityOfId(id)?.arn);
    }
    this.#population = directory.population;
  }

  #stand(arn: string, principalArn: StandingKey['principalArn']): void {
    const { accessKeyId, secretAccessKey } = this.of(arn);
    this.#standing.set(accessKeyId, { secretAccessKey, principalArn });
  }

  /** 20 characters, as AWS's. */
  #idFor(prefix: 'AKIA' | 'ASIA', text: string): string {
    let id: string = prefix;
    for (const byte of this.#primitives.sha256(utf8(`kmslab access key id of ${text}`)).subarray(0, 16)) {
      id += BASE32[byte & 31];
    }
    return id;
  }

  /** The secret of an access key that isn't fixed: 40 characters of base64, as AWS's. */
  secretOf(accessKeyId: string): string {
    const bytes = this.#primitives.hmac('sha256', this.#root, utf8(`secret of ${accessKeyId}`));
    return btoa(String.fromCharCode(...bytes)).slice(0, 40);
  }

  #seal(text: string): Bytes {
    return this.#primitives.hmac('sha256', this.#root, utf8(`session ${text}`));
  }
}

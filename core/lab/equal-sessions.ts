import type { SessionFacts } from '../credentials/session-facts.ts';

const REMEMBERED = 1_000;

/**
 * Makes equal sessions the same object: what comes over a boundary is another one with each request, and what is
 * remembered of a session is remembered by the object.
 */
export class EqualSessions {
  #known = new WeakSet<SessionFacts>();
  readonly #byText = new Map<string, SessionFacts>();

  /** @param check - told of one that has not called lately; what it throws comes out here */
  same(session: SessionFacts, check: (session: SessionFacts) => void): SessionFacts {
    if (this.#known.has(session)) return session;
    const text = JSON.stringify(session);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    check(session);
    if (this.#byText.size >= REMEMBERED) {
      this.#byText.clear();
      this.#known = new WeakSet();
    }
    this.#byText.set(text, session);
    this.#known.add(session);
    return session;
  }
}

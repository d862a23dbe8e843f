import type { NamedPolicy } from '../access/decision.ts';
import { parsePolicy } from '../access/policy.ts';
import type { AccountId } from '../cloud/arn.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import type { World } from './world.ts';

/** What an inline session policy is called in decisions: it has no name of its own. */
export const INLINE_SESSION_POLICY = 'session policy';

/**
 * The session policies of sessions that have called lately. A list stays the same object until a managed policy in it
 * changes, for decisions are remembered by it.
 */
export class SessionPolicies {
  readonly #inline = new WeakMap<SessionFacts, NamedPolicy>();
  readonly #lists = new WeakMap<SessionFacts, readonly NamedPolicy[]>();

  /**
   * The policies that bound a session, together; null for one to which none were passed. A managed policy that is gone
   * allows nothing.
   */
  of(
    session: SessionFacts,
    accountId: AccountId,
    { directory }: Pick<World, 'directory'>,
  ): readonly NamedPolicy[] | null {
    const { policy, policyArns = [] } = session;
    if (policy === undefined && policyArns.length === 0) return null;
    const managed = policyArns.flatMap((arn) => directory.managedPolicy(arn)?.inForce ?? []);
    const list = policy === undefined ? managed : [this.#inlineOf(session, policy, accountId), ...managed];
    const before = this.#lists.get(session);
    if (before?.length === list.length && before.every((one, index) => one === list[index])) return before;
    this.#lists.set(session, list);
    return list;
  }

  #inlineOf(session: SessionFacts, text: string, accountId: AccountId): NamedPolicy {
    let inline = this.#inline.get(session);
    if (inline === undefined) {
      inline = { name: INLINE_SESSION_POLICY, policy: parsePolicy(text, { kind: 'identity', accountId }) };
      this.#inline.set(session, inline);
    }
    return inline;
  }
}

import type { AuthorizationRequest, Decision } from './decision.ts';

const questions = new WeakMap<Decision, AuthorizationRequest>();

/**
 * Keeps the question beside its refusal, for as long as the refusal is kept: a fix is tried by asking again. What the
 * caller gave to be encrypted or signed is left out: no policy reads bytes.
 */
export function rememberQuestion(decision: Decision, request: AuthorizationRequest): void {
  const { call } = request;
  const texts = Object.entries(call.input).filter(([, value]) => !(value instanceof Uint8Array));
  questions.set(decision, { ...request, call: { ...call, input: Object.fromEntries(texts) } });
}

/** The question that was refused; undefined for what was allowed, and for a decision that came from elsewhere. */
export function questionBehind(decision: Decision): AuthorizationRequest | undefined {
  return questions.get(decision);
}

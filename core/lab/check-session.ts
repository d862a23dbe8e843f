import type { Principal } from '../cloud/principal.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { LabError } from './lab-error.ts';
import { INLINE_SESSION_POLICY } from './session-policies.ts';
import { checkPolicy } from './world-policies.ts';

const isText = (value: unknown) => typeof value === 'string';
const isInstant = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);

/** What each member of a session may be. */
const MEMBERS = {
  issuedAt: isInstant,
  policy: isText,
  policyArns: isTexts,
  tags: (value: unknown) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
  transitiveTagKeys: isTexts,
  sourceIdentity: isText,
  mfaAt: isInstant,
  federatedBy: isText,
} as const satisfies Record<keyof SessionFacts, (value: unknown) => boolean>;

/** Whether a front end's session is one. @throws {LabError} that names the member that is wrong */
export function checkSession(session: SessionFacts, { type, accountId }: Principal): void {
  if (type === 'service') throw new LabError('a service calls without a session');
  for (const [name, value] of Object.entries(session)) {
    const isRight = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof typeof MEMBERS] : undefined;
    if (isRight === undefined) throw new LabError(`a session has no '${name}': expected ${NAMES}`);
    if (!isRight(value)) throw new LabError(`the session's ${name} is not what it should be: ${JSON.stringify(value)}`);
  }
  if (session.policy !== undefined) checkPolicy(session.policy, 'identity', accountId, INLINE_SESSION_POLICY);
}

const NAMES = Object.keys(MEMBERS).join(', ');

import type { z } from 'zod';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import type { Lab } from '../lab/lab.ts';
import { ScenarioError } from './scenario-error.ts';
import { type Session, sessionFacts } from './session-schema.ts';

/**
 * What a session carries that begins now, with the policy of a file of the lab's world where it names one.
 * @throws {ScenarioError} where there is no such file
 */
export function sessionIn(lab: Lab, session: z.infer<typeof Session>): Promise<SessionFacts> {
  return sessionFacts(session, lab.world.now, async (policy) => {
    if (typeof policy !== 'string') return JSON.stringify(policy);
    const file = await lab.act({ type: 'getFile', name: policy });
    if (!file.ok) throw new ScenarioError(file.error.message);
    return fromUtf8(file.bytes ?? new Uint8Array());
  });
}

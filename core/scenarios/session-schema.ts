import { z } from 'zod';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { startOfSecond } from '../credentials/session-facts.ts';
import type { EpochMs } from '../ports.ts';
import { defined } from './defined.ts';

/** What the session of a step carries, as STS would have put it in. */
export const Session = z.strictObject({
  policy: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .describe('The session policy: a document, or the name of a file that has it'),
  policyArns: z.array(z.string()).optional().describe('ARNs of managed session policies'),
  tags: z.record(z.string(), z.string()).optional().describe('Session tags'),
  sourceIdentity: z.string().optional(),
  mfa: z.boolean().optional().describe('Whether it began with a second factor, just now'),
});

/** @param textOf - the text of a policy that is a document, or in a file */
export async function sessionFacts(
  { policy, mfa, ...rest }: z.infer<typeof Session>,
  now: EpochMs,
  textOf: (policy: NonNullable<z.infer<typeof Session>['policy']>) => Promise<string>,
): Promise<SessionFacts> {
  return {
    issuedAt: startOfSecond(now),
    ...defined(rest),
    ...(policy === undefined ? {} : { policy: await textOf(policy) }),
    ...(mfa === true ? { mfaAt: now } : {}),
  };
}

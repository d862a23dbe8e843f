import { loggedAnswer } from '../../audit/logged-answer.ts';
import { loggedDate } from '../../audit/logged-date.ts';
import type { Credentials } from '../../credentials/access-keys.ts';

/** A session's credentials as STS returns them; the instant in seconds since 1970. */
export function credentialsOutput({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials) {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: (expiration ?? 0) / 1000,
  };
}

/**
 * What CloudTrail keeps of an answer with credentials in it: never the secret.
 * Simplified: AWS's record has the session token too; here no credential stands in the trail.
 * Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".
 */
export function loggedSession(output: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { AccessKeyId, Expiration } = output.Credentials as ReturnType<typeof credentialsOutput>;
  const { Credentials: _, ...beside } = output;
  return { credentials: { accessKeyId: AccessKeyId, expiration: loggedDate(Expiration) }, ...loggedAnswer(beside) };
}

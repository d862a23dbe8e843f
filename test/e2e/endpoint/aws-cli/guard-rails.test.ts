import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allPrograms } from '../../../../scripts/suites/tools.js';
import { describeWith } from '../../needs.ts';
import { serve } from '../serving.ts';
import { maskedSteps } from './masked-steps.ts';
import { PATIENCE_MS, START, tell } from './told.ts';

/** What every client must print in some steps of guard-rails.sh: `kmslab aws` has no session tokens, and no URL. */
const GUARD_RAILS: Readonly<Record<string, RegExp>> = {
  'encrypt within the session policy': /"CiphertextBlob"/,
  'describe-key beyond the session policy': /because no session policy allows the kms:DescribeKey action/,
  'assume-role with a session policy that is none': /MalformedPolicyDocument/,
  'assume-role for too long': /MaxSessionDuration/,
  'describe-key that a session tag lets': /^"Enabled"/,
  'describe-key without the tag': /because no resource-based policy allows/,
  'assume-role by chaining': /assumed-role\/next\/ann",\s+"ann"/,
  'what is let by a tag that went on': /^"Enabled"/,
  'assume-role with another value for a tag that went on': /InvalidParameterValue.*conflicts with a transitive tag key/,
  'assume-role with another source identity': /ValidationError.*The source identity is already set/,
  'assume-role by chaining for too long': /1 hour session limit for roles assumed by role chaining/,
  'assume-role with tags that the role does not take': /not authorized to perform: sts:TagSession/,
  'assume-role without the external id': /not authorized to perform: sts:AssumeRole/,
  'assume-role with the external id': /assumed-role\/external\/ann/,
  'encrypt of a federated user': /"CiphertextBlob"/,
  'describe-key of a federated user': /federated-user\/bob is not authorized.*because no session policy allows/,
  'get-caller-identity of a federated user': /"UserId": "111122223333:bob"/,
  'list-users of a federated user': /InvalidClientTokenId/,
  'list-keys of a session of one’s own': /^3\n/,
  'list-users of a session of one’s own': /InvalidClientTokenId/,
  'get-session-token of a session': /Cannot call GetSessionToken with session credentials/,
  'list-keys through the endpoint': /^3\n/,
  'describe-key that the endpoint does not let through': /because no VPC endpoint policy allows the kms:DescribeKey/,
  'encrypt that only the endpoint may': /"CiphertextBlob"/,
  'encrypt past the endpoint': /with an explicit deny in a resource-based policy/,
  'list-keys in another Region through it': /VpcEndpointNotReachable/,
  'list-keys through one that is not there': /VpcEndpointNotReachable/,
  'what CloudTrail has of it': /^1\n/,
};

describeWith('aws', 'guard-rails.sh, told to the real AWS CLI', () => {
  describe.each(allPrograms('aws'))('%s', (program) => {
    it(
      'is bounded by sessions and endpoints',
      async () => {
        const serving = await serve('--at', START, '--setup', join(import.meta.dirname, 'guard-rails.yaml'));
        const printed = await tell('guard-rails.sh', `${program} --endpoint-url ${serving.url}`, {
          ...(await serving.env('main/user/ann')),
          URL: serving.url,
        });
        await serving.stop();
        const steps = maskedSteps(printed);
        for (const [step, wanted] of Object.entries(GUARD_RAILS))
          expect([step, steps.get(step)]).toEqual([step, expect.stringMatching(wanted)]);
      },
      PATIENCE_MS,
    );
  });
});

import { parsePolicy } from '../../access/policy.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { exceedsLimit, POLICY_LIMITS } from '../../access/policy-limits.ts';
import type { AccountId } from '../../cloud/arn.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';

/**
 * Whether a document may be an endpoint's policy. @throws {Ec2Error} InvalidPolicyDocument, with where it is wrong
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 */
export function checkEndpointPolicy(text: string, accountId: AccountId): void {
  if (exceedsLimit(text, POLICY_LIMITS.vpcEndpoint)) {
    throw invalid(`An endpoint policy has at most ${POLICY_LIMITS.vpcEndpoint.most} characters.`);
  }
  try {
    parsePolicy(text, { kind: 'vpcEndpoint', accountId });
  } catch (error) {
    if (error instanceof PolicyError) throw invalid(error.message);
    throw error;
  }
}

function invalid(message: string): Ec2Error {
  return new Ec2Error('InvalidPolicyDocument', message, 'malformed-policy');
}

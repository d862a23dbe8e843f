import type { Decision } from '../access/decision.ts';
import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** STS's codes that kmslab gives. Source: STS API Reference, "Common Errors". */
export const STS_ERROR_CODES = [
  'AccessDenied',
  'ValidationError',
  'InvalidParameterValue',
  'MalformedPolicyDocument',
  'PackedPolicyTooLarge',
] as const;
export type StsErrorCode = (typeof STS_ERROR_CODES)[number];

/** Any error of STS. */
export class StsError extends AwsError {
  override readonly name: StsErrorCode;
  constructor(code: StsErrorCode, message: string, because: Because) {
    super(message, because);
    this.name = code;
  }
  /** STS does not say which policy is to blame. */
  static denied({ principalArn, action, resourceArn, because }: Decision): StsError {
    return new StsError(
      'AccessDenied',
      `User: ${principalArn} is not authorized to perform: ${action} on resource: ${resourceArn}`,
      because,
    );
  }
}

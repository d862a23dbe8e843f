import type { Decision } from '../access/decision.ts';
import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** The errors of CloudTrail that kmslab gives. Source: CloudTrail API Reference, LookupEvents, "Errors". */
export const CLOUDTRAIL_ERROR_NAMES = [
  'AccessDeniedException',
  'InvalidEventCategoryException',
  'InvalidLookupAttributesException',
  'InvalidMaxResultsException',
  'InvalidNextTokenException',
  'InvalidTimeRangeException',
] as const;
export type CloudTrailErrorName = (typeof CLOUDTRAIL_ERROR_NAMES)[number];

/** Any error of CloudTrail. The texts are ours where AWS's are not published. */
export class CloudTrailError extends AwsError {
  override readonly name: CloudTrailErrorName;
  constructor(name: CloudTrailErrorName, message: string, because: Because = 'invalid-parameter') {
    super(message, because);
    this.name = name;
  }
  /** LookupEvents is about no resource, and the message names none. */
  static denied({ message, because }: Decision): CloudTrailError {
    return new CloudTrailError(
      'AccessDeniedException',
      (message ?? 'Access denied').replace(' on resource: *', ''),
      because,
    );
  }
}

import type { QuotaUse } from '../quotas/quota-use.ts';
import { AwsError } from './aws-error.ts';

/**
 * More requests came in a second than the caller's account may make.
 * Source: KMS Developer Guide, "Throttling AWS KMS requests"; wire.md section 4.
 */
export class ThrottlingException extends AwsError {
  override readonly name = 'ThrottlingException';
  /** The quotas that the request was held against; the last is used up. */
  readonly quotas: readonly QuotaUse[];
  constructor(quotas: readonly QuotaUse[]) {
    super(
      'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
      'request-quota-exceeded',
    );
    this.quotas = quotas;
  }
}

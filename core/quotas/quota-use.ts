import type { RequestQuotaId } from './request-quotas.ts';

/** How much of a quota is in use, this request among it where it was admitted. */
export interface QuotaUse {
  readonly quota: RequestQuotaId;
  /** As Service Quotas lists it. */
  readonly name: string;
  /** Whose quota it is: the caller's account, or a custom key store. */
  readonly of: string;
  readonly region: string;
  readonly used: number;
  /** Requests a second. */
  readonly limit: number;
}

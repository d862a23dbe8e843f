const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const EPOCH = /^-?\d+(?:\.\d+)?$/;

/**
 * Milliseconds since 1970 of a date in a policy or a request: ISO 8601 (without an offset it is UTC), or seconds since
 * 1970. NaN for anything else, which equals nothing.
 * Source: IAM User Guide, "Date condition operators"; W3C NOTE-datetime.
 */
export function dateValue(text: string): number {
  if (EPOCH.test(text)) return Number(text) * 1000;
  if (!ISO.test(text)) return Number.NaN;
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text.slice('2000-01-01'.length));
  return Date.parse(text.includes('T') && !hasOffset ? `${text}Z` : text);
}

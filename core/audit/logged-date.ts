/**
 * An instant as CloudTrail prints it inside requestParameters and responseElements: `Aug 10, 2022, 10:38:27 PM`, UTC.
 * @param seconds - since 1970, as KMS's wire has it.
 * Source: KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail", examples; audit-and-cost.md section 1.
 */
export function loggedDate(seconds: number): string {
  const [, day, month, year, time = ''] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(toUtc(seconds)) ?? [];
  const [hour = '', ...rest] = time.split(':');
  const half = Number(hour) < 12 ? 'AM' : 'PM';
  return `${month} ${Number(day)}, ${year}, ${[Number(hour) % 12 || 12, ...rest].join(':')} ${half}`;
}

/** `Wed, 10 Aug 2022 22:38:27 GMT` */
function toUtc(seconds: number): string {
  return new Date(seconds * 1000).toUTCString();
}

/**
 * Reads a timestamp as the command line may give it: seconds since 1970, or ISO 8601 with or without a time and a
 * zone (without one it is UTC). Whole seconds since 1970, as the CLI sends them, or null.
 * Simplified: the real CLI also reads dates in words (`Jan 1 2026`).
 */
export function parseTimestamp(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.floor(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Math.floor(Number(text));
  const parts = ISO_8601.exec(text)?.groups;
  if (parts === undefined) return null;
  const field = (name: string) => Number(parts[name] ?? 0);
  const [month, day, hour, minute, second] = [
    field('month'),
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  ];
  const utc = Date.UTC(field('year'), month - 1, day, hour, minute, second);
  const date = new Date(utc);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isReal ? utc / 1000 - zoneSeconds(parts.zone) : null;
}

const ISO_8601 =
  /^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})(?:[T ](?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]\d+)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;

function zoneSeconds(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}

/**
 * Prints seconds since 1970 as AWS CLI v2 does: `2026-01-01T00:00:00+00:00`, with six digits where there is a fraction.
 * Source: AWS CLI User Guide, "cli_timestamp_format" (iso8601 is v2's default).
 */
export function formatTimestamp(epochSeconds: number): string {
  const micros = Math.round(epochSeconds * 1e6);
  const seconds = Math.floor(micros / 1e6);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(epochSeconds);
  const fraction = micros - seconds * 1e6;
  const digits = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`;
  return `${date.toISOString().slice(0, -'.000Z'.length)}${digits}+00:00`;
}

/** Output members that are timestamps: numbers in a reply, ISO 8601 in print. Source: the API References. */
export const TIMESTAMP_MEMBERS: ReadonlySet<string> = new Set([
  'AttachTime',
  'CompletedTimestamp',
  'CompletionTime',
  'CreateDate',
  'CreateTime',
  'CreatedDate',
  'ArchivalDateTime',
  'CreationDate',
  'CreationDateTime',
  'InaccessibleEncryptionDateTime',
  'CreationTimestamp',
  'DeletedDate',
  'DeletionDate',
  'EventTime',
  'Expiration',
  'ExpirationTimestamp',
  'FirstReachedTime',
  'InstanceCreateTime',
  'JoinedTimestamp',
  'KeyCreationDate',
  'LastAccessedDate',
  'LastChangedDate',
  'LastModified',
  'LastModifiedDate',
  'LastUpdatedDate',
  'LastUsedDate',
  'LaunchTime',
  'NextRotationDate',
  'OnDemandRotationStartDate',
  'ParametersValidTo',
  'RequestedTimestamp',
  'RotationDate',
  'SnapshotCreateTime',
  'StartTime',
  'Timestamp',
  'TrackingStartDate',
  'UpdateDate',
  'ValidTo',
]);

/** `2026-01-01 09:02:11`, in UTC, which is what CloudTrail and the CLI print. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-01-01`, in UTC. */
export function formatDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How far off an instant is, in the largest unit that says it: `in 30 days`, `in 5 hours`, `now`. */
export function formatUntil(at: number, now: number): string {
  const left = at - now;
  if (left < MINUTE_MS) return left <= 0 ? 'now' : 'in less than a minute';
  if (left < HOUR_MS) return `in ${count(left / MINUTE_MS, 'minute')}`;
  if (left < DAY_MS) return `in ${count(left / HOUR_MS, 'hour')}`;
  return `in ${count(left / DAY_MS, 'day')}`;
}

function count(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** `Pending deletion` for `PendingDeletion`: the console's words for the API's. */
export function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The part of an ARN behind the account: `key/1234…`, `role/admin`. */
export function resourceOf(arn: string): string {
  return arn.split(':').slice(5).join(':') || arn;
}

/** The first characters of a long id, with the rest behind an ellipsis. */
export function shortId(id: string): string {
  return id.length <= 13 ? id : `${id.slice(0, 8)}…`;
}

/** What a person calls a key: its alias, else the beginning of its id. */
export function keyLabel(key: { readonly alias: string | null; readonly keyId: string }): string {
  return key.alias ?? shortId(key.keyId);
}

/** Base64 of bytes. Source: RFC 4648, section 4. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** A PEM of bytes. Source: RFC 7468, section 2. */
export function toPem(label: string, bytes: Uint8Array): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** A text cut to `letters`, with a sign that there is more. */
export function brief(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters).trimEnd()}…`;
}

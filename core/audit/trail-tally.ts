import type { TrailRow } from '../lab/trail-row.ts';

/** What rows of CloudTrail about KMS are counted by: rows that are alike in all of it are one count. */
interface CountedBy {
  /** Whose log it is. */
  readonly accountId: string;
  /** In UTC: `2026-03`. */
  readonly month: string;
  readonly region: string;
  readonly eventName: string;
  /** ARNs of the keys that the row names, with a space between; empty where it names none. */
  readonly keyArns: string;
  /** KeyPairSpec of a request for a data key pair; empty for others. */
  readonly keyPairSpec: string;
  /** Whether it is a request that came through and is charged to the account. */
  readonly isCharged: boolean;
}

/** How many rows are alike, and the first and the last of them by their event ids. */
export interface TrailCount extends CountedBy {
  readonly count: number;
  readonly firstEventId: string;
  readonly lastEventId: string;
}

/** Which counts to give; what is left out does not matter. */
export interface TrailCountQuery {
  readonly accountIds?: readonly string[];
  readonly month?: string;
  readonly eventNames?: readonly string[];
}

/**
 * Counts rows of CloudTrail, so that a bill need not go through a million of them. What it counts by is enough to tell
 * the price, together with the specs of the keys.
 */
export class TrailTally {
  readonly #counts = new Map<string, { -readonly [K in keyof TrailCount]: TrailCount[K] }>();

  add(row: TrailRow): void {
    const by = countedBy(row);
    if (by === null) return;
    const name = Object.values(by).join('\n');
    const { eventID } = row.record;
    const count = this.#counts.get(name);
    if (count === undefined) {
      this.#counts.set(name, { ...by, count: 1, firstEventId: eventID, lastEventId: eventID });
    } else {
      count.count += 1;
      count.lastEventId = eventID;
    }
  }

  get counts(): Iterable<TrailCount> {
    return this.#counts.values();
  }

  clear(): void {
    this.#counts.clear();
  }
}

/** Whether a count is one that a query asks for. */
export function isAskedFor(count: CountedBy, { accountIds, month, eventNames }: TrailCountQuery): boolean {
  return (
    (accountIds === undefined || accountIds.includes(count.accountId)) &&
    (month === undefined || count.month === month) &&
    (eventNames === undefined || eventNames.includes(count.eventName))
  );
}

/** Null for other services' rows: nobody is charged for those here. */
function countedBy({ record }: TrailRow): CountedBy | null {
  if (record.eventSource !== 'kms.amazonaws.com') return null;
  const { recipientAccountId, eventTime, awsRegion, eventName, resources = [], requestParameters } = record;
  const keyArns = resources.filter(({ type }) => type === 'AWS::KMS::Key').map(({ ARN }) => ARN);
  const isForPair = eventName.startsWith('GenerateDataKeyPair');
  return {
    accountId: recipientAccountId,
    month: eventTime.slice(0, 'YYYY-MM'.length),
    region: awsRegion,
    eventName,
    keyArns: keyArns.join(' '),
    keyPairSpec: isForPair ? String(requestParameters?.keyPairSpec ?? '') : '',
    isCharged: isCharged(record),
  };
}

/** Who calls where KMS does something by itself, or for somebody in another Region. */
const KMS_ITSELF: readonly string[] = ['AWS Internal', 'kms.amazonaws.com'];

/**
 * Requests are charged to the account that makes them, whoever owns the key: so the owner's copy of a record is not.
 * Simplified: AWS does not say whether it charges for requests that it refuses; here they are free, and so is what KMS
 * does by itself. Source: https://aws.amazon.com/kms/pricing/; audit-and-cost.md section 5.
 */
function isCharged({ eventType, errorCode, userIdentity, sourceIPAddress }: TrailRow['record']): boolean {
  return (
    eventType === 'AwsApiCall' &&
    errorCode === undefined &&
    userIdentity.type !== 'AWSAccount' &&
    !KMS_ITSELF.includes(sourceIPAddress)
  );
}

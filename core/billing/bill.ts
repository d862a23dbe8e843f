import type { TrailCount } from '../audit/trail-tally.ts';
import type { EpochMs } from '../ports.ts';
import type { LedgerKey } from './key-ledger.ts';
import { forHours, inCents, inDollars } from './money.ts';
import { clockHours, type Month, type OtherMonths } from './month.ts';
import { PRICE_TABLE, REQUEST_CLASSES, type RequestClass } from './price-table.ts';
import { requestClassOf } from './request-class.ts';

/** What KMS costs an account in a month. Plain JSON. */
export interface Bill {
  readonly accountId: string;
  /** `2026-03` */
  readonly month: string;
  readonly hoursInMonth: number;
  /** The part of the month that it is for. */
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** Whether that is the whole month. */
  readonly isWhole: boolean;
  readonly prices: { readonly asOf: string; readonly region: string; readonly source: string };
  readonly lines: readonly BillLine[];
  readonly microDollars: number;
  /** To the cent: `$3.24`. */
  readonly total: string;
  /** What it supposes, where it is asked what would be. */
  readonly supposes: readonly string[];
  /** What a replica more would add to a whole month: `$1.00`. */
  readonly replicaMore: string;
}

/** A bill, and the months before and behind it that there are bills of. */
export interface BillView extends Bill {
  readonly months: OtherMonths;
}

/** One price times a quantity. */
export interface BillLine {
  readonly charge: 'keys' | 'rotations' | RequestClass | 'freeTier';
  /** Null where it is of all Regions together. */
  readonly region: string | null;
  readonly says: string;
  readonly quantity: number;
  readonly unit: 'key-hours' | 'requests';
  readonly price: string;
  /** To the millionth of a dollar; half of it upwards. */
  readonly microDollars: number;
  /** `$0.0003` */
  readonly amount: string;
  /** What it comes from, and the rows of CloudTrail behind that. */
  readonly behind: readonly BilledItem[];
}

/** A key with its hours, or requests of one operation with the same keys. */
export interface BilledItem {
  readonly keyArns: readonly string[];
  readonly quantity: number;
  /** For a key: from when and until when it costs something in the month. */
  readonly from: EpochMs | null;
  readonly until: EpochMs | null;
  readonly events: readonly BilledEvents[];
}

/** Rows of CloudTrail that are alike, in the account's log. */
export interface BilledEvents {
  readonly eventName: string;
  readonly count: number;
  readonly firstEventId: string;
  readonly lastEventId: string;
}

/** What a bill is worked out from. */
export interface BillSources {
  readonly accountId: string;
  readonly month: Month;
  /** Until when it counts: the end of the month, or now. */
  readonly until: EpochMs;
  /** Every key of the world. */
  readonly keys: ReadonlyMap<string, LedgerKey>;
  /** The account's requests in the month. */
  readonly requests: readonly TrailCount[];
  /** What happened to the account's keys, ever. */
  readonly lifeOfKeys: readonly TrailCount[];
  /** How many requests to count for each that was made: more than 1 where a bill supposes that they go on. */
  readonly pace: number;
  /** Requests that nobody has made. */
  readonly moreRequests: number;
  /** Replica keys that nobody has made, each there for the whole month and never rotated. */
  readonly moreReplicas: number;
}

/** Works a bill out. Source: https://aws.amazon.com/kms/pricing/; audit-and-cost.md section 5. */
export function billOf(sources: BillSources): Bill {
  const { accountId, month, until, keys, lifeOfKeys, moreReplicas } = sources;
  const own = [...keys.values()].filter((key) => key.accountId === accountId && key.keyManager === 'CUSTOMER');
  const lives = byKey(lifeOfKeys);
  const lines = [
    ...keyLines(own, lives, month, until),
    ...(moreReplicas === 0 ? [] : [replicaLine(moreReplicas, month)]),
    ...rotationLines(own, lives, month, until),
    ...requestLines(sources),
  ];
  const microDollars = lines.reduce((sum, line) => sum + line.microDollars, 0);
  const { asOf, region, source } = PRICE_TABLE;
  return {
    accountId,
    month: month.name,
    hoursInMonth: month.hours,
    from: month.start,
    until,
    isWhole: until === month.end,
    prices: { asOf, region, source },
    lines,
    microDollars,
    total: inCents(microDollars),
    supposes: [],
    replicaMore: inCents(replicaLine(1, month).microDollars),
  };
}

type Lives = ReadonlyMap<string, readonly TrailCount[]>;

function byKey(lifeOfKeys: readonly TrailCount[]): Lives {
  const lives = new Map<string, TrailCount[]>();
  for (const count of lifeOfKeys) {
    const life = lives.get(count.keyArns);
    if (life === undefined) lives.set(count.keyArns, [count]);
    else life.push(count);
  }
  return lives;
}

/** What makes a key cost something, or nothing any more. */
const OF_A_KEY: readonly string[] = ['CreateKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'DeleteKey'];
const OF_A_ROTATION: readonly string[] = ['RotateKey', 'SynchronizeMultiRegionKey'];
/** All of those: what `lifeOfKeys` is to hold. */
export const LIFE_OF_KEYS = [...OF_A_KEY, ...OF_A_ROTATION];

function keyLines(keys: readonly LedgerKey[], lives: Lives, month: Month, until: EpochMs): readonly BillLine[] {
  const items = keys.flatMap((key) => {
    const item = itemOf(key, key.createdAt, month, until, eventsOf(lives.get(key.arn), OF_A_KEY));
    return item === null ? [] : [{ region: key.region, item }];
  });
  return hourLines(items, month, {
    charge: 'keys',
    says: 'Customer managed keys',
    ...PRICE_TABLE.key,
  });
}

/** So many replicas that are supposed: each is billed as any other key. */
function replicaLine(replicas: number, { hours }: Month): BillLine {
  const { price, microDollarsAMonth } = PRICE_TABLE.key;
  const quantity = replicas * hours;
  const microDollars = forHours(microDollarsAMonth, quantity, hours);
  const says = 'Replica keys that are supposed';
  return line({ charge: 'keys', region: null, says, quantity, unit: 'key-hours', price, microDollars, behind: [] });
}

function rotationLines(keys: readonly LedgerKey[], lives: Lives, month: Month, until: EpochMs): readonly BillLine[] {
  const { charged, ...price } = PRICE_TABLE.rotation;
  const items = keys.flatMap((key) =>
    key.rotatedAt.slice(0, charged).flatMap((rotatedAt) => {
      const item = itemOf(key, rotatedAt, month, until, eventsOf(lives.get(key.arn), OF_A_ROTATION));
      return item === null ? [] : [{ region: key.region, item }];
    }),
  );
  return hourLines(items, month, { charge: 'rotations', says: 'Rotations, first and second', ...price });
}

/** The hours of the month that a key costs something for, from an instant on. */
function itemOf(
  { arn, freeSince }: LedgerKey,
  since: EpochMs,
  { start, end }: Month,
  until: EpochMs,
  events: readonly BilledEvents[],
): BilledItem | null {
  const [from, to] = [Math.max(since, start), Math.min(freeSince ?? end, end, until)];
  const quantity = clockHours(from, to);
  return quantity === 0 ? null : { keyArns: [arn], quantity, from, until: to, events };
}

function hourLines(
  items: readonly { readonly region: string; readonly item: BilledItem }[],
  { hours }: Month,
  what: Pick<BillLine, 'charge' | 'says' | 'price'> & { readonly microDollarsAMonth: number },
): readonly BillLine[] {
  const { charge, says, price, microDollarsAMonth } = what;
  return inRegions(items).map(([region, behind]) => {
    const quantity = total(behind);
    const microDollars = forHours(microDollarsAMonth, quantity, hours);
    return line({ charge, region, says, quantity, unit: 'key-hours', price, microDollars, behind });
  });
}

function requestLines({ requests, keys, pace, moreRequests }: BillSources): readonly BillLine[] {
  const specOf = (arn: string) => keys.get(arn)?.keySpec;
  const charged = requests.filter(({ isCharged }) => isCharged);
  const lines = REQUEST_CLASSES.flatMap((requestClass) => {
    const items = charged
      .filter((count) => requestClassOf(count, specOf) === requestClass)
      .map((count) => ({ region: count.region, item: requestsItem(count, pace) }));
    return inRegions(items).map(([region, behind]) => requestLine(requestClass, region, total(behind), behind));
  });
  return withFreeTier(moreRequests === 0 ? lines : [...lines, requestLine('symmetric', null, moreRequests, [])]);
}

function requestsItem(count: TrailCount, pace: number): BilledItem {
  const keyArns = count.keyArns === '' ? [] : count.keyArns.split(' ');
  const quantity = Math.round(count.count * pace);
  return { keyArns, quantity, from: null, until: null, events: eventsOf([count], [count.eventName]) };
}

/** So many requests of a class; those of no Region are supposed. */
function requestLine(
  requestClass: RequestClass,
  region: string | null,
  quantity: number,
  behind: readonly BilledItem[],
): BillLine {
  const { says, price, microDollars } = PRICE_TABLE.requests[requestClass];
  return line({
    charge: requestClass,
    region,
    says: region === null ? `${says} that are supposed` : says,
    quantity,
    unit: 'requests',
    price,
    microDollars: quantity * microDollars,
    behind,
  });
}

/** The lines, and behind them what the free requests of the month take away again. All that may be free cost the same. */
function withFreeTier(lines: readonly BillLine[]): readonly BillLine[] {
  const { free, requests } = PRICE_TABLE;
  const mayBeFree = lines.filter(({ charge }) => charge === free.charge);
  const quantity = Math.min(free.requests, total(mayBeFree));
  if (quantity === 0) return lines;
  const microDollars = -quantity * requests[free.charge].microDollars;
  const { says, price } = free;
  return [
    ...lines,
    line({ charge: 'freeTier', region: null, says, quantity, unit: 'requests', price, microDollars, behind: [] }),
  ];
}

function line(of: Omit<BillLine, 'amount'>): BillLine {
  return { ...of, amount: inDollars(of.microDollars) };
}

function eventsOf(counts: readonly TrailCount[] = [], eventNames: readonly string[]): readonly BilledEvents[] {
  return counts
    .filter(({ eventName }) => eventNames.includes(eventName))
    .map(({ eventName, count, firstEventId, lastEventId }) => ({ eventName, count, firstEventId, lastEventId }));
}

/** By Region, in the order of their codes. */
function inRegions(
  items: readonly { readonly region: string; readonly item: BilledItem }[],
): readonly (readonly [string, readonly BilledItem[]])[] {
  const regions = new Map<string, BilledItem[]>();
  for (const { region, item } of items) {
    const there = regions.get(region);
    if (there === undefined) regions.set(region, [item]);
    else there.push(item);
  }
  return [...regions].sort(([a], [b]) => (a < b ? -1 : 1));
}

function total(items: readonly { readonly quantity: number }[]): number {
  return items.reduce((sum, { quantity }) => sum + quantity, 0);
}

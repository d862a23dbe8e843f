import type { LabView } from '../../core/index.ts';
import { TRAIL } from '../manual/trail.ts';
import { isAskedFor, type TrailFilter } from '../trail/trail-filter.ts';
import { trailLines } from '../trail/trail-lines.ts';
import { type TrailCall, trailTree } from '../trail/trail-tree.ts';
import { accountIdOf } from './account-id-of.ts';
import { type Asker, askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { instantFrom } from './instant-from.ts';
import type { ParsedOptions } from './parse-options.ts';
import { printEvents } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/** Calls at the top that are shown where nobody says how many: enough to read. */
const USUAL_LIMIT = 50;

/**
 * `kmslab trail`: CloudTrail's records, newest last, what services did for somebody under that somebody's call.
 * @throws {UsageError} for a bad option, or a key that isn't there
 */
export async function runTrail(argv: readonly string[]): Promise<number> {
  const { values, lists } = readCommandLine('trail', TRAIL, argv);
  const limit = limitOf(values.limit);
  const asker = await askerFor(values);
  const view = await asker.ask({ type: 'view' });
  const filter = await filterOf({ values, lists }, asker, view);
  const { account } = values;
  const rows = await asker.ask({
    type: 'trail',
    ...(account === undefined ? {} : { accountId: accountIdOf(String(account), view) }),
  });
  const calls = trailTree(rows, (row) => isAskedFor(row, filter, view), limit);
  const answer = calls.map(callJson);
  const events = calls.flatMap(eventsOf);
  printEvents(values, { answer, events }, (width, glyphs) => trailLines(calls, view, width, glyphs));
  return EXIT.ok;
}

/** A call as `--json` prints it: CloudTrail's record as it is, and beside it what the lab knows. */
function callJson({ row, accountIds, isAsked, calls }: TrailCall): unknown {
  const { requestId, because, record } = row;
  return { requestId, because, accountIds, isAsked, record, calls: calls.map(callJson) };
}

/** A call and those under it, one after the other, as `--jsonl` prints them. */
function eventsOf({ row, accountIds, isAsked, calls }: TrailCall): readonly unknown[] {
  const { requestId, because, causedBy, record } = row;
  return [{ requestId, causedBy, because, accountIds, isAsked, record }, ...calls.flatMap(eventsOf)];
}

async function filterOf(
  { values, lists }: Pick<ParsedOptions, 'values' | 'lists'>,
  asker: Asker,
  view: LabView,
): Promise<TrailFilter> {
  const { key, since, until } = values;
  return {
    ...(key === undefined ? {} : { keyArn: await keyArnNamed(String(key), asker) }),
    events: lists.event ?? [],
    principals: lists.principal ?? [],
    ...(since === undefined ? {} : { since: instantFrom('--since', String(since), view.now, -1) }),
    ...(until === undefined ? {} : { until: instantFrom('--until', String(until), view.now, -1) }),
    isErrorsOnly: values.errors === true,
  };
}

/** An ARN may be that of a key which is gone: the trail still has it. */
async function keyArnNamed(key: string, asker: Asker): Promise<string> {
  if (key.startsWith('arn:') && key.includes(':key/')) return key;
  const found = await asker.ask({ type: 'keyNamed', key });
  if (found === null) throw new UsageError(`the lab has no key ${key}`);
  return found.keyArn;
}

function limitOf(text: string | boolean | undefined): number {
  if (text === undefined) return USUAL_LIMIT;
  if (typeof text !== 'string' || !/^\d{1,9}$/.test(text))
    throw new UsageError(`--limit: expected a whole number, got "${String(text)}"`);
  return Number(text);
}

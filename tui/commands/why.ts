import type { HypotheticalCall, TurnedAway, WhyView } from '../../core/index.ts';
import { askGains } from '../lab/ask-gains.ts';
import { CALL_OPTIONS } from '../manual/shared-options.ts';
import { WHY } from '../manual/why.ts';
import { turnedAwayLines } from '../overlays/turned-away-lines.ts';
import { whyLines } from '../overlays/why-lines.ts';
import { line } from '../text/line.ts';
import { type Asker, askerFor } from './ask-lab.ts';
import { callMade } from './call-options.ts';
import { EXIT } from './exit-codes.ts';
import type { ParsedOptions } from './parse-options.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { textOfFile } from './text-of-file.ts';
import { UsageError } from './usage-error.ts';

/** Options that only make sense of a call that nobody makes. */
const OF_A_CALL = [...Object.keys(CALL_OPTIONS), 'action', 'key', 'alias', 'region', 'session-policy'];

/**
 * `kmslab why`: the last refusal, or a request by its id, or a call that nobody makes. Ends with 0 for what is explained,
 * and with 1 for a call that would be refused, so that a script can check who may.
 * @throws {UsageError} for a bad option, or a request that the lab doesn't know
 */
export async function runWhy(argv: readonly string[]): Promise<number> {
  const parsed = readCommandLine('why', WHY, argv);
  const { values, positionals } = parsed;
  const call = callAsked(parsed);
  const stray = positionals.find((word) => call === null || !word.includes('='));
  if (stray !== undefined) throw new UsageError(`unexpected argument "${stray}"`);
  if (call !== null && values.request !== undefined)
    throw new UsageError('expected --request or --as with --action, got both');
  const asker = await askerFor(values);
  const why = call === null ? await explain(asker, values.request) : await asker.ask({ type: 'whyIf', ...call });
  const isLast = call === null && values.request === undefined;
  const later = isLast ? await asker.turnedAway() : [];
  if (why === null) return nothingRefused(values, later);
  const gains = await askGains(asker, why);
  const view = values.json === true ? null : await asker.ask({ type: 'view' });
  const answer = { ...why, gains, ...(isLast ? { turnedAway: later } : {}) };
  printAnswer(values, answer, (width, glyphs) => [
    ...whyLines({ why, gains, view, isToTheLetter: true }, width, glyphs),
    ...turnedAwayLines(later, width),
  ]);
  return call !== null && why.verdict !== 'allowed' ? EXIT.expectationFailed : EXIT.ok;
}

/** The call that the options describe; null where they describe none. */
function callAsked(parsed: ParsedOptions): HypotheticalCall | null {
  const { values, lists, positionals } = parsed;
  const { as, action, key, alias, region } = values;
  if (as === undefined) {
    const given = OF_A_CALL.find((name) => values[name] !== undefined || lists[name] !== undefined);
    if (given !== undefined) throw new UsageError(`expected --as PRINCIPAL with --${given}`);
    return null;
  }
  if (action === undefined) throw new UsageError('expected --action, such as kms:Decrypt, with --as');
  const session = values['session-policy'];
  return {
    as: String(as),
    action: String(action),
    ...(key === undefined ? {} : { key: String(key) }),
    ...(alias === undefined ? {} : { alias: String(alias) }),
    ...(region === undefined ? {} : { region: String(region) }),
    ...(session === undefined ? {} : { sessionPolicy: textOfFile(String(session)) }),
    ...callMade(parsed, positionals),
  };
}

async function explain(asker: Asker, requestId: unknown): Promise<WhyView | null> {
  if (requestId === undefined) return asker.ask({ type: 'why' });
  const why = await asker.ask({ type: 'why', requestId: String(requestId) });
  if (why === null) throw new UsageError(`the lab knows no request ${String(requestId)}`);
  return why;
}

/** With `--json` null, where nobody was turned away at the door either. */
function nothingRefused(values: ParsedOptions['values'], turnedAway: readonly TurnedAway[]): number {
  printAnswer(values, turnedAway.length === 0 ? null : { turnedAway }, (width) => [
    line('Nothing has been refused in this world yet.'),
    ...turnedAwayLines(turnedAway, width),
  ]);
  return EXIT.ok;
}

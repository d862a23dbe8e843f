import type { GainsView, LabView, WhyView } from '../../core/index.ts';
import { principalName } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { fromNow, isoSecond } from '../text/instants.ts';
import { cut, type Line, line, span, type Tone } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { wrapLines } from '../text/wrap.ts';
import { diffLines } from './diff-lines.ts';
import { gainsLines } from './gains-lines.ts';
import { ladderLines } from './ladder-lines.ts';
import { quoteLines } from './quote-lines.ts';

type DecisionView = WhyView['decisions'][number];

/** What a call's explanation is drawn from. */
export interface WhyToDraw {
  readonly why: WhyView;
  /** What the fix of each decision would do to everybody; null where nobody asked, or there is none. */
  readonly gains: readonly (GainsView | null)[];
  /** For the names of principals, and how long ago it was; without it, ARNs are named by their ends. */
  readonly view: Pick<LabView, 'principals' | 'accounts' | 'now'> | null;
  /** AWS's words in one line each, however long, for whoever searches for them or copies them. */
  readonly isToTheLetter?: boolean;
}

/**
 * Why a call was answered as it was, or would be: the verdict, AWS's exact words, what they mean here; the ladder; the
 * statements that decided or nearly did; one thing to try, the change as a diff, and whom else it would let in.
 */
export function whyLines(
  { why, gains, view, isToTheLetter = false }: WhyToDraw,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  return [
    headLine(why, view, width, glyphs),
    ...whenLines(why, view, width),
    ...errorLines(why, isToTheLetter ? Number.POSITIVE_INFINITY : width),
    line(''),
    ...wrapLines(why.summary || 'Nobody had to be asked: this call needs no permission.', width),
    ...(why.fix === null ? [] : wrapLines(why.fix, width, { tone: 'accent', first: 'Try: ', indent: '     ' })),
    ...why.missing.flatMap((what) =>
      wrapLines(`The trail does not tell everything of this request; it lacks ${what}.`, width, { tone: 'warn' }),
    ),
    ...sentLines(why, width, glyphs),
    ...allowedLines(why),
    ...why.decisions.flatMap((decision, index) => decisionLines(why, decision, index, width, glyphs)),
    ...why.decisions.flatMap((decision, index) => changeLines(decision, gains[index] ?? null, width, glyphs)),
  ];
}

function headLine(why: WhyView, view: WhyToDraw['view'], width: number, glyphs: Glyphs): Line {
  const { mark, word, tone } = verdictOf(why, glyphs);
  const by = why.by.startsWith('arn:') ? callerText(why.by, view) : why.by;
  const denied = why.decisions.find(({ isAllowed }) => !isAllowed);
  const action = (denied ?? why.decisions.at(0))?.action ?? why.operation;
  const keys = why.keys.filter(({ keyArn }) => denied === undefined || denied.resourceArn === keyArn);
  const about = (keys.length === 0 ? why.keys : keys).map((key) => keyText(key, glyphs)).join(', ');
  const via = why.via === null ? '' : `  through ${why.via}`;
  const told = cut(
    `  ${by}  ${action}${about === '' ? '' : `  ${about}`}${via}`,
    width - word.length - 2,
    glyphs.ellipsis,
  );
  return [span(`${mark} ${word}`, tone), span(told, 'strong')];
}

function callerText(arn: string, view: WhyToDraw['view']): string {
  return view === null ? arn.split(':').slice(4).join(':').replace(/^:/, '') : principalName(arn, view);
}

/** When it was, and which request: what is told may be of somebody else's call, long ago. */
function whenLines({ at, requestId }: WhyView, view: WhyToDraw['view'], width: number): readonly Line[] {
  if (at === null || requestId === null) return [];
  const age = view === null ? '' : view.now - at < 1000 ? ', just now' : `, ${fromNow(at, view.now)}`;
  return wrapLines(`${isoSecond(at)}${age}; request ${requestId}`, width, { tone: 'dim', first: '  ', indent: '  ' });
}

function keyText({ given, keyArn, alias }: WhyView['keys'][number], glyphs: Glyphs): string {
  const resource = keyArn.slice(keyArn.lastIndexOf(':') + 1);
  if (alias !== null) return `${alias} ${glyphs.arrow} ${resource}`;
  return given === 'ciphertext' ? `the ciphertext's ${resource}` : resource;
}

function verdictOf({ verdict, requestId }: WhyView, glyphs: Glyphs) {
  const would = requestId === null ? 'WOULD BE ' : '';
  const isAllowed = verdict === 'allowed';
  const tone: Tone = isAllowed ? 'good' : 'bad';
  return { mark: isAllowed ? glyphs.yes : glyphs.no, word: `${would}${verdict.toUpperCase()}`, tone };
}

function errorLines({ error }: WhyView, width: number): readonly Line[] {
  if (error === null) return [];
  const exact = error.message === '' ? error.name : `${error.name}: ${error.message}`;
  return printableLines(exact).flatMap((text) => wrapLines(text, width, { tone: 'bad' }));
}

function sentLines({ sentPolicy }: WhyView, width: number, glyphs: Glyphs): readonly Line[] {
  if (sentPolicy === null) return [];
  return [
    ...sentPolicy.quotes.flatMap((quote) => [line(''), ...quoteLines(quote, width, glyphs)]),
    ...(sentPolicy.diffs.length === 0
      ? []
      : [
          line(''),
          line('the change to what was sent; tried, and found to pass the check', 'dim'),
          ...sentPolicy.diffs.flatMap((diff) => diffLines(diff, width)),
        ]),
  ];
}

/** Above the ladder of a call that was not refused by it. */
function allowedLines({ verdict, decisions }: WhyView): readonly Line[] {
  if (verdict !== 'refused' || decisions.length === 0) return [];
  return [line(''), line('the call itself was allowed; it was refused for what is said above', 'dim')];
}

function decisionLines(
  { decisions, keyCheck, verdict }: WhyView,
  decision: DecisionView,
  index: number,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const isLast = index === decisions.length - 1;
  return [
    line(''),
    ...(decisions.length === 1 ? [] : wrapLines(decision.headline, width, { tone: 'strong' })),
    ...ladderLines(decision, isLast ? keyCheck : null, width, glyphs),
    // Of what was not refused by it, nobody looks for a statement.
    ...(verdict === 'allowed' || (verdict === 'denied' && !decision.isAllowed)
      ? statementLines(decision, width, glyphs)
      : []),
  ];
}

function statementLines(decision: DecisionView, width: number, glyphs: Glyphs): readonly Line[] {
  const marks = `${glyphs.yes} fits the request, ${glyphs.no} does not; a statement applies where all of it fits`;
  return [
    ...(decision.quotes.length === 0 ? [] : [line(''), ...wrapLines(marks, width, { tone: 'dim' })]),
    ...decision.quotes.flatMap((quote) => [line(''), ...quoteLines(quote, width, glyphs)]),
    ...otherStatementLines(decision, width, glyphs),
  ];
}

/** Statements that had no part in it are told of in a line each, the first few. */
const OTHERS_TOLD = 10;

function otherStatementLines({ statements, quotes }: DecisionView, width: number, glyphs: Glyphs): readonly Line[] {
  const others = statements.filter((_, index) => !quotes.some((quote) => quote.index === index));
  if (others.length === 0) return [];
  const more = others.length - OTHERS_TOLD;
  return [
    line(''),
    line(quotes.length === 0 ? 'statements that were read' : 'other statements that were read', 'dim'),
    ...others.slice(0, OTHERS_TOLD).flatMap((statement) => {
      const failed = statement.parts.find(({ matched }) => !matched);
      const outcome = failed === undefined ? OUTCOMES[statement.outcome] : `${failed.element} ${failed.text || 'none'}`;
      const mark = failed === undefined ? glyphs.yes : glyphs.no;
      return wrapLines(`${statement.title} (${statement.effect}): ${outcome}`, width, {
        tone: 'dim',
        first: `${mark.padEnd(4)}`,
        indent: '    ',
      });
    }),
    ...(more > 0 ? [line(`    and ${more} more`, 'dim')] : []),
  ];
}

const OUTCOMES = { matched: 'matches', account: 'trusts the account', notMatched: 'does not match' } as const;

function changeLines(
  { diffs, makers, lead }: DecisionView,
  gains: GainsView | null,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (diffs.length === 0) return [];
  const one = lead === null ? 'the change' : 'or, instead of that, change the policy';
  const what = diffs.length === 1 ? one : `the ${diffs.length} changes, which are needed together`;
  return [
    line(''),
    ...wrapLines(`${what}: with it the call is allowed, as kmslab has tried; it has not been made`, width, {
      tone: 'dim',
    }),
    ...diffs.flatMap((diff) => diffLines(diff, width)),
    ...makers.flatMap((one) => makerLines(one, width)),
    ...(gains === null ? [] : [line(''), line('with it', 'dim'), ...gainsLines(gains, width, glyphs)]),
  ];
}

function makerLines(
  { policy, isNew, who, underCondition, command, policyIn = 'policy.json' }: DecisionView['makers'][number],
  width: number,
): readonly Line[] {
  const under = underCondition.length === 0 ? '' : `${underCondition.join(', ')} under a condition only`;
  const may = [who.slice(0, MAKERS_TOLD).join(', '), under].filter((text) => text !== '').join(', and ');
  const more = who.length > MAKERS_TOLD ? ` and ${who.length - MAKERS_TOLD} more` : '';
  const says = may === '' ? 'nobody of this world, as things stand' : `${may}${more}`;
  return [
    line(''),
    ...wrapLines(`who can ${isNew ? 'make' : 'change'} the ${policy}: ${says}`, width),
    ...wrapLines(`with this command, and the whole policy as it is to be in ${policyIn}:`, width, { tone: 'dim' }),
    ...wrapLines(command, width, { tone: 'accent', first: '    ', indent: '      ' }),
  ];
}

/** Principals that are named one by one, at most. */
const MAKERS_TOLD = 4;

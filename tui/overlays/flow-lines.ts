import {
  breaksInFlow,
  type Flow,
  type FlowNode,
  flowOf,
  type LabView,
  type Lane,
  nextInFlow,
  type Passage,
  storageCalls,
  type TrailItem,
  trailItems,
} from '../../core/index.ts';
import type { Model } from '../lab/model.ts';
import { accountName, principalName, thingName } from '../lab/names.ts';
import { displayWidth } from '../text/display-width.ts';
import { foldLines } from '../text/fold.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cut, type Line, line, lineWidth, type Span, span, type Tone, toWidth } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** A lane narrower than this can't hold an id and a key's name: lanes then stand under each other. */
const NARROWEST = 30;

/** Where data is and how it came there, a lane for each account and Region; under it, who called KMS for whom. */
export function flowLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const { data } = model;
  if (data === null) return [line('')];
  return [
    ...flowPicture(flowOf(data.view), data.view, width, glyphs),
    ...nextLines(model, width),
    ...breakLines(model, width, glyphs),
    line(''),
    ...flowCallLines(storageCalls(trailItems(data.trail)), data.view, width, glyphs),
  ];
}

/** The picture alone, and what went wrong in it. */
export function flowPicture(flow: Flow, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const picture =
    flow.roots.length === 0
      ? emptyLines(width)
      : (width + 1) / flow.lanes.length - 1 >= NARROWEST
        ? laneLines(flow, view, width, glyphs)
        : stackedLines(flow, view, width, glyphs);
  return [...picture, ...failureLines(flow, width)];
}

function emptyLines(width: number): readonly Line[] {
  return [
    line('No volume, snapshot or database yet.', 'strong'),
    ...wrapLines(
      'EBS and RDS encrypt what they store under a data key, and have that wrapped by a KMS key. Where a snapshot is copied to another Region or account, the copy gets a data key of its own, under a key of that place. Here you see which key wraps what, and which calls it took.',
      width,
    ),
  ];
}

/** A row of the picture: a node, where it hangs, and how. */
interface Row {
  readonly node: FlowNode;
  readonly depth: number;
  readonly from: { readonly how: Passage; readonly lane: number; readonly depth: number } | null;
}

function rowsOf({ lanes, roots }: Flow): readonly Row[] {
  const rows: Row[] = [];
  const laneOf = (node: FlowNode): number => lanes.findIndex(({ id }) => id === node.laneId);
  const visit = (node: FlowNode, depth: number, from: Row['from']): void => {
    rows.push({ node, depth, from });
    for (const { how, node: after } of node.next) {
      const isSame = after.laneId === node.laneId;
      visit(after, isSame ? depth + 1 : 0, { how, lane: laneOf(node), depth });
    }
  };
  for (const root of roots) visit(root, 0, null);
  return rows;
}

function laneLines(flow: Flow, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const { lanes } = flow;
  const room = Math.floor((width + 1) / lanes.length) - 1;
  const heads = lanes.map((lane): Span => span(toWidth(laneName(lane, view), room, glyphs.ellipsis), 'accent'));
  const rules = lanes.map((): Span => span(glyphs.horizontal.repeat(room), 'dim'));
  return [
    joined(heads),
    joined(rules),
    ...rowsOf(flow).map((row): Line => {
      const at = lanes.findIndex(({ id }) => id === row.node.laneId);
      return row.from === null || row.from.lane === at
        ? [span(' '.repeat(at * (room + 1))), ...nodeSpans(row, view, room, glyphs)]
        : crossing(row, at, { from: row.from, view, room, glyphs });
    }),
  ];
}

function joined(cells: readonly Span[]): Line {
  return cells.flatMap((cell, index) => (index === 0 ? [cell] : [span(' '), cell]));
}

function laneName({ accountId, region }: Lane, view: LabView): string {
  return `${accountName(accountId, view)} ${region}`;
}

/** `└ snapshot snap-0a1b [orders]` */
function nodeSpans(
  { node, depth, from }: Row,
  view: LabView,
  room: number,
  glyphs: Glyphs,
  shownFrom: boolean = from !== null,
): readonly Span[] {
  const lead =
    shownFrom && from !== null ? `${' '.repeat(2 * (depth - 1))}${glyphs.bottomLeft} ${PASSAGES[from.how]} ` : '';
  const { key, state, tone } = aboutNode(node, view);
  const tail = `${key}${state}`;
  const left = Math.max(6, room - displayWidth(lead) - displayWidth(tail) - 1);
  return [
    span(lead, 'dim'),
    span(cut(node.name, left, glyphs.ellipsis), node.keyArn === undefined ? 'dim' : 'strong'),
    span(key === '' ? '' : cut(` ${key}`, Math.max(0, room - displayWidth(lead) - 6), glyphs.ellipsis), 'accent'),
    span(state, tone),
  ];
}

/** A node whose parent is in another lane: the line between them runs through those that lie between. */
function crossing(
  row: Row,
  at: number,
  { from, view, room, glyphs }: { from: NonNullable<Row['from']>; view: LabView; room: number; glyphs: Glyphs },
): Line {
  const start = from.lane * (room + 1) + 2 * from.depth;
  const target = at * (room + 1);
  const spans = nodeSpans(row, view, room, glyphs, false);
  const how = `${PASSAGES[from.how]} `;
  if (at > from.lane) {
    const head = `${' '.repeat(start)}${glyphs.bottomLeft}${glyphs.horizontal} ${how}`;
    const arrow = `${glyphs.arrow} `;
    const run = target - displayWidth(head) - displayWidth(arrow);
    return [span(head + glyphs.horizontal.repeat(Math.max(0, run)) + arrow, 'dim'), ...spans];
  }
  const used = target + spans.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const tail = ` ${how}${glyphs.horizontal}${glyphs.bottomRight}`;
  const run = Math.max(0, start + 1 - used - displayWidth(tail) - displayWidth(glyphs.back) - 1);
  return [span(' '.repeat(target)), ...spans, span(` ${glyphs.back}${glyphs.horizontal.repeat(run)}${tail}`, 'dim')];
}

const PASSAGES = {
  snapshot: 'snapshot',
  copy: 'copy',
  volume: 'volume',
  share: 'share',
  restore: 'restore',
  replica: 'replica',
  promoted: 'promoted',
} as const satisfies Readonly<Record<Passage, string>>;

const QUIET_STATES: ReadonlySet<string> = new Set(['available', 'in-use', 'completed']);

function aboutNode(
  { keyArn, state, isBroken }: FlowNode,
  view: LabView,
): { readonly key: string; readonly state: string; readonly tone: Tone } {
  const key = keyArn === undefined ? '' : keyArn === null ? '(in the clear)' : `[${thingName(keyArn, view)}]`;
  return {
    key,
    state: QUIET_STATES.has(state) ? '' : ` ${state}`,
    tone: isBroken ? 'bad' : keyArn === undefined ? 'dim' : 'warn',
  };
}

/** Lane under lane, where there is no room beside each other: how it came there is said in words. */
function stackedLines(flow: Flow, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const rows = rowsOf(flow);
  return flow.lanes.flatMap((lane, at) => [
    ...(at === 0 ? [] : [line('')]),
    line(laneName(lane, view), 'accent'),
    ...rows
      .filter(({ node }) => node.laneId === lane.id)
      .map((row): Line => {
        const origin = row.from === null || row.from.lane === at ? null : flow.lanes[row.from.lane];
        const spans = nodeSpans(row, view, width - 2, glyphs, origin === null);
        return origin === null || origin === undefined
          ? [span('  '), ...spans]
          : [
              span('  '),
              ...spans,
              span(`  ${PASSAGES[row.from?.how ?? 'copy']} from ${laneName(origin, view)}`, 'dim'),
            ];
      })
      .flatMap((one) => foldLines([one], width)),
  ]);
}

function failureLines({ roots }: Flow, width: number): readonly Line[] {
  const failed: Line[] = [];
  const visit = ({ name, failure, next }: FlowNode): void => {
    if (failure !== null) failed.push(...wrapLines(`${name}: ${failure}`, width, { tone: 'bad' }));
    for (const { node } of next) visit(node);
  };
  roots.forEach(visit);
  return failed.length === 0 ? [] : [line(''), ...failed];
}

function nextLines(model: Model, width: number): readonly Line[] {
  const next = model.data === null ? null : nextInFlow(model.data.view, model.here);
  if (next === null) return [];
  return [
    line(''),
    [span('Enter', 'accent'), span(` ${next.says}`)],
    ...(next.line === null ? [] : wrapLines(next.line, width, { tone: 'accent', indent: '  ' })),
  ];
}

/** What would break it, and be told: the lesson of this place. */
function breakLines({ data, here }: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const breaks = data === null || data.replay !== null ? [] : breaksInFlow(data.view, here);
  if (breaks.length === 0) return [];
  const all = breaks.map(({ says }) => says).join(` ${glyphs.vertical} `);
  return foldLines([[span('x', 'accent'), span(` break it: ${all}`)]], width);
}

/** Calls to KMS that are shown, the newest. */
const MOST_CALLS = 20;

/** Calls to KMS that services made for somebody, newest last. */
export function flowCallLines(
  calls: readonly TrailItem[],
  view: LabView,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (calls.length === 0) return [line('No service has called KMS for anybody yet.', 'dim')];
  const left = calls.length - MOST_CALLS;
  return [
    [
      span('calls to KMS for somebody', 'strong'),
      span(left > 0 ? `  the last ${MOST_CALLS} of ${calls.length}` : '', 'dim'),
    ],
    ...calls.slice(-MOST_CALLS).flatMap((item) => callLines(item, view, width, glyphs)),
  ];
}

/** From so many columns on, what a call is about stands in columns. */
const COLUMNS_FROM = 76;

/** A call, the key and the Region; beside it, or below where there is no room, who called for whom. */
function callLines(item: TrailItem, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const { row, accountIds, keyArn, result } = item;
  const { awsRegion, eventName, userIdentity, requestParameters } = row.record;
  const arn = userIdentity.sessionContext?.sessionIssuer?.arn ?? userIdentity.arn;
  const by = `by ${(userIdentity.invokedBy ?? '').split('.')[0]}`;
  const forWhom = arn === undefined ? '' : ` for ${principalName(arn, view)}`;
  const accounts = accountIds.map((id) => accountName(id, view));
  // In whose trail a call is goes without saying where it is that of the one it was made for.
  const isElsewhere = accounts.some((account) => !forWhom.startsWith(` for ${account}/`));
  const logged = isElsewhere ? `in the trail of ${accounts.join(' + ')}` : '';
  const details = [by + forWhom, contextText(requestParameters), logged].filter((text) => text !== '').join(', ');
  const key = keyArn === null ? '-' : thingName(keyArn, view);
  const inColumn = (text: string, columns: number): string =>
    width < COLUMNS_FROM ? text : toWidth(text, columns, glyphs.ellipsis);
  const head: Line = [
    span(toWidth(result === 'ok' ? 'ok' : result, RESULT), result === 'ok' ? 'good' : 'bad'),
    span(inColumn(eventName, 31)),
    span(`  ${inColumn(key, 10)}`, 'accent'),
    span(` ${inColumn(awsRegion, 14)}`),
  ];
  const whole: Line = [...head, span(`  ${details}`, 'dim')];
  if (lineWidth(whole) <= width) return [whole];
  return [...foldLines([head], width), ...wrapLines(details, width, { tone: 'dim', indent: ' '.repeat(RESULT) })];
}

const RESULT = 7;

function contextText(parameters: Readonly<Record<string, unknown>> | null): string {
  const context = parameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '';
  return Object.entries(context)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

import {
  type CallResult,
  filteredItems,
  type LabView,
  type TrailItem,
  type TrailRow,
  trailItems,
} from '../../core/index.ts';
import { type List, linesMadeBy } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import { accountName, principalName, thingName } from '../lab/names.ts';
import { remembered } from '../lab/remembered.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { isoDate } from '../text/instants.ts';
import { type Line, line, type Span, span, spread, type Tone, toWidth } from '../text/line.ts';

/** From this width on a row has columns for who, for which service, which key and which context. */
const TABLE_FROM = 76;

/** CloudTrail, oldest first: a service's calls under the call that caused them. */
export function trailList(model: Model, width: number, glyphs: Glyphs): List {
  if (model.data === null) return { lines: [line('')], ids: [null] };
  const items = shownItems(model);
  if (items.length === 0) {
    const { trail } = model.filters;
    return { lines: [line(trail === '' ? ' no calls yet' : ` no call with "${trail}"`, 'dim')], ids: [null] };
  }
  const selected = selectedEvent(model, items);
  const columns = width >= TABLE_FROM ? tableColumns(width, longestIn(model.data.view)(items)) : null;
  const ids = idsOf(items);
  const lineAt = (index: number): Line => {
    const item = items[index];
    if (item === undefined) return line('');
    const isSelected = model.focus === 'trail' && item.row.record.eventID === selected;
    const drawn = columns === null ? shortRow(item, model, width, glyphs) : tableRow(item, model, columns, glyphs);
    const marked = [span(isSelected ? glyphs.pointer : ' '), ...drawn];
    return isSelected ? marked.map((piece) => ({ ...piece, isSelected: true })) : marked;
  };
  const lines = linesMadeBy(items.length, lineAt);
  return columns === null ? { lines, ids } : { lines, ids, head: line(` ${tableHead(columns)}`, 'dim') };
}

/** The events that the filter lets through, and those that led to them. */
export function shownItems(model: Model): readonly TrailItem[] {
  return model.data === null ? [] : itemsNamedIn(model.data.view)(model.data.trail, model.filters.trail);
}

/** What a filter looks at has names of the view in it. */
const itemsNamedIn = remembered((view: LabView) =>
  remembered((trail: readonly TrailRow[], [filter = '']) =>
    filteredItems(trailItems(trail), filter, (item) => textOfItem(item, view)),
  ),
);

const idsOf = remembered((items: readonly TrailItem[]) => items.map(({ row }) => row.record.eventID));

/** Every field of an event, as people write them: what a filter looks at. */
function textOfItem(item: TrailItem, view: LabView): string {
  const { keyArn, result } = item;
  const { record } = item.row;
  return [
    record.eventName,
    record.eventSource,
    record.awsRegion,
    record.eventTime,
    callerOf(item, view),
    serviceOf(record.userIdentity.invokedBy),
    keyArn === null ? '' : `${thingName(keyArn, view)} ${keyArn}`,
    contextOf(record.requestParameters),
    result,
    record.errorCode ?? '',
    item.row.requestId ?? '',
  ].join(' ');
}

/** The event that the keys act on: the chosen one, or the newest call of a user. */
export function selectedEvent(model: Model, items: readonly TrailItem[]): string | null {
  const chosen = items.find(({ row }) => row.record.eventID === model.selectedEvent);
  return (chosen ?? items.at(-1))?.row.record.eventID ?? null;
}

/** From this width on a row says who called, and from the second on of which account. */
const CALLER_FROM = 36;
const ACCOUNT_FROM = 40;

function shortRow(item: TrailItem, model: Model, width: number, glyphs: Glyphs): Line {
  const { result } = item;
  const { record } = item.row;
  const shown = width < ACCOUNT_FROM ? shortCaller(item, model) : shownCaller(item, model);
  const caller = width < CALLER_FROM || item.depth > 0 ? [] : [span(`  ${shown}`, 'dim')];
  const left = [span(`${whenOf(record.eventTime, model)} `, 'dim'), span(nameInTree(item, glyphs)), ...caller];
  return spread(left, [resultSpan(result, result)], width - 1, glyphs.ellipsis);
}

/** The time of an event of today by the lab's clock, the day of any other. */
function whenOf(eventTime: string, { data }: Model): string {
  const isToday = data !== null && eventTime.slice(0, 10) === isoDate(data.view.now);
  return isToday ? eventTime.slice(11, 16) : eventTime.slice(5, 10);
}

function tableRow(item: TrailItem, model: Model, columns: TableColumns, glyphs: Glyphs): Line {
  const { row, keyArn, result } = item;
  const view = model.data?.view;
  if (view === undefined) return [];
  const cell = (text: string, size: number, tone: Tone = 'plain'): Span =>
    span(`${toWidth(text, size, glyphs.ellipsis)} `, tone);
  const accounts =
    item.accountIds.length > 1 ? ` (${item.accountIds.map((id) => accountName(id, view)).join(' + ')})` : '';
  return [
    cell(row.record.eventTime.slice(5, 16).replace('T', ' '), 11, 'dim'),
    cell(nameInTree(item, glyphs) + accounts, columns.event),
    cell(shortCaller(item, model), columns.caller),
    cell(serviceOf(row.record.userIdentity.invokedBy), 4, 'dim'),
    cell(keyArn === null ? '-' : thingName(keyArn, view), columns.key),
    cell(contextOf(row.record.requestParameters), columns.context, 'dim'),
    resultSpan(result, row.record.errorCode === undefined || result === 'DENIED' ? result : row.record.errorCode),
  ];
}

function tableHead(columns: TableColumns): string {
  const cells = [
    toWidth('time', 11),
    toWidth('event', columns.event),
    toWidth('caller', columns.caller),
    'by  ',
    toWidth('key', columns.key),
  ];
  return [...cells, toWidth('context', columns.context), 'result'].join(' ');
}

interface TableColumns {
  readonly event: number;
  readonly caller: number;
  readonly key: number;
  readonly context: number;
}

/** What short names leave free is for the context, which nothing else tells. */
function tableColumns(width: number, longest: Longest): TableColumns {
  // Fixed: mark, time, service, a space behind each of six cells, and the error's name.
  const room = width - 1 - 11 - 4 - 6 - (width >= 100 ? 24 : 10);
  const event = Math.min(Math.max(10, longest.event), Math.max(14, Math.floor((room - 10) * 0.48)));
  const caller = Math.min(Math.max(10, longest.caller), Math.max(12, Math.floor((room - 10) * 0.27)));
  const key = Math.min(Math.max(6, longest.key), 10);
  return { event, caller, key, context: Math.max(4, room - event - caller - key) };
}

type Longest = Readonly<Record<'event' | 'caller' | 'key', number>>;

/** How long the names of a trail are at most; where an event names accounts beside it, as long as there is room. */
const longestIn = remembered((view: LabView) =>
  remembered((items: readonly TrailItem[]): Longest => {
    const longest = { event: 0, caller: 0, key: 0 };
    for (const item of items) {
      const { row, depth, accountIds, keyArn } = item;
      const event = accountIds.length > 1 ? Number.POSITIVE_INFINITY : row.record.eventName.length + 2 * depth;
      longest.event = Math.max(longest.event, event);
      longest.caller = Math.max(longest.caller, callerOf(item, view).length);
      longest.key = Math.max(longest.key, keyArn === null ? 1 : thingName(keyArn, view).length);
    }
    return longest;
  }),
);

function nameInTree({ row, depth }: TrailItem, glyphs: Glyphs): string {
  return depth === 0 ? row.record.eventName : `${'  '.repeat(depth - 1)}${glyphs.branch} ${row.record.eventName}`;
}

function shownCaller(item: TrailItem, { data }: Model): string {
  return data === null ? '' : callerOf(item, data.view);
}

function callerOf({ row }: TrailItem, view: LabView): string {
  const { userIdentity } = row.record;
  const arn = userIdentity.sessionContext?.sessionIssuer?.arn ?? userIdentity.arn;
  if (arn === undefined) return userIdentity.invokedBy ?? userIdentity.accountId ?? '-';
  return principalName(arn, view);
}

/** Without the account, where it is that of whoever acts now. */
function shortCaller(item: TrailItem, model: Model): string {
  const caller = shownCaller(item, model);
  const own = model.data === null ? '' : accountName(model.here.as.split(':')[4] ?? '', model.data.view);
  return caller.startsWith(`${own}/`) ? caller.slice(own.length + 1) : caller;
}

function serviceOf(invokedBy: string | undefined): string {
  if (invokedBy === undefined) return '-';
  return invokedBy.includes('.') ? (invokedBy.split('.')[0] ?? invokedBy) : 'AWS'; // `AWS Internal`
}

function contextOf(parameters: Readonly<Record<string, unknown>> | null): string {
  const context = parameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '-';
  return Object.entries(context)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

function resultSpan(result: CallResult, text: string): Span {
  return span(text, result === 'ok' ? 'good' : 'bad');
}

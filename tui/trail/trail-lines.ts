import type { LabView } from '../../core/index.ts';
import { principalName, thingName } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, type Span, span, type Tone, toWidth } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import type { TrailCall } from './trail-tree.ts';

const TIME = 20;
const EVENT = 34;

/** The trail in lines: what services did for somebody stands under that somebody's call. */
export function trailLines(calls: readonly TrailCall[], view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  if (calls.length === 0) return [line('No call of this trail is asked for.', 'dim')];
  return calls.flatMap((call) => callLines(call, 0, view, width, glyphs));
}

function callLines(call: TrailCall, depth: number, view: LabView, width: number, glyphs: Glyphs): readonly Line[] {
  const { record } = call.row;
  const { result } = call;
  const name = depth === 0 ? record.eventName : `${'  '.repeat(depth - 1)}${glyphs.branch} ${record.eventName}`;
  const tone: Tone = call.isAsked ? 'plain' : 'dim';
  const head: Span[] = [
    span(`${record.eventTime.slice(0, 19).replace('T', ' ')} `, 'dim'),
    span(toWidth(name, EVENT - 1, glyphs.ellipsis), tone),
    span(' '),
    result === 'ok' ? span('ok', 'good') : span(`${result}: ${record.errorCode ?? ''}`, 'bad'),
  ];
  return [
    head,
    ...wrapLines(detailsOf(call, view), width, { indent: ' '.repeat(TIME), tone: 'dim' }),
    ...call.calls.flatMap((under) => callLines(under, depth + 1, view, width, glyphs)),
  ];
}

/** Who called, for which service, which key and with which encryption context: as far as the record tells. */
function detailsOf({ row, accountIds, keyArn }: TrailCall, view: LabView): string {
  const { userIdentity, requestParameters, awsRegion } = row.record;
  const arn = userIdentity.sessionContext?.sessionIssuer?.arn ?? userIdentity.arn;
  const caller = arn === undefined ? (userIdentity.invokedBy ?? '-') : principalName(arn, view);
  const by = arn !== undefined && userIdentity.invokedBy !== undefined ? ` by ${userIdentity.invokedBy}` : '';
  const context = requestParameters?.encryptionContext;
  const pairs =
    typeof context === 'object' && context !== null
      ? Object.entries(context).map(([name, value]) => `${name}=${String(value)}`)
      : [];
  return [
    `${caller}${by}`,
    awsRegion,
    ...(keyArn === null ? [] : [thingName(keyArn, view)]),
    ...pairs,
    ...(accountIds.length > 1 ? [`in the trails of ${accountIds.join(' and ')}`] : []),
  ].join(', ');
}

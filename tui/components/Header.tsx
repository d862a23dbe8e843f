import type { Model } from '../lab/model.ts';
import { accountName, keyName, principalName } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { isoMinute, isoSecond } from '../text/instants.ts';
import { type Line, lineWidth, span, spread } from '../text/line.ts';
import { LineText } from './Lines.tsx';

type HeaderProps = { readonly model: Model; readonly glyphs: Glyphs };

/** The first line: where one is, who acts, the lab's clock, and what the account owes for the month so far. */
export function Header({ model, glyphs }: HeaderProps) {
  const { columns } = model.size;
  return <LineText spans={headerLine(model, columns, glyphs)} width={columns} glyphs={glyphs} />;
}

/** From so many columns on there is room for what the month costs so far. */
const COST_FROM = 80;

/** `kmslab  main / us-east-1 / orders  as role/admin       2026-01-01 09:02Z  $0.00` */
function headerLine(model: Model, columns: number, glyphs: Glyphs): Line {
  const name = span(' kmslab ', 'strong');
  if (model.data === null) return [name, span(' a pocket AWS for learning key management', 'dim')];
  const { view, key } = model.data;
  const accountId = model.here.as.split(':')[4] ?? '';
  const account = accountName(accountId, view);
  const acting = principalName(model.here.as, view).replace(`${account}/`, '');
  const isShort = columns < 100;
  const { replay, continued } = model.data;
  const isRunning = replay === null && view.clock === 'following';
  const standing = replay === null ? ' standing' : ' replay';
  // Where there is little room, the line below says that it is a replay.
  const clock = isRunning ? ' running' : isShort ? '' : standing;
  const cost = model.data.costs[accountId];
  const leftWith = (crumbs: readonly string[]): Line => [
    name,
    span(` ${crumbs.join(' / ')}`),
    span('  as ', 'dim'),
    span(acting, 'accent'),
  ];
  const right = [
    ...(continued !== null && replay === null ? [span('continued ', 'accent')] : []),
    ...(model.isRecording && continued === null ? [span('recording ', 'bad')] : []),
    span(view.clock === 'following' ? isoSecond(view.now) : isoMinute(view.now), 'strong'),
    span(`${clock} `, view.clock === 'following' ? 'good' : 'dim'),
    ...(cost === undefined || columns < COST_FROM ? [] : [span(` ${cost} `, 'accent')]),
  ];
  const here = [account, model.here.region];
  const whole = leftWith([...here, ...(key === null || columns < 80 ? [] : [keyName(key)])]);
  // Who acts is told before which key is selected.
  const left = lineWidth(whole) + 1 + lineWidth(right) <= columns ? whole : leftWith(here);
  return spread(left, right, columns, glyphs.ellipsis);
}

import { keyArnOfThing, thingsOf } from '../../core/index.ts';
import type { Model } from '../lab/model.ts';
import { keyName } from '../lab/names.ts';
import { showingLine } from '../lab/things-rows.ts';
import { keyText } from '../panels/things-list.ts';
import { type Line, line, span } from '../text/line.ts';
import { wrap, wrapLines } from '../text/wrap.ts';

/** A volume, bucket, database …: what it is, how it stands, and which key it lies under. */
export function thingLines(model: Model, id: string, width: number): readonly Line[] {
  const view = model.data?.view;
  const thing = view === undefined ? undefined : thingsOf(view).find((one) => one.id === id);
  if (view === undefined || thing === undefined) return [line('It is gone.', 'dim')];
  const keyArn = keyArnOfThing(thing, view);
  const key = view.keys.find((one) => one.keyArn === keyArn);
  return [
    line(`${thing.kind} ${thing.name}`, 'strong'),
    line(''),
    ...fact('account', thing.accountId, width),
    ...fact('Region', thing.region, width),
    ...(thing.state === null ? [] : fact('state', thing.state, width)),
    ...fact('key', thing.key === null ? thing.otherwise : keyText(thing, model), width),
    ...(key === undefined ? [] : fact('', `${keyName(key)} is ${key.keyState}, ${key.keyArn}`, width)),
    ...thing.facts.flatMap(([name, says]) => fact(name, says, width)),
    line(''),
    ...wrapLines(showingLine(thing, model.here), width, { tone: 'accent' }),
    line(''),
    [
      span('Enter', 'accent'),
      span(' this command   '),
      ...(key === undefined ? [] : [span('3', 'accent'), span(' its key   ')]),
      span('Esc', 'accent'),
      span(' back'),
    ],
  ];
}

const LEAD = 10;

function fact(name: string, says: string, width: number): readonly Line[] {
  return wrap(says, Math.max(1, width - LEAD)).map((text, index) => [
    span((index === 0 ? name : '').padEnd(LEAD), 'dim'),
    span(text),
  ]);
}

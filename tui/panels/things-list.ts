import { filteredBy, keyArnOfThing, type Thing, thingsOf } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import { accountName, thingName } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, spread, toWidth } from '../text/line.ts';

/** What services hold, under their names, each with its key: those of the account and Region of now first. */
export function thingsList(model: Model, width: number, glyphs: Glyphs): List {
  const { data } = model;
  if (data === null) return { lines: [line('')], ids: [null] };
  const { view } = data;
  const all = thingsOf(view);
  if (all.length === 0) return { lines: [line(' no volumes, buckets, … yet', 'dim')], ids: [null] };
  const shown = all.filter((thing) => filteredBy(model.filters.things, () => textOfThing(thing, model)));
  if (shown.length === 0) return { lines: [line(` nothing with "${model.filters.things}"`, 'dim')], ids: [null] };
  const accountId = model.here.as.split(':')[4];
  const isHere = (thing: Thing): boolean => thing.accountId === accountId && thing.region === model.here.region;
  const ordered = [...shown.filter(isHere), ...shown.filter((thing) => !isHere(thing))];
  const lines: Line[] = [];
  const ids: (string | null)[] = [];
  let heading = '';
  for (const thing of ordered) {
    const place = isHere(thing) ? '' : ` in ${placeOfThing(thing, model)}`;
    const now = `${thing.kind}${place}`;
    if (now !== heading) {
      lines.push(line(toWidth(` ${now}`, width, glyphs.ellipsis), 'dim'));
      ids.push(null);
      heading = now;
    }
    lines.push(thingLine(thing, model, width, glyphs));
    ids.push(thing.id);
  }
  return { lines, ids };
}

function placeOfThing({ accountId, region }: Thing, model: Model): string {
  const view = model.data?.view;
  return view === undefined ? region : `${accountName(accountId, view)}/${region}`;
}

/** What a filter looks at. */
function textOfThing(thing: Thing, model: Model): string {
  return [thing.kind, thing.name, placeOfThing(thing, model), thing.state ?? '', keyText(thing, model)].join(' ');
}

/** What a thing lies under, in a word or two. */
export function keyText(thing: Thing, { data }: Pick<Model, 'data'>): string {
  if (thing.key === null || data === null) return thing.otherwise;
  const arn = keyArnOfThing(thing, data.view);
  return arn === null ? thing.key : thingName(arn, data.view);
}

function thingLine(thing: Thing, model: Model, width: number, glyphs: Glyphs): Line {
  const isSelected = model.focus === 'things' && thing.id === model.selectedThing;
  const mark = isSelected ? glyphs.pointer : ' ';
  const key = thing.key === null ? [] : [span(` ${keyText(thing, model)}`, 'accent')];
  const name = toWidth(`${mark}${thing.name}`, Math.max(8, width - 9), glyphs.ellipsis).trimEnd();
  const filled = spread([span(name)], key, width, glyphs.ellipsis);
  return isSelected ? filled.map((piece) => ({ ...piece, isSelected: true })) : filled;
}

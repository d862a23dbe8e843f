import type { KeySummary, LabView } from '../../core/index.ts';
import type { List } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import { accountName, keyName, stateTag } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, spread, type Tone, toWidth } from '../text/line.ts';

/** Every key of the world: those where the acting principal is first, as in the AWS console, then the others. */
export function keysList(model: Model, width: number, glyphs: Glyphs): List {
  const { data } = model;
  if (data === null) return { lines: [line(' opening the lab…', 'dim')], ids: [null] };
  const { here, elsewhere } = keysByPlace(model, data.view);
  const lines: Line[] = [];
  const ids: (string | null)[] = [];
  const add = (key: KeySummary, place: string): void => {
    lines.push(keyLine(key, place, key.keyArn === model.selectedKey, width, glyphs));
    ids.push(key.keyArn);
  };
  const say = (text: string): void => {
    lines.push(line(toWidth(text, width, glyphs.ellipsis), 'dim'));
    ids.push(null);
  };
  if (here.length === 0) say(` none in ${model.here.region}`);
  for (const key of here) add(key, '');
  if (elsewhere.length > 0) say(' elsewhere');
  for (const key of elsewhere) add(key, placeOf(key, model, data.view));
  return { lines, ids };
}

function keysByPlace(model: Model, view: LabView): { here: readonly KeySummary[]; elsewhere: readonly KeySummary[] } {
  const accountId = model.here.as.split(':')[4];
  const isHere = (key: KeySummary): boolean => key.accountId === accountId && key.region === model.here.region;
  return { here: view.keys.filter(isHere), elsewhere: view.keys.filter((key) => !isHere(key)) };
}

/** What of a key's place differs from where the principal is. */
function placeOf(key: KeySummary, model: Model, view: LabView): string {
  const isSameAccount = key.accountId === model.here.as.split(':')[4];
  const isSameRegion = key.region === model.here.region;
  if (isSameAccount) return key.region;
  return isSameRegion ? accountName(key.accountId, view) : `${accountName(key.accountId, view)}/${key.region}`;
}

function keyLine(key: KeySummary, place: string, isSelected: boolean, width: number, glyphs: Glyphs): Line {
  const tag = `[${stateTag(key)}]`;
  const name = `${isSelected ? glyphs.pointer : ' '}${keyName(key)}`;
  const left = place === '' ? [span(name)] : [span(name), span(` ${place}`, 'dim')];
  const filled = spread(left, [span(tag, STATE_TONE[key.keyState] ?? 'plain')], width, glyphs.ellipsis);
  return isSelected ? filled.map((piece) => ({ ...piece, isSelected: true })) : filled;
}

const STATE_TONE: Readonly<Record<string, Tone>> = {
  Enabled: 'good',
  Disabled: 'warn',
  PendingDeletion: 'bad',
  PendingReplicaDeletion: 'bad',
  PendingImport: 'warn',
  Unavailable: 'bad',
};

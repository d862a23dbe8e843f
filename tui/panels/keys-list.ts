import { filteredBy, type KeySummary, type LabView } from '../../core/index.ts';
import { type List, linesMadeBy } from '../lab/list.ts';
import type { Model } from '../lab/model.ts';
import { accountName, keyName, stateTag } from '../lab/names.ts';
import { remembered } from '../lab/remembered.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, spread, type Tone, toWidth } from '../text/line.ts';

/** Every key of the world: those where the acting principal is first, as in the AWS console, then the others. */
export function keysList(model: Model, width: number, glyphs: Glyphs): List {
  const { data } = model;
  if (data === null)
    return { lines: [line(model.failure === null ? ' opening the lab…' : ' not opened', 'dim')], ids: [null] };
  const { rows, ids, here } = rowsOf(data.view, accountOf(model), model.here.region, model.filters.keys);
  const lineAt = (index: number): Line => {
    const row = rows[index] ?? '';
    if (typeof row === 'string') return line(toWidth(row, width, glyphs.ellipsis), 'dim');
    const place = index < here ? '' : placeOf(row, model, data.view);
    return keyLine(row, place, row.keyArn === model.selectedKey, width, glyphs);
  };
  return { lines: linesMadeBy(rows.length, lineAt), ids };
}

/** The keys and what stands between them; `here` is how many rows are of the acting principal's account and Region. */
interface KeyRows {
  readonly rows: readonly (KeySummary | string)[];
  readonly ids: readonly (string | null)[];
  readonly here: number;
}

const rowsOf = remembered((view: LabView, [accountId = '', region = '', filter = '']): KeyRows => {
  const isHere = (key: KeySummary): boolean => key.accountId === accountId && key.region === region;
  const shown = view.keys.filter((key) => filteredBy(filter, () => textOfKey(key, view)));
  const [here, elsewhere] = [shown.filter(isHere), shown.filter((key) => !isHere(key))];
  const rows = [
    ...(here.length === 0 ? [filter === '' ? ` none in ${region}` : ` none here with "${filter}"`] : here),
    ...(elsewhere.length > 0 ? [' elsewhere', ...elsewhere] : []),
  ];
  return { rows, ids: rows.map((row) => (typeof row === 'string' ? null : row.keyArn)), here: here.length };
});

function accountOf(model: Model): string {
  return model.here.as.split(':')[4] ?? '';
}

/** What a filter looks at. */
function textOfKey(key: KeySummary, view: LabView): string {
  const { alias, keyArn, description, keyState, keySpec, keyUsage, keyManager } = key;
  const account = accountName(key.accountId, view);
  return [alias ?? '', keyArn, account, description, keyState, stateTag(key), keySpec, keyUsage, keyManager].join(' ');
}

/** What of a key's place differs from where the principal is. */
function placeOf(key: KeySummary, model: Model, view: LabView): string {
  const isSameAccount = key.accountId === accountOf(model);
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

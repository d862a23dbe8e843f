import type { Chart, KeyView } from '../../core/index.ts';
import { firstUse, hasPublicKey, type KeyUse, secondUse } from './key-uses.ts';
import type { Here, Model } from './model.ts';

/** Something that one key press does to the selected key: always an `aws` line that could be typed as well. */
export interface QuickAction {
  /** The letter, shown beside the label. */
  readonly key: string;
  readonly label: string;
  readonly line: string;
  /** True where the line goes to the command bar first, to be read or completed, and Enter runs it. */
  readonly isDraft: boolean;
  /** What to know before Enter runs a draft; empty where there is nothing. */
  readonly note: string;
}

/** The line that makes a key: the lab's first step, and the next key later. */
export function createKeyLine({ data }: Pick<Model, 'data'>): string {
  const count = data?.view.keys.filter(({ keyManager }) => keyManager === 'CUSTOMER').length ?? 0;
  return `aws kms create-key --description "${count === 0 ? 'my first key' : `key ${count + 1}`}"`;
}

/** The action of a letter, or null where it has none now. */
export function actionFor(model: Model, letter: string): QuickAction | null {
  if (model.data === null) return null;
  if (letter === 'c') return { key: 'c', label: 'create a key', line: createKeyLine(model), isDraft: false, note: '' };
  const { key } = model.data;
  if (key === null) return null;
  return quickActions(key, model.here, model.made[key.keyArn] ?? null).find((action) => action.key === letter) ?? null;
}

/** What can be done to a key now, as its own chart says, and what can always be tried. */
export function quickActions(key: KeyView, here: Here, made: string | null): readonly QuickAction[] {
  const id = isHere(key, here) ? key.keyId : key.keyArn;
  const region = key.region === here.region ? '' : ` --region ${key.region}`;
  const line = (rest: string): string => `aws kms ${rest}${region}`;
  const name = nameForUse(key, here);
  const uses = [firstUse(key, name), made === null ? null : secondUse(key, name, made)];
  if (hasPublicKey(key))
    uses.push({ key: 'p', label: 'public key', rest: `get-public-key --key-id ${name}`, says: '' });
  const actions: QuickAction[] = uses
    .filter((use): use is KeyUse => use !== null)
    .map(({ key: letter, label, rest }) => ({ key: letter, label, line: line(rest), isDraft: false, note: '' }));
  for (const { event, key: letter, label, rest, note = '' } of CHART_ACTIONS) {
    if (isOwners(key, here) && changesState(key.chart, event))
      actions.push({ key: letter, label, line: line(rest(id)), isDraft: note !== '', note });
  }
  if (isHere(key, here) && key.keyManager === 'CUSTOMER' && key.alias === null)
    actions.push({
      key: 'l',
      label: 'name it',
      line: line(`create-alias --target-key-id ${id} --alias-name alias/`),
      isDraft: true,
      note: 'write the name behind alias/, Enter runs it',
    });
  return actions;
}

const CHART_ACTIONS: readonly {
  readonly event: string;
  readonly key: string;
  readonly label: string;
  readonly rest: (id: string) => string;
  readonly note?: string;
}[] = [
  { event: 'DisableKey', key: 'o', label: 'disable', rest: (id) => `disable-key --key-id ${id}` },
  { event: 'EnableKey', key: 'o', label: 'enable', rest: (id) => `enable-key --key-id ${id}` },
  { event: 'RotateKeyOnDemand', key: 'r', label: 'rotate now', rest: (id) => `rotate-key-on-demand --key-id ${id}` },
  { event: 'EnableKeyRotation', key: 'm', label: 'rotate yearly', rest: (id) => `enable-key-rotation --key-id ${id}` },
  {
    event: 'DisableKeyRotation',
    key: 'm',
    label: 'stop rotating',
    rest: (id) => `disable-key-rotation --key-id ${id}`,
  },
  {
    event: 'ScheduleKeyDeletion',
    key: 'x',
    label: 'schedule deletion',
    rest: (id) => `schedule-key-deletion --key-id ${id} --pending-window-in-days 30`,
    note: 'Enter: unusable at once, gone for good after the window',
  },
  {
    event: 'CancelKeyDeletion',
    key: 'u',
    label: 'cancel deletion',
    rest: (id) => `cancel-key-deletion --key-id ${id}`,
  },
];

/** Whether the chart has a way for `event` out of a state that the key is in, possible now. */
function changesState(chart: Chart, event: string): boolean {
  return chart.regions.some((region) =>
    region.transitions.some((arrow) => arrow.event === event && arrow.isPossibleNow && arrow.from !== arrow.to),
  );
}

/** Its own account alone changes a key's state. Source: KMS API Reference, EnableKey and the others, "Cross-account use: No". */
function isOwners(key: KeyView, here: Here): boolean {
  return here.as.split(':')[4] === key.accountId;
}

function isHere(key: KeyView, here: Here): boolean {
  return isOwners(key, here) && key.region === here.region;
}

/** Cryptographic operations take an alias, but only of the caller's own account and Region. */
function nameForUse(key: KeyView, here: Here): string {
  if (!isHere(key, here)) return key.keyArn;
  return key.alias ?? key.keyId;
}

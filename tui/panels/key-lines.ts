import type { KeyView } from '../../core/index.ts';
import { keyTabLines } from '../key/key-tabs.ts';
import type { ShownTab } from '../key/shown-tabs.ts';
import type { LabData, Model } from '../lab/model.ts';
import { principalName } from '../lab/names.ts';
import type { KeyTab } from '../lab/panels.ts';
import { createKeyLine, quickActions } from '../lab/quick-actions.ts';
import { whoLines } from '../overlays/who-lines.ts';
import { chartLines } from '../text/chart-lines.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { fromNow, isoDate, isoMinute } from '../text/instants.ts';
import { fillLine, type Line, line, lineWidth, type Span, span } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { chopLines, wrap, wrapLines } from '../text/wrap.ts';
import { rotationLines } from './rotation-lines.ts';

/** The selected key under its open tab; or, where there is none, what a key is and how to make one. */
export function keyLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const { data } = model;
  if (data === null) return [line('')];
  if (data.key === null && data.replay !== null) return [line('No key at this moment.', 'dim')];
  if (data.key === null) return noKeyLines(createKeyLine(model), width);
  const { key } = data;
  const tab = (name: ShownTab): readonly Line[] => keyTabLines({ key, view: data.view }, name, width, glyphs);
  const byTab: Record<KeyTab, (width: number) => readonly Line[]> = {
    Overview: (columns) => overviewLines(key, model, columns, glyphs),
    Policy: (columns) => [...policyLines(key, columns), ...whoMayLines(key, data.who, columns, glyphs)],
    Crypto: () => [...tab('cryptography'), ...cryptoNote(key, width)],
    Tags: () => [
      ...tab('tags'),
      ...about(TAGS_NOTE, `aws kms tag-resource --key-id ${key.keyId} --tags TagKey=team,TagValue=orders`, width),
    ],
    Rotation: () => rotationLines(key, data.view.now, width, glyphs),
    Aliases: () => aliasLines(key, width),
    Grants: () => [
      ...tab('grants'),
      ...about(
        GRANTS_NOTE,
        `aws kms create-grant --key-id ${key.keyId} --operations Decrypt --grantee-principal ${model.here.as}`,
        width,
      ),
    ],
    Regions: () => [...tab('regions'), ...regionsNote(key, width)],
  };
  if (model.tab === 'Overview' && width >= ROOM_FOR_TWO) return twoColumns(byTab.Overview, byTab.Policy, width);
  return byTab[model.tab](width);
}

/** From this width on, the policy stands beside the overview. */
const ROOM_FOR_TWO = 120;

/** Two texts beside each other. */
function twoColumns(
  left: (width: number) => readonly Line[],
  right: (width: number) => readonly Line[],
  width: number,
): readonly Line[] {
  const half = Math.floor((width - 3) / 2);
  const [a, b] = [left(half), right(width - 3 - half)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => [
    ...fillLine(a[index] ?? [], half),
    span('   '),
    ...(b[index] ?? []),
  ]);
}

/** The empty state: what the thing is, and one command. */
export function noKeyLines(command: string, width: number): readonly Line[] {
  return [
    line('No key is selected.', 'strong'),
    line(''),
    ...wrapLines(
      'A KMS key encrypts and decrypts for you, and never leaves KMS. You send it a few bytes, or ask it for a data key.',
      width,
    ),
    line(''),
    line('Make one:', 'strong'),
    ...wrapLines(command, width, { tone: 'accent', indent: '  ' }),
    line(''),
    line('c runs it.', 'good'),
  ];
}

function overviewLines(key: KeyView, model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const now = model.data?.view.now ?? 0;
  const facts = [key.keyState, key.keySpec === 'SYMMETRIC_DEFAULT' ? 'symmetric' : key.keySpec, key.origin];
  if (key.keyManager === 'AWS') facts.push('AWS managed');
  return [
    ...wrapLines(facts.join(` ${glyphs.separator} `), width, { tone: key.keyState === 'Enabled' ? 'good' : 'warn' }),
    ...deletionLines(key, now, width),
    line(''),
    ...(model.data?.replay == null
      ? [...actionLines(quickActions(key, model.here, model.made[key.keyArn] ?? null), width), line('')]
      : []),
    ...chartLines(key.chart, width, glyphs),
    line(''),
    ...detail(
      'last used',
      key.lastUsed === null ? 'never' : `${key.lastUsed.operation}, ${isoMinute(key.lastUsed.at)}`,
      width,
    ),
    ...(key.keySpec === 'SYMMETRIC_DEFAULT'
      ? []
      : [...detail('usage', key.keyUsage, width), ...detail('with', key.algorithms.join(' '), width)]),
    ...detail('created', isoMinute(key.creationDate), width),
    ...(key.description === '' ? [] : detail('about', key.description, width)),
    ...detail('material', materialSummary(key), width),
    ...(key.keyStore === null ? [] : detail('store', storeSummary(key.keyStore), width)),
    ...grantLines(key, model, width),
    ...(key.tags.length === 0
      ? []
      : detail('tags', key.tags.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).join(' '), width)),
    ...(key.multiRegion === null ? [] : detail('Regions', regionsSummary(key.multiRegion), width)),
    ...detail('key id', key.keyId, width),
    ...detail('ARN', key.keyArn, width),
  ];
}

function deletionLines(key: KeyView, now: number, width: number): readonly Line[] {
  if (key.deletionDate === null) return [];
  const says = `gone for good on ${isoDate(key.deletionDate)}, ${fromNow(key.deletionDate, now)}`;
  return wrapLines(says, width, { tone: 'bad' });
}

function materialSummary(key: KeyView): string {
  const current = key.materials.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return 'none';
  const older = key.materials.length - 1;
  const expiry = current.imported?.validTo ?? null;
  return [
    `${current.keyMaterialId.slice(0, 8)}${older === 0 ? '' : ` and ${older} older`}`,
    ...(key.materials.some(({ imported }) => imported?.isPresent === false) ? ['not all imported'] : []),
    ...(expiry === null ? [] : [`until ${isoDate(expiry)}`]),
    ...(key.pendingMaterialId === null ? [] : [`${key.pendingMaterialId.slice(0, 8)} waits for rotation`]),
  ].join(', ');
}

/** Who may do what by a grant; the first few, for a key may have 50,000. */
function grantLines({ grants }: KeyView, model: Model, width: number): readonly Line[] {
  const { data } = model;
  if (grants.length === 0 || data === null) return detail('grants', 'none', width);
  const shown = grants.slice(0, GRANTS_SHOWN).map(({ granteePrincipal, operations }, index) => {
    const text = `${principalName(granteePrincipal, data.view)}: ${operations.join(' ')}`;
    return detail(index === 0 ? 'grants' : '', text, width);
  });
  const more = grants.length - GRANTS_SHOWN;
  return [...shown.flat(), ...(more > 0 ? detail('', `and ${more} more: aws kms list-grants`, width) : [])];
}

const GRANTS_SHOWN = 3;

/** The role of a multi-Region key, and where its set is. */
function regionsSummary({ isReplica, related }: NonNullable<KeyView['multiRegion']>): string {
  const regions = related.map((arn) => arn.split(':')[3]).join(' ');
  return `${isReplica ? 'replica' : 'primary'} of ${regions}`;
}

/** `vault is CONNECTED, external key key-1`, or why it failed. */
function storeSummary(store: NonNullable<KeyView['keyStore']>): string {
  const { name, connectionState, connectionErrorCode, xksKeyId } = store;
  const why = connectionErrorCode === null ? '' : ` (${connectionErrorCode})`;
  return `${name} is ${connectionState}${why}${xksKeyId === null ? '' : `, external key ${xksKeyId}`}`;
}

/** `e encrypt   o disable   …`: letter and label, as many to a line as fit. */
function actionLines(
  actions: readonly { readonly key: string; readonly label: string }[],
  width: number,
): readonly Line[] {
  const lines: Line[] = [];
  let current: Span[] = [];
  for (const { key, label } of actions) {
    const piece = [{ text: key, tone: 'accent' }, span(` ${label}`)] as const;
    const gap = current.length === 0 ? [] : [span('   ')];
    if (lineWidth([...current, ...gap, ...piece]) > width) {
      lines.push(current);
      current = [...piece];
    } else current.push(...gap, ...piece);
  }
  return current.length === 0 ? lines : [...lines, current];
}

function detail(name: string, value: string, width: number): readonly Line[] {
  const lead = name.padEnd(10);
  return wrap(value, Math.max(1, width - lead.length)).map((part, index) => [
    span(index === 0 ? lead : ' '.repeat(lead.length), 'dim'),
    span(part),
  ]);
}

function policyLines(key: KeyView, width: number): readonly Line[] {
  return printableLines(prettyJson(key.policy)).flatMap((text) => chopLines(text, width));
}

function whoMayLines({ keyArn }: KeyView, who: LabData['who'], width: number, glyphs: Glyphs): readonly Line[] {
  return who === null || who.key.keyArn !== keyArn ? [] : [line(''), ...whoLines(who, width, glyphs)];
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // shown as it is: the lab stores what PutKeyPolicy was given
  }
}

const TAGS_NOTE =
  'Tags sort costs and can decide access: a policy may ask for aws:ResourceTag. They are no secret, and CloudTrail shows them.';
const GRANTS_NOTE =
  'A grant lets one principal use this key for some operations, for a while. Services make them for themselves; revoke-grant takes one away.';

/** What a part of a key is, and a command to try. */
function about(says: string, command: string, width: number): readonly Line[] {
  return [
    line(''),
    ...wrapLines(says, width, { tone: 'dim' }),
    line(''),
    ...wrapLines(command, width, { tone: 'accent' }),
  ];
}

function cryptoNote(key: KeyView, width: number): readonly Line[] {
  const says =
    key.keySpec === 'SYMMETRIC_DEFAULT'
      ? 'AES-256-GCM. The key never leaves KMS: data is sent to it, 4,096 bytes at most, or a data key is asked for.'
      : key.keySpec.startsWith('HMAC_')
        ? 'Makes and checks codes. The key never leaves KMS.'
        : 'A key pair. The public key may go anywhere, and works there without KMS; the private one never leaves.';
  return [
    line(''),
    ...wrapLines(says, width, { tone: 'dim' }),
    line(''),
    ...wrapLines('Spec, usage and origin can never be changed: another kind is another key.', width, { tone: 'dim' }),
  ];
}

function regionsNote(key: KeyView, width: number): readonly Line[] {
  if (key.multiRegion === null)
    return about(
      'A key lives in one Region. One that is to have replicas must be made as a multi-Region key; it can not become one later.',
      'aws kms create-key --multi-region',
      width,
    );
  if (key.multiRegion.isReplica) return [];
  return about(
    'All keys of the set share id and material, so that each opens what another sealed. Policy, grants, aliases and tags are each one’s own.',
    `aws kms replicate-key --key-id ${key.keyId} --replica-region eu-west-1`,
    width,
  );
}

function aliasLines(key: KeyView, width: number): readonly Line[] {
  const about = 'An alias is a name that points to a key, and can be moved to another one.';
  const create = `aws kms create-alias --alias-name alias/NAME --target-key-id ${key.keyId}`;
  const names =
    key.aliases.length === 0 ? [line('This key has no alias.')] : key.aliases.map((name) => line(name, 'strong'));
  return [
    ...names,
    line(''),
    ...wrapLines(about, width, { tone: 'dim' }),
    line(''),
    ...wrapLines(create, width, { tone: 'accent' }),
  ];
}

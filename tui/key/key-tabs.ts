import type { KeyView, LabView } from '../../core/index.ts';
import { principalName } from '../lab/names.ts';
import { rotationLines } from '../panels/rotation-lines.ts';
import { chartLines } from '../text/chart-lines.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { fromNow, isoDate, isoMinute } from '../text/instants.ts';
import { type Line, line, span } from '../text/line.ts';
import { chopLines, wrap, wrapLines } from '../text/wrap.ts';
import { SHOWN_TABS, type ShownTab } from './shown-tabs.ts';

/** A key, and the world that its principals are named in. */
export interface KeyShown {
  readonly key: KeyView;
  readonly view: LabView;
}

type TabLines = (shown: KeyShown, width: number, glyphs: Glyphs) => readonly Line[];

const LINES: Readonly<Record<ShownTab, TabLines>> = {
  overview: overviewLines,
  policy: ({ key }, width) => policyLines(key, width),
  cryptography: ({ key }, width) => cryptographyLines(key, width),
  tags: ({ key }, width) =>
    key.tags.length === 0
      ? [line('none', 'dim')]
      : key.tags.flatMap(({ TagKey, TagValue }) => wrapLines(`${TagKey}=${TagValue}`, width)),
  rotation: ({ key, view }, width, glyphs) => rotationLines(key, view.now, width, glyphs),
  aliases: ({ key }) => (key.aliases.length === 0 ? [line('none', 'dim')] : key.aliases.map((name) => line(name))),
  grants: grantLines,
  regions: ({ key }, width) => regionLines(key, width),
};

/** What `--json` prints: the whole key, or the part that a tab shows. */
export function keyShownAs({ key }: KeyShown, tab: ShownTab | null): unknown {
  const { keyArn, keySpec, keyUsage, origin, algorithms, keyStore, rotation, materials, pendingMaterialId } = key;
  switch (tab) {
    case null:
    case 'overview':
      return { ...key, policy: parsed(key.policy) };
    case 'policy':
      return { keyArn, policy: parsed(key.policy) };
    case 'cryptography':
      return { keyArn, keySpec, keyUsage, origin, algorithms, keyStore };
    case 'tags':
      return { keyArn, tags: key.tags };
    case 'rotation':
      return { keyArn, rotation, materials, pendingMaterialId };
    case 'aliases':
      return { keyArn, aliases: key.aliases };
    case 'grants':
      return { keyArn, grants: key.grants };
    case 'regions':
      return { keyArn, multiRegion: key.multiRegion };
  }
}

/** One tab of a key, or all of them, each under its name. */
export function keyTabLines(shown: KeyShown, tab: ShownTab | null, width: number, glyphs: Glyphs): readonly Line[] {
  if (tab !== null) return LINES[tab](shown, width, glyphs);
  return SHOWN_TABS.flatMap((name, index) => [
    ...(index === 0 ? [] : [line(''), line(name, 'accent')]),
    ...LINES[name](shown, width, glyphs),
  ]);
}

function overviewLines({ key, view }: KeyShown, width: number, glyphs: Glyphs): readonly Line[] {
  const { now } = view;
  return [
    line(key.alias ?? key.keyId, 'strong'),
    line(''),
    ...chartLines(key.chart, width, glyphs),
    line(''),
    ...(key.deletionDate === null
      ? []
      : wrapLines(`gone for good on ${isoDate(key.deletionDate)}, ${fromNow(key.deletionDate, now)}`, width, {
          tone: 'bad',
        })),
    ...row('state', key.keyState, width),
    ...(key.description === '' ? [] : row('about', key.description, width)),
    ...row('manager', key.keyManager === 'AWS' ? 'AWS managed' : 'customer managed', width),
    ...row('created', isoMinute(key.creationDate), width),
    ...row(
      'last used',
      key.lastUsed === null ? 'never' : `${key.lastUsed.operation}, ${isoMinute(key.lastUsed.at)}`,
      width,
    ),
    ...row('key id', key.keyId, width),
    ...row('ARN', key.keyArn, width),
  ];
}

function policyLines({ policy }: KeyView, width: number): readonly Line[] {
  return JSON.stringify(parsed(policy), null, 2)
    .split('\n')
    .flatMap((text) => chopLines(text, width));
}

function cryptographyLines(key: KeyView, width: number): readonly Line[] {
  const { keyStore } = key;
  return [
    ...row('spec', key.keySpec, width),
    ...row('usage', key.keyUsage, width),
    ...row('origin', key.origin, width),
    ...row('algorithms', key.algorithms.join(' '), width),
    ...(keyStore === null ? [] : row('key store', `${keyStore.name}, ${keyStore.connectionState}`, width)),
    ...(key.hasPublicKey ? row('public key', `aws kms get-public-key --key-id ${key.keyId}`, width) : []),
  ];
}

function grantLines({ key, view }: KeyShown, width: number): readonly Line[] {
  if (key.grants.length === 0) return [line('none', 'dim')];
  return key.grants.flatMap(({ grantId, granteePrincipal, operations }) => [
    line(`${principalName(granteePrincipal, view)}: ${operations.join(' ')}`),
    ...wrapLines(grantId, width, { indent: '  ', tone: 'dim' }),
  ]);
}

function regionLines({ multiRegion }: KeyView, width: number): readonly Line[] {
  if (multiRegion === null) return [line('a single-Region key', 'dim')];
  return [
    line(multiRegion.isReplica ? 'a replica; its set:' : 'the primary; its set:'),
    ...multiRegion.related.flatMap((arn) => wrapLines(arn, width, { indent: '  ' })),
  ];
}

const LEAD = 12;

function row(name: string, value: string, width: number): readonly Line[] {
  return wrap(value, width - LEAD).map((text, index) => [
    span((index === 0 ? name : '').padEnd(LEAD), 'dim'),
    span(text),
  ]);
}

function parsed(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    return policy; // shown as it is: the lab keeps what PutKeyPolicy was given
  }
}

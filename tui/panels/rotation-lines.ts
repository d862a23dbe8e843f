import type { KeyView } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { fromNow, isoDate } from '../text/instants.ts';
import { type Line, line, lineWidth, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** A key's rotation: what is planned, and its materials as a line of time, oldest first. */
export function rotationLines(key: KeyView, now: number, width: number, glyphs: Glyphs): readonly Line[] {
  const { rotation } = key;
  const { automatic, onDemand } = rotation.kinds;
  const plan = [
    ...(automatic ? wrapLines(automaticText(key, now), width, { tone: rotation.isEnabled ? 'good' : 'plain' }) : []),
    ...(onDemand ? wrapLines(onDemandText(key, now), width) : []),
  ];
  if (plan.length === 0) return noRotationLines(key, width, glyphs);
  return [
    ...plan,
    line(''),
    line('key materials', 'dim'),
    ...key.materials.flatMap((material) => materialLines(material, width, glyphs)),
    line(''),
    ...wrapLines(
      'Rotation makes new material for new ciphertexts. Old ciphertexts stay as they are, and the key keeps its id, ARN and aliases.',
      width,
      {
        tone: 'dim',
      },
    ),
  ];
}

/** Why a key of this kind has no rotation, and what its owner does instead. */
function noRotationLines(key: KeyView, width: number, glyphs: Glyphs): readonly Line[] {
  const why =
    key.keySpec === 'SYMMETRIC_DEFAULT'
      ? 'KMS does not rotate keys whose material is outside it, in a custom key store.'
      : 'KMS rotates symmetric encryption keys alone.';
  return [
    ...wrapLines(why, width),
    ...wrapLines('Make a new key in its place, and point its alias there.', width),
    line(''),
    ...(key.materials.length === 0 ? [] : [line('key material', 'dim')]),
    ...key.materials.flatMap(({ since, keyMaterialId }) => [
      [span(`${glyphs.on} ${isoDate(since)} `), span(keyMaterialId.slice(0, 8), 'strong')],
    ]),
  ];
}

function materialLines(material: KeyView['materials'][number], width: number, glyphs: Glyphs): readonly Line[] {
  const { since, keyMaterialId, rotationType, isCurrent } = material;
  const how = rotationType === null ? 'first' : rotationType === 'AUTOMATIC' ? 'automatic' : 'on demand';
  const about = `${how}, ${isCurrent ? 'encrypts and decrypts' : 'decrypts only'}`;
  const head: Line = [
    span(`${isCurrent ? glyphs.on : glyphs.off} ${isoDate(since)} `),
    span(keyMaterialId.slice(0, 8), isCurrent ? 'strong' : 'plain'),
  ];
  const isOneLine = lineWidth(head) + 2 + about.length <= width;
  return isOneLine ? [[...head, span(`  ${about}`, 'dim')]] : [head, line(`  ${about}`, 'dim')];
}

function automaticText({ rotation }: KeyView, now: number): string {
  if (!rotation.isEnabled) return 'automatic rotation is off';
  const every = rotation.periodInDays === null ? '' : ` every ${rotation.periodInDays} days`;
  const next = rotation.nextRotationDate;
  return `rotates by itself${every}${next === null ? '' : `, next on ${isoDate(next)} (${fromNow(next, now)})`}`;
}

function onDemandText({ rotation }: KeyView, now: number): string {
  const running =
    rotation.onDemandStartDate === null ? '' : `, one under way since ${fromNow(rotation.onDemandStartDate, now)}`;
  return `on demand: ${rotation.onDemandCount} of 25${running}`;
}

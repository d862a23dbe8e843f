import type { KeyView } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { fromNow, isoDate } from '../text/instants.ts';
import { type Line, line, lineWidth, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';

/** A key's rotation: what is planned, and its materials as a line of time, oldest first. */
export function rotationLines(key: KeyView, now: number, width: number, glyphs: Glyphs): readonly Line[] {
  const { rotation } = key;
  return [
    ...wrapLines(automaticText(key, now), width, { tone: rotation.isEnabled ? 'good' : 'plain' }),
    ...wrapLines(onDemandText(key, now), width),
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

import type { KeyPress } from '../terminal/keys.ts';
import type { Deed } from './deeds.ts';
import { doDeed } from './do-deed.ts';
import type { Model } from './model.ts';
import { openPasted } from './open.ts';
import { isReplaying, placeAt } from './places.ts';
import type { Step } from './step.ts';

/** The keys that mean the same in every place, list and text; null for another one. */
export function pressEverywhere(model: Model, press: KeyPress): Step | null {
  if (press.name === 'Paste') return openPasted(model, press.text);
  const place = placeAt(press.name);
  if (place !== null) return doDeed(model, { place });
  if (press.name === 'c' && isReplaying(model)) return doDeed(model, 'continue');
  const deed = DEEDS[press.name];
  return deed === undefined ? null : doDeed(model, deed);
}

const DEEDS: Readonly<Partial<Record<string, Deed>>> = {
  ':': 'command',
  'Ctrl+P': 'palette',
  a: 'actAs',
  g: 'region',
  t: 'time',
  z: 'undo',
  Z: 'redo',
  '@': 'log',
  P: 'present',
  '?': 'help',
};

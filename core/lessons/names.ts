import type { KeyView } from '../lab/world-shapes.ts';
import type { NameShape } from './check-schema.ts';
import type { Evidence } from './evidence.ts';
import { grantsMeant, keysMeant, rowsMeant, snapshotsMeant, viewed, volumesMeant } from './select.ts';

/** What each name of a lesson stands for now; what is not there yet has no entry. */
export type Names = Readonly<Record<string, string>>;

/** What the lesson's own names stand for: the newest thing that fits each. */
export function namesNow(shapes: Readonly<Record<string, NameShape>>, evidence: Evidence): Names {
  const found = Object.entries(shapes).map(([name, shape]) => [name, newest(shape, evidence)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

function newest(shape: NameShape, evidence: Evidence): string | undefined {
  if ('key' in shape) return keyName(keysMeant(shape.key, evidence).at(-1), shape.part);
  if ('grant' in shape) return grantsMeant(shape.grant, evidence).at(-1)?.grantId;
  if ('volume' in shape) return volumesMeant(shape.volume, evidence).at(-1)?.volumeId;
  if ('snapshot' in shape) return snapshotsMeant(shape.snapshot, evidence).at(-1)?.snapshotId;
  if ('event' in shape) return rowsMeant(shape.event, evidence).at(-1)?.record.eventID;
  const text = viewed(shape.view, evidence);
  return typeof text === 'string' ? text : undefined;
}

function keyName(key: KeyView | undefined, part: 'id' | 'arn' = 'id'): string | undefined {
  return part === 'arn' ? key?.keyArn : key?.keyId;
}

/** Whether every name in a text stands for something by now. */
export function isFilled(text: string, names: Names): boolean {
  return [...text.matchAll(/\$\{(\w+)\}/g)].every(([, name = '']) => names[name] !== undefined);
}

/** Fills names into every text of a value. What a name stands for that is not there yet shows as `<name>`. */
export function fillNames<T>(value: T, names: Names): T {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => names[name] ?? `<${name}>`) as T;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => fillNames(item, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillNames(item, names)])) as T;
}

import type { DeskMessage } from './bridge-contract.ts';

/** The members of each message beside its type, and what each must be. */
const FIELDS = {
  look: {},
  newWorld: {},
  openWorld: {},
  openRecent: { at: (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0 },
  saveWorld: {},
  lockRootKey: {},
  unlockRootKey: {},
  newWindow: {},
  startEndpoint: {},
  stopEndpoint: {},
  exports: { as: isShortText, region: isShortText },
} as const satisfies Record<DeskMessage['type'], Readonly<Record<string, (value: unknown) => boolean>>>;

/** @throws {Error} one line, for anything that is no message to the desk */
export function parseDeskMessage(value: unknown): DeskMessage {
  if (typeof value !== 'object' || value === null) throw new Error('expected a message to the desk, an object');
  const { type, ...members } = value as Record<string, unknown>;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) {
    throw new Error(`expected one of ${Object.keys(FIELDS).join(', ')} of the desk`);
  }
  const fields: Readonly<Record<string, (value: unknown) => boolean>> = FIELDS[type as DeskMessage['type']];
  for (const [name, isRight] of Object.entries(fields)) {
    if (!isRight(members[name])) throw new Error(`${type}.${name} is not what it must be`);
  }
  for (const name of Object.keys(members)) {
    if (!Object.hasOwn(fields, name)) throw new Error(`${type} has no member '${name.slice(0, 40)}'`);
  }
  return value as DeskMessage; // its type and every member were looked at just above
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 512;
}

import type { AuthorizationRequest } from '../decision.ts';
import type { ConditionKey, ConditionValue } from './condition-value.ts';

/** What a request has for the condition keys of one policy, by slot. */
export type SlotValues = readonly ConditionValue[];

/**
 * The condition keys of one policy, each once: a request's values are read once for all statements, however many ask
 * for the same key.
 */
export class KeySlots {
  readonly keys: ConditionKey[] = [];
  readonly #slots = new Map<string, number>();

  /** The slot of a key, a new one for a key that has none yet. */
  slotOf(key: ConditionKey): number {
    const name = key.name.toLowerCase();
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.keys.length;
      this.keys.push(key);
      this.#slots.set(name, slot);
    }
    return slot;
  }
}

/** Reads the keys' values out of a request. */
export function valuesIn(keys: readonly ConditionKey[], request: AuthorizationRequest): SlotValues {
  const values: ConditionValue[] = [];
  for (const key of keys) values.push(key.valueIn(request));
  return values;
}

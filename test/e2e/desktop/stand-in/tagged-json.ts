/**
 * JSON that also carries what a structured clone would: bytes, and `undefined`. Anything else is refused, as
 * `structuredClone` refuses it. Both functions stand alone, for their text also runs in the page's worlds.
 * @throws {Error} for a function, a symbol or an instance of a class.
 */
export function encode(value: unknown): string {
  const tag = (plain: unknown): unknown => {
    if (plain === undefined) return { $undefined: true };
    if (plain === null || ['string', 'number', 'boolean'].includes(typeof plain)) return plain;
    if (plain instanceof Uint8Array) return { $bytes: Array.from(plain) };
    if (Array.isArray(plain)) return plain.map(tag);
    const prototype: unknown = typeof plain === 'object' ? Object.getPrototypeOf(plain) : undefined;
    if (prototype === null || (prototype !== undefined && Object.getPrototypeOf(prototype) === null)) {
      return Object.fromEntries(Object.entries(plain as object).map(([name, part]) => [name, tag(part)]));
    }
    throw new Error(`An object could not be cloned: ${String(plain)}`);
  };
  return JSON.stringify(tag(value));
}

/** What was encoded. */
export function decode(text: string): unknown {
  const untag = (tagged: unknown): unknown => {
    if (tagged === null || typeof tagged !== 'object') return tagged;
    if (Array.isArray(tagged)) return tagged.map(untag);
    if ('$undefined' in tagged) return undefined;
    if ('$bytes' in tagged) return new Uint8Array(tagged.$bytes as number[]);
    return Object.fromEntries(Object.entries(tagged).map(([name, part]) => [name, untag(part)]));
  };
  return untag(JSON.parse(text));
}

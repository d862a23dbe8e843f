/** The first place in a value that is neither JSON nor `Uint8Array`, as a path; null when there is none. */
export function impurityOf(value: unknown, path = 'value'): string | null {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (value instanceof Uint8Array) return null;
  if (typeof value !== 'object') return path;
  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain) return path;
  for (const [name, part] of Object.entries(value)) {
    const found = impurityOf(part, `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

/** What the lab keeps or tells, as bytes in which a secret can be looked for; bytes within it stand there as they are. */
export function asBytes(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  const json = JSON.stringify(value, (_, item: unknown) =>
    item instanceof Uint8Array ? Buffer.from(item).toString('latin1') : item,
  );
  return Buffer.from(json ?? '');
}

/** Whether a secret stands in what was kept: as bytes, as text, in hexadecimal or in base64. */
export function isSeenIn(found: Buffer, secret: Uint8Array): boolean {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const forms = [
    bytes,
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    Buffer.from(JSON.stringify(bytes.toString('latin1')).slice(1, -1)),
  ];
  // In base64 the same bytes look otherwise at each of three places; the middle of each look is the same in any text.
  for (const lead of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
    forms.push(Buffer.from(text.slice(lead === 0 ? 0 : 4, -4)));
  }
  return forms.some((form) => found.includes(form));
}

/** Whether a text stands in what the lab keeps or tells, in whatever form. */
export function isTold(value: unknown, secret: string): boolean {
  return isSeenIn(asBytes(value), new TextEncoder().encode(secret));
}

/** The file behind `>`; null where the answer went to the screen. */
export function targetOf(line: string): string | null {
  return />\s*(\S+)\s*$/.exec(line)?.[1] ?? null;
}

/** What a line takes out of a JSON answer; null where it takes nothing. */
export function picked(line: string): { readonly from: string; readonly member: string } | null {
  const [, from, member] = /^laptop pick (\S+) (\w+) > \S+$/.exec(line.trim()) ?? [];
  return from === undefined || member === undefined ? null : { from, member };
}

/** What a line encrypts or decrypts outside of KMS, under the key in a file; null where it does neither. */
export function outside(
  line: string,
): { readonly verb: 'encrypt' | 'decrypt'; readonly key: string; readonly from: string } | null {
  const [, verb, key, from] = /^laptop (encrypt|decrypt) --key (\S+) (\S+) > \S+$/.exec(line.trim()) ?? [];
  if (key === undefined || from === undefined) return null;
  return { verb: verb === 'encrypt' ? 'encrypt' : 'decrypt', key, from };
}

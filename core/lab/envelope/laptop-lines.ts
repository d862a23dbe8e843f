/** The file behind `>`; null where the answer went to the screen. */
export function targetOf(line: string): string | null {
  return />\s*(\S+)\s*$/.exec(line)?.[1] ?? null;
}

/** What a line takes out of a JSON answer, and into which file. */
export function picked(
  line: string,
): readonly { readonly from: string; readonly member: string; readonly to: string }[] {
  const [, from, member, to] = /^laptop pick (\S+) (\w+) > (\S+)$/.exec(line.trim()) ?? [];
  return from === undefined || member === undefined || to === undefined ? [] : [{ from, member, to }];
}

/** What a line encrypts or decrypts outside of KMS, under the key in a file. */
export function outside(
  line: string,
  verb: 'encrypt' | 'decrypt',
): readonly { readonly key: string; readonly from: string; readonly to: string }[] {
  const [, found, key, from, to] = /^laptop (encrypt|decrypt) --key (\S+) (\S+) > (\S+)$/.exec(line.trim()) ?? [];
  return found !== verb || key === undefined || from === undefined || to === undefined ? [] : [{ key, from, to }];
}

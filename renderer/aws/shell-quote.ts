const SAFE = /^[\w@%+=:,./-]+$/;

/** One word of a command line, quoted for a POSIX shell where it must be. Source: POSIX.1-2017, XCU 2.2.2. */
export function shellQuote(word: string): string {
  return SAFE.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

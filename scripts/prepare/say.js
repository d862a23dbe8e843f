/**
 * The scripts' own talk. It goes to stderr, so that stdout stays the program's.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`kmslab: ${text}\n`);
}

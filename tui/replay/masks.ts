import type { PlayedStep } from '../../core/index.ts';

/**
 * Puts names in the place of what no two replays have in common: ciphertexts, data keys, signatures and the ids of key
 * materials come from the secure random source, whatever the seed. The same bytes keep their name: `<ciphertext 1>`.
 */
export class Masks {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  step(step: PlayedStep): PlayedStep {
    const { run, outcome, expect } = step;
    const { refusal } = outcome;
    return {
      ...step,
      run: run === null ? null : this.text(run),
      outcome: {
        ...outcome,
        stdout: this.text(outcome.stdout),
        stderr: this.text(outcome.stderr),
        refusal: refusal === null ? null : { ...refusal, message: this.text(refusal.message) },
      },
      expect:
        expect === null ? null : { ...expect, expected: this.text(expect.expected), found: this.text(expect.found) },
    };
  }

  text(text: string): string {
    return text.replaceAll(RANDOM, (bytes) => this.#nameOf(bytes));
  }

  #nameOf(bytes: string): string {
    const known = this.#names.get(bytes);
    if (known !== undefined) return known;
    const kind = kindOf(bytes);
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const name = `<${kind} ${count}>`;
    this.#names.set(bytes, name);
    return name;
  }
}

/** Base64 or hexadecimal, longer than any id, name or word has without a hyphen. */
const RANDOM = /(?<![A-Za-z0-9+/_:-])[A-Za-z0-9+/]{40,}={0,2}(?![A-Za-z0-9+/=_:-])/g;

/** Every ciphertext of KMS begins with the same bytes: its format's version. */
function kindOf(bytes: string): 'ciphertext' | 'id' | 'bytes' {
  if (bytes.startsWith('AQIC')) return 'ciphertext';
  return /^[0-9a-f]{64}$/.test(bytes) ? 'id' : 'bytes';
}

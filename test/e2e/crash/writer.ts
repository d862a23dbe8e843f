import type { PlainKmsClient } from './kms-client.ts';

/** What a client knows of a key of its own: what the last answers that it read have told it. */
export interface KnownKey {
  readonly description: string;
  readonly isEnabled: boolean;
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Base64 of what the key has sealed, with its plaintext beside it. */
  readonly sealed: { readonly ciphertext: string; readonly plaintext: string } | null;
}

/** A change that was sent: what the key is like when it has happened. */
interface Change {
  readonly operation: string;
  readonly input: object;
  readonly after: KnownKey;
}

/**
 * One client under load: it makes keys and changes them, one call after the other, and keeps account of every answer
 * that it has read. What it sent last and had no answer to may have happened, or not.
 */
export class Writer {
  readonly keys = new Map<string, KnownKey>();
  /** Sent, and not answered when the server was gone. */
  unanswered: { readonly keyId: string; readonly after: KnownKey } | null = null;
  answers = 0;
  readonly #name: string;
  readonly #client: PlainKmsClient;
  readonly #answered: () => void;
  #steps = 0;

  /** `answered` is called for every answer that was read. */
  constructor(name: string, client: PlainKmsClient, answered: () => void) {
    this.#name = name;
    this.#client = client;
    this.#answered = answered;
  }

  /** Works until the server is gone. @throws {Error} when the server refuses something */
  async work(): Promise<void> {
    for (;;) {
      const keyId = await this.#make();
      if (keyId === null) return;
      for (let n = 0; n < 6; n++) if (!(await this.#change(keyId, n))) return;
    }
  }

  async #make(): Promise<string | null> {
    const description = this.#next();
    const body = await this.#call('CreateKey', { Description: description });
    if (body === null) return null;
    const { KeyId } = body.KeyMetadata as { readonly KeyId: string };
    this.keys.set(KeyId, { description, isEnabled: true, aliases: [], tags: {}, sealed: null });
    return KeyId;
  }

  async #change(keyId: string, n: number): Promise<boolean> {
    const known = this.keys.get(keyId);
    if (known === undefined) throw new Error('a writer changes its own keys');
    const { operation, input, after } = this.#changeOf(keyId, known, n);
    this.unanswered = { keyId, after };
    const body = await this.#call(operation, input);
    if (body === null) return false;
    this.unanswered = null;
    const ciphertext = body.CiphertextBlob;
    const sealed =
      typeof ciphertext === 'string'
        ? { ciphertext, plaintext: Buffer.from(known.description).toString('base64') }
        : null;
    this.keys.set(keyId, sealed === null ? after : { ...after, sealed });
    return true;
  }

  #changeOf(KeyId: string, known: KnownKey, n: number): Change {
    const word = this.#next();
    switch (n) {
      case 0: {
        const AliasName = `alias/${word}`;
        const after = { ...known, aliases: [...known.aliases, AliasName] };
        return { operation: 'CreateAlias', input: { AliasName, TargetKeyId: KeyId }, after };
      }
      case 1: {
        const Plaintext = Buffer.from(known.description).toString('base64');
        return { operation: 'Encrypt', input: { KeyId, Plaintext }, after: known };
      }
      case 2:
        return {
          operation: 'TagResource',
          input: { KeyId, Tags: [{ TagKey: 'word', TagValue: word }] },
          after: { ...known, tags: { ...known.tags, word } },
        };
      case 3:
        return {
          operation: 'UpdateKeyDescription',
          input: { KeyId, Description: word },
          after: { ...known, description: word },
        };
      case 4:
        return { operation: 'DisableKey', input: { KeyId }, after: { ...known, isEnabled: false } };
      default:
        return { operation: 'EnableKey', input: { KeyId }, after: { ...known, isEnabled: true } };
    }
  }

  /** The answer's body, or null when the server is gone. */
  async #call(operation: string, input: object): Promise<Readonly<Record<string, unknown>> | null> {
    const answer = await this.#client.call(operation, input).catch(() => null);
    if (answer === null) return null;
    if (answer.status !== 200) throw new Error(`${operation}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.answers += 1;
    this.#answered();
    return answer.body;
  }

  #next(): string {
    this.#steps += 1;
    return `${this.#name}-${this.#steps}`;
  }
}

import { useState } from 'react';
import type { KeyView, RunOutcome } from '../../core/index.ts';
import { keyCommands, keyReference } from '../aws/key-commands.ts';
import { toBase64 } from '../lab/format.ts';
import { bytesIn, refusalOf } from '../lab/outputs.ts';
import { useWorkbench } from './use-workbench.ts';

export interface DeskFields {
  readonly text: string;
  /** `NAME=VALUE`, or empty. */
  readonly context: string;
  /** Base64. */
  readonly ciphertext: string;
}

/** What the last encryption or decryption on the desk came to. */
export type DeskResult =
  | { readonly type: 'encrypted'; readonly sizeBytes: number }
  | { readonly type: 'decrypted'; readonly text: string }
  | { readonly type: 'refused'; readonly name: string; readonly message: string; readonly requestId: string }
  | { readonly type: 'failed'; readonly message: string };

export interface CryptoDeskState {
  readonly fields: DeskFields;
  readonly set: (change: Partial<DeskFields>) => void;
  readonly encryptLine: string | null;
  readonly decryptLine: string;
  readonly encrypt: () => void;
  readonly decrypt: () => void;
  readonly result: DeskResult | null;
}

/** Text and ciphertext to try a key with. They stay when another key is selected, so that a ciphertext can meet it. */
export function useCryptoDesk(key: KeyView | null): CryptoDeskState {
  const { run, standpoint } = useWorkbench();
  const [fields, setFields] = useState<DeskFields>({ text: 'attack at dawn', context: '', ciphertext: '' });
  const [last, setLast] = useState<{ readonly of: string; readonly result: DeskResult } | null>(null);
  // What a key answered is old once it, its state, or who asks is another.
  const of = key === null ? '' : `${key.keyArn} ${key.keyState} ${standpoint.as}`;
  const setResult = (result: DeskResult) => setLast({ of, result });
  const keyId = key === null ? null : keyReference(key, standpoint.as);
  const algorithm = key === null || key.keySpec === 'SYMMETRIC_DEFAULT' ? null : (key.algorithms[0] ?? null);
  const context = fields.context.trim();
  const ciphertext = fields.ciphertext.trim();
  const encryptLine = keyId === null ? null : keyCommands.encrypt(keyId, fields.text, context, algorithm);
  const decryptLine =
    keyId === null || algorithm === null
      ? keyCommands.decrypt(ciphertext, context)
      : keyCommands.decryptWith(keyId, ciphertext, algorithm);
  const encrypt = async (line: string) => {
    const outcome = await run(line);
    const blob = outcome && bytesIn(outcome, 'CiphertextBlob');
    if (blob != null) setFields((current) => ({ ...current, ciphertext: toBase64(blob) }));
    setResult(blob == null ? refused(outcome) : { type: 'encrypted', sizeBytes: blob.length });
  };
  const decrypt = async () => {
    const outcome = await run(decryptLine);
    const plaintext = outcome && bytesIn(outcome, 'Plaintext');
    setResult(plaintext == null ? refused(outcome) : { type: 'decrypted', text: new TextDecoder().decode(plaintext) });
  };
  return {
    fields,
    set: (change) => setFields((current) => ({ ...current, ...change })),
    encryptLine,
    decryptLine,
    encrypt: () => void (encryptLine !== null && encrypt(encryptLine)),
    decrypt: () => void decrypt(),
    result: last?.of === of ? last.result : null,
  };
}

function refused(outcome: RunOutcome | null): DeskResult {
  const refusal = outcome && refusalOf(outcome);
  if (refusal !== null) return { type: 'refused', ...refusal };
  return { type: 'failed', message: outcome?.stderr.trim() || 'The command log says what went wrong.' };
}

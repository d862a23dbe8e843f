import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import type { CryptoDeskState, DeskResult } from '../hooks/use-crypto-desk.ts';
import { WhyRefused } from './WhyRefused.tsx';

type CryptoDeskProps = {
  readonly desk: CryptoDeskState;
  readonly canEncrypt: boolean;
};

/** A place to encrypt a text under the selected key, and to decrypt a ciphertext of any key. */
export function CryptoDesk({ desk, canEncrypt }: CryptoDeskProps) {
  const { fields, set, encryptLine, decryptLine, encrypt, decrypt, result } = desk;
  return (
    <section className="card desk" aria-labelledby="desk-heading">
      <h3 id="desk-heading">{canEncrypt ? 'Encrypt and decrypt' : 'Decrypt'}</h3>
      <div className="desk-fields">
        {canEncrypt && (
          <div className="field">
            <label htmlFor="desk-text">Text</label>
            <textarea
              id="desk-text"
              rows={2}
              value={fields.text}
              spellCheck={false}
              onChange={(event) => set({ text: event.target.value })}
            />
          </div>
        )}
        <div className="field">
          <div className="field-head">
            <label htmlFor="desk-ciphertext">Ciphertext, base64</label>
            {fields.ciphertext !== '' && <CopyButton text={fields.ciphertext} what="ciphertext" />}
          </div>
          <textarea
            id="desk-ciphertext"
            rows={2}
            className="mono"
            value={fields.ciphertext}
            spellCheck={false}
            placeholder="Encrypt the text, or paste a ciphertext"
            onChange={(event) => set({ ciphertext: event.target.value })}
          />
        </div>
      </div>
      <div className="desk-actions">
        {canEncrypt && (
          <Button kind="primary" onClick={encrypt} isDisabled={fields.text === ''}>
            Encrypt
          </Button>
        )}
        <Button onClick={decrypt} isDisabled={fields.ciphertext.trim() === ''}>
          Decrypt
        </Button>
        <label className="field field-inline">
          <span>Encryption context</span>
          <input
            type="text"
            value={fields.context}
            placeholder="order=42"
            spellCheck={false}
            onChange={(event) => set({ context: event.target.value })}
          />
        </label>
      </div>
      {result !== null && (
        <div className="desk-result" role="status">
          <DeskOutcome result={result} />
        </div>
      )}
      {result === null && <CommandLine line={fields.ciphertext === '' ? (encryptLine ?? decryptLine) : decryptLine} />}
    </section>
  );
}

type DeskOutcomeProps = { readonly result: DeskResult };

function DeskOutcome({ result }: DeskOutcomeProps) {
  switch (result.type) {
    case 'encrypted':
      return <p className="good">Encrypted: {result.sizeBytes} bytes, and only KMS can open them.</p>;
    case 'decrypted':
      return (
        <p className="good">
          Decrypted: <q>{result.text}</q>
        </p>
      );
    case 'refused':
      return <WhyRefused {...result} />;
    case 'failed':
      return <p className="bad">{result.message}</p>;
  }
}

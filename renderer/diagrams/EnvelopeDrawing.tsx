import type { Envelope, FileMade } from '../../core/index.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { DataKeyCards } from './DataKeyCards.tsx';
import { sizeText } from './envelope-words.ts';

type EnvelopeDrawingProps = { readonly envelope: Envelope; readonly names: KeyNames };

/** The KMS key on its side of the wall, and on the other the data key, twice, and the file that it encrypts. */
export function EnvelopeDrawing({ envelope, names }: EnvelopeDrawingProps) {
  const { operation, keyArn, sealed, restored, isOpenedAgain, held } = envelope;
  const key = keyArn === null ? 'KMS key' : names.key(keyArn);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and this is a picture
    <div className="envelope" role="group" aria-label="Picture of the envelope">
      <div className="envelope-kms">
        <p className="envelope-side">In KMS</p>
        <div className="envelope-card envelope-key">
          <strong>{key}</strong>
          <span className="muted">never leaves KMS</span>
        </div>
        <p className="envelope-call">
          <code>{operation}</code>
          <span aria-hidden="true">→</span>
        </p>
        {isOpenedAgain && (
          <p className="envelope-call">
            <code>Decrypt</code>
            <span aria-hidden="true">→</span>
            <span className="good">gave the same data key again</span>
          </p>
        )}
      </div>
      <div className="envelope-outside">
        <p className="envelope-side">Outside KMS, on your computer</p>
        <DataKeyCards envelope={envelope} keyName={key} />
        {sealed.map((made) => (
          <FileRow key={made.to.name} made={made} how="AES-GCM with the data key" isSealed />
        ))}
        {restored.map((made) => (
          <FileRow key={made.to.name} made={made} how="opened with the data key" isSealed={false} />
        ))}
        {sealed.length > 0 && held === 'dropped' && restored.length === 0 && (
          <p className="says">
            Kept are the encrypted file and the wrapped data key beside it. Without KMS nobody can read either.
          </p>
        )}
      </div>
    </div>
  );
}

type FileRowProps = { readonly made: FileMade; readonly how: string; readonly isSealed: boolean };

/** A file, and what it became. */
function FileRow({ made: { from, to }, how, isSealed }: FileRowProps) {
  return (
    <div className="envelope-row">
      <div className="envelope-card" data-sealed={!isSealed}>
        <code>{from.name}</code>
        <span className="muted">{sizeText(from.bytes)}</span>
      </div>
      <span className="envelope-arrow">
        <span>{how}</span>
        <span aria-hidden="true">→</span>
      </span>
      <div className="envelope-card" data-sealed={isSealed}>
        <code>{to.name}</code>
        <span className="muted">
          {sizeText(to.bytes)}, {isSealed ? 'the wrapped data key beside it' : 'in the clear again'}
        </span>
      </div>
    </div>
  );
}

import type { Envelope } from '../../core/index.ts';
import { contextText, heldText } from './envelope-words.ts';

type DataKeyCardsProps = { readonly envelope: Envelope; readonly keyName: string };

/** The data key as KMS gives it, twice: in plaintext, which is to be dropped, and wrapped, which is to be kept. */
export function DataKeyCards({ envelope, keyName }: DataKeyCardsProps) {
  const { plaintext, held, wrapped, wrappedIn } = envelope;
  const context = contextText(envelope);
  const files = wrappedIn.filter(({ bytes }) => bytes > 0).map(({ name }) => name);
  return (
    <div className="envelope-row envelope-data-keys">
      <div className="envelope-card envelope-plaintext" data-held={plaintext === null ? 'none' : held}>
        <strong>Plaintext data key</strong>
        {plaintext !== null && (
          <span>
            {/* Once it is dropped its bytes fade; who hears the page is told so in words, and at once. */}
            <code className="envelope-bytes" aria-hidden={held === 'dropped'}>
              {plaintext.head} …
            </code>{' '}
            <span className="muted">{plaintext.bytes} bytes</span>
          </span>
        )}
        <span className="envelope-held" role="status">
          {heldText(envelope)}
        </span>
      </div>
      <div className="envelope-card" data-sealed="true">
        <strong>Wrapped data key</strong>
        <span>
          <code>{wrapped.head} …</code> <span className="muted">{wrapped.bytes} bytes</span>
        </span>
        <span className="muted">
          {files.length > 0 && <>in {files.join(' and ')}; </>}
          only {keyName} opens it
        </span>
        {context !== '' && (
          <span>
            context <code>{context}</code> <span className="muted">must be the same to open it</span>
          </span>
        )}
      </div>
    </div>
  );
}

import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Sheet } from '../components/Sheet.tsx';
import type { AskedDesk, Desk } from '../hooks/use-desk.ts';

type WorldsSheetProps = { readonly desk: Desk; readonly onClose: () => void };

const KEY_SAYS = {
  file: 'Its root key is .key beside it: keep both.',
  variable: 'Its root key is in KMSLAB_ROOT_KEY.',
  keychain:
    "Its root key is locked to this computer's keychain: a terminal can't open the world, nor can another computer.",
} as const;

/** The world of this window, where it is kept, and the others that were open lately. */
export function WorldsSheet({ desk, onClose }: WorldsSheetProps) {
  const [error, setError] = useState<string | null>(null);
  const ask = (message: AskedDesk) => void desk.ask(message).then(setError);
  const { world, recent } = desk.state;
  return (
    <Sheet title="Worlds" onClose={onClose}>
      <section className="desk-now" aria-label="This window’s world">
        <p>
          <strong>{world.name}</strong>
        </p>
        {world.file === null ? (
          <p className="says">
            It ends with its last window. Saved, it is a file of its own, and its root key a file beside it: keep both.
          </p>
        ) : (
          <p className="says">
            <code>{world.file}</code> Everything is in it as soon as it is done. {KEY_SAYS[world.rootKeyAt ?? 'file']}{' '}
            Without the key, nothing in the world can be decrypted.
          </p>
        )}
      </section>
      {error !== null && (
        <p className="bad" role="alert">
          {error}
        </p>
      )}
      <div className="sheet-actions">
        <Button onClick={() => ask({ type: 'newWorld' })}>New world</Button>
        <Button onClick={() => ask({ type: 'openWorld' })}>Open…</Button>
        <Button kind={world.file === null ? 'primary' : 'plain'} onClick={() => ask({ type: 'saveWorld' })}>
          Save as…
        </Button>
        {world.rootKeyAt === 'file' && <Button onClick={() => ask({ type: 'lockRootKey' })}>Lock its root key…</Button>}
        {world.rootKeyAt === 'keychain' && (
          <Button onClick={() => ask({ type: 'unlockRootKey' })}>Unlock its root key…</Button>
        )}
      </div>
      <section aria-labelledby="recent-heading">
        <h3 id="recent-heading">Open lately</h3>
        {recent.length === 0 ? (
          <p className="nothing">No world file yet.</p>
        ) : (
          <ul className="desk-recent">
            {recent.map(({ name, folder }, at) => (
              <li key={`${folder} ${name}`}>
                <span>
                  {name} <span className="muted">{folder}</span>
                </span>
                <Button label={`Open ${name}`} onClick={() => ask({ type: 'openRecent', at })}>
                  Open
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Sheet>
  );
}

import { useSyncExternalStore } from 'react';
import { LabContext } from '../lab/lab-context.ts';
import type { WebLab } from '../lab/open-web-lab.ts';
import { App } from './App.tsx';

/** The window in a browser: the same, and word of its connection where that isn't there. */
export function WebApp({ lab }: { readonly lab: WebLab }) {
  const state = useSyncExternalStore(lab.onState, lab.state);
  if (state.type === 'ended') {
    return (
      <main className="standstill">
        <h1>kmslab</h1>
        <p role="alert">{state.message}</p>
        <p>
          Go to the terminal where <code>kmslab web</code> runs, and press Enter for a new link.
        </p>
      </main>
    );
  }
  return (
    <LabContext value={lab.client}>
      {state.type === 'away' && (
        <p className="away" role="status">
          The lab does not answer. Trying again; nothing is lost.
        </p>
      )}
      <App onMenuCommand={noMenu} />
    </LabContext>
  );
}

/** A browser's menu knows nothing of kmslab. */
function noMenu(): () => void {
  return () => undefined;
}

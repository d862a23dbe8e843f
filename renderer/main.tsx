import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { LabBridge } from '../main/bridge-contract.ts';
import { DesktopWindow } from './app/DesktopWindow.tsx';
import { refuseDrops } from './app/refuse-drops.ts';
import { WebApp } from './app/WebApp.tsx';
import { createDeskClient } from './lab/desk.ts';
import { createIpcClient } from './lab/ipc-client.ts';
import { openWebLab } from './lab/open-web-lab.ts';

declare global {
  interface Window {
    /** The preload's; missing where the page runs in a browser. */
    readonly kmslab?: LabBridge;
  }
}

refuseDrops(window);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<StrictMode>{windowOf(window.kmslab)}</StrictMode>);

/** The app's window, a page of `kmslab web`, or word of what is missing. */
function windowOf(bridge: LabBridge | undefined) {
  if (bridge !== undefined) {
    // Made at once: from the page's first moment on, main may send the window somewhere.
    return (
      <DesktopWindow lab={createIpcClient(bridge)} desk={createDeskClient(bridge)} onMenuCommand={bridge.onCommand} />
    );
  }
  const lab = openWebLab();
  if (lab !== null) return <WebApp lab={lab} />;
  return (
    <main className="standstill">
      <h1>kmslab</h1>
      <p>
        This page needs the link that <code>kmslab web</code> prints. Go to its terminal, and press Enter for a new one.
      </p>
    </main>
  );
}

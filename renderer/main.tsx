import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { LabBridge } from '../main/bridge-contract.ts';
import { App } from './app/App.tsx';
import { createIpcClient } from './lab/ipc-client.ts';
import { LabContext } from './lab/lab-context.ts';

declare global {
  interface Window {
    /** The preload's; missing where the page runs outside the app. */
    readonly kmslab?: LabBridge;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const bridge = window.kmslab;
if (bridge === undefined) {
  root.textContent = 'This page is the window of the kmslab app, and shows nothing outside it.';
} else {
  createRoot(root).render(
    <StrictMode>
      <LabContext value={createIpcClient(bridge)}>
        <App onMenuCommand={bridge.onCommand} />
      </LabContext>
    </StrictMode>,
  );
}

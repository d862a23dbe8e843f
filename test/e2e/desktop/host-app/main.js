/**
 * An app of somebody else's that shows a lab in a window of its own: the example in the README, and a test. A file is
 * all it takes; `kmslab/desktop` is the built package's own export.
 */
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron';
import { guardPermissions, openHostedLab, preloadPath, serveView, viewScheme } from 'kmslab/desktop';

const WORLD = `
title: One key, with an alias
world:
  start: 2026-01-01T00:00:00Z
  accounts: { main: '111122223333' }
  principals: { main/role/admin: { policies: [AdministratorAccess] } }
steps:
  - as: main/role/admin
    region: us-east-1
    run: aws kms create-key
    save: { key: KeyMetadata.KeyId }
  - run: aws kms create-alias --alias-name alias/orders --target-key-id \${key}
`;

// Once, before the app is ready, with the schemes of the app itself.
protocol.registerSchemesAsPrivileged([viewScheme]);

app.whenReady().then(async () => {
  serveView(protocol);
  guardPermissions(session.defaultSession);
  const lab = await openHostedLab({
    ipcMain,
    world: { scenarioText: WORLD },
    places: ['key', 'trail'],
    place: 'key/orders?tab=rotation',
    locked: ['time', 'lessons', 'replays'],
    theme: 'dark',
  });
  const window = new BrowserWindow({
    width: 1000,
    height: 700,
    webPreferences: { preload: preloadPath, sandbox: true, contextIsolation: true },
  });
  await lab.show(window.webContents);
  app.on('window-all-closed', () => void lab.close().then(() => app.quit()));
});

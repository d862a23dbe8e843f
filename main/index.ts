import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, ipcMain, protocol, session } from 'electron';
import { LINK_SCHEME } from '../core/index.ts';
import { DesktopApp } from './app.ts';
import { APP_SCHEME, isAppUrl, serveApp } from './app-protocol.ts';
import { guardNavigation, guardPermissions } from './guards.ts';
import { hostLabs } from './lab-host.ts';
import { launchTargets } from './launch-targets.ts';

/** Folder of the built main process; the preload and the window lie beside it. */
const HERE = dirname(fileURLToPath(import.meta.url));

protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
app.on('window-all-closed', () => app.quit());

// A second start hands over what it was asked for, and ends: one process writes a world.
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  const desktop = new DesktopApp({
    preload: join(HERE, 'preload.cjs'),
    userData: app.getPath('userData'),
    host: hostLabs({ ipcMain, isAppUrl }),
  });
  app.on('second-instance', (_event, argv, folder) => void desktop.show(launchTargets(argv, folder)));
  // macOS tells files and links by events, the first of them before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    void desktop.show({ files: [file], links: [] });
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    void desktop.show({ files: [], links: [link] });
  });
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  app
    .whenReady()
    .then(async () => {
      guardPermissions(session.defaultSession);
      protocol.handle(APP_SCHEME, serveApp(join(HERE, 'renderer')));
      // Installed, the app is registered by its installer; a checkout would register the bare Electron binary.
      if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
      await desktop.start(launchTargets(process.argv, process.cwd()));
    })
    .catch((error: unknown) => {
      console.error(`kmslab: ${error instanceof Error ? error.message : String(error)}`);
      app.exit(1);
    });
}

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, ipcMain, Menu, nativeTheme, protocol, session } from 'electron';
import { Classroom, createLab, DEFAULT_WORLD, ReplayStage } from '../core/index.ts';
import { FileRoom, lessonFolder, nodePorts, nodeTimer } from '../core/node/index.ts';
import { APP_SCHEME, isAppUrl, serveApp } from './app-protocol.ts';
import { CHANNELS } from './bridge-contract.ts';
import { guardNavigation, guardPermissions } from './guards.ts';
import { hostLab } from './lab-host.ts';
import { menuTemplate } from './menu.ts';
import { openWindow } from './window.ts';

/** Folder of the built main process; the preload and the window lie beside it. */
const HERE = dirname(fileURLToPath(import.meta.url));

protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
app.on('window-all-closed', () => app.quit());

// Not awaited: Electron becomes ready only after this module has been evaluated.
app
  .whenReady()
  .then(start)
  .catch((error: unknown) => {
    console.error(`kmslab: ${error instanceof Error ? error.message : String(error)}`);
    app.exit(1);
  });

/** The lab lives here, in the main process; a window holds no key material and no disk. */
async function start(): Promise<void> {
  guardPermissions(session.defaultSession);
  protocol.handle(APP_SCHEME, serveApp(join(HERE, 'renderer')));
  // The lessons of this user are the same here and in the terminal.
  const room = FileRoom.inFolder(lessonFolder());
  const lab = await createLab(nodePorts(), DEFAULT_WORLD);
  const stage = new ReplayStage(lab, { ports: nodePorts, timer: nodeTimer, lab });
  hostLab({ ipcMain, lab: await Classroom.open(room, stage), isAppUrl });
  showMenu();
  await openWindow(join(HERE, 'preload.cjs'));
}

function showMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        isMac: process.platform === 'darwin',
        send: (command) => BrowserWindow.getFocusedWindow()?.webContents.send(CHANNELS.command, command),
        appearance: nativeTheme.themeSource,
        setAppearance: (appearance) => {
          nativeTheme.themeSource = appearance;
        },
      }),
    ),
  );
}

/**
 * A stand-in for the `electron` module, for the main process in plain Node. What a window shows is drawn by a
 * Chromium that the test's process drives: the two talk over Node's IPC, which clones values as Electron's does.
 * It knows what main/ uses and nothing else; a call of anything more fails loudly.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @type {Map<number, BrowserWindow>} */
const windows = new Map();
/** @param {object} message */
const tell = (message) => process.send?.(message);

class App extends EventEmitter {
  isPackaged = false;
  whenReady() {
    return Promise.resolve();
  }
  enableSandbox() {}
  requestSingleInstanceLock() {
    return true;
  }
  /** @param {string} name */
  getPath(name) {
    const folder = name === 'userData' ? process.env.KMSLAB_STAND_IN_USER_DATA : undefined;
    if (folder === undefined) throw new Error(`the stand-in for electron has no path '${name}'`);
    return folder;
  }
  addRecentDocument() {}
  quit() {
    process.exit(0);
  }
  /** @param {number} code */
  exit(code) {
    process.exit(code);
  }
}
export const app = new App();

class WebContents extends EventEmitter {
  url = '';
  /** @type {(details: { url: string }) => { action: 'allow' | 'deny' }} */
  windowOpenHandler = () => ({ action: 'allow' });
  /** @param {number} id */
  constructor(id) {
    super();
    this.id = id;
  }
  /** @param {typeof this.windowOpenHandler} handler */
  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler;
  }
  /** @param {string} channel @param {...unknown} args */
  send(channel, ...args) {
    tell({ type: 'send', windowId: this.id, channel, args });
  }
  isDestroyed() {
    return this.isGone;
  }
  getURL() {
    return this.url;
  }
  reload() {
    tell({ type: 'reload', windowId: this.id });
  }
  /** @param {string} url */
  loadURL(url) {
    this.url = url;
    return new Promise((resolve) => {
      this.once('stand-in-loaded', () => resolve(undefined));
      tell({ type: 'load', windowId: this.id, url, options: windows.get(this.id)?.options });
    });
  }
  isGone = false;
}

let lastWindow = 0;
/** @type {BrowserWindow | null} */
let focused = null;

export class BrowserWindow extends EventEmitter {
  /** @param {{ webPreferences: object }} options */
  constructor(options) {
    super();
    lastWindow += 1;
    this.id = lastWindow;
    this.options = options;
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    focused = this;
    app.emit('web-contents-created', {}, this.webContents);
  }
  static getAllWindows() {
    return [...windows.values()];
  }
  static getFocusedWindow() {
    return focused;
  }
  /** @param {string} url */
  async loadURL(url) {
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }
  show() {}
  isMinimized() {
    return false;
  }
  restore() {}
  focus() {
    focused = this;
    this.emit('focus');
  }
  blur() {
    if (focused === this) focused = null;
    this.emit('blur');
  }
  close() {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    this.emit('close', { preventDefault });
    if (!isPrevented) this.destroy();
  }
  destroy() {
    if (!windows.delete(this.id)) return;
    if (focused === this) focused = [...windows.values()].at(-1) ?? null;
    this.webContents.isGone = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
    tell({ type: 'closed', windowId: this.id });
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

/**
 * What the user will answer to dialogs, in order; a dialog that nobody expects is an error.
 * @type {{ dialog: string, answer: object }[]}
 */
const answers = [];
/** @type {{ dialog: string, options: object }[]} */
const asked = [];
/** @param {string} name */
const showDialog =
  (name) =>
  async (/** @type {any[]} */ ...args) => {
    asked.push({ dialog: name, options: args.at(-1) });
    const next = answers.shift();
    if (next?.dialog !== name) throw new Error(`nobody answers ${name}: ${JSON.stringify(args.at(-1))}`);
    return next.answer;
  };
export const dialog = {
  showOpenDialog: showDialog('open'),
  showSaveDialog: showDialog('save'),
  showMessageBox: showDialog('message'),
};

/** @type {Map<string, (event: object, ...args: unknown[]) => Promise<unknown>>} */
const handlers = new Map();
export const ipcMain = {
  handle: handlers.set.bind(handlers),
  removeHandler: handlers.delete.bind(handlers),
};

/** @type {Map<string, (request: Request) => Promise<Response>>} */
const schemes = new Map();
/** @type {Map<string, object>} */
const privileges = new Map();
export const protocol = {
  /** @param {{ scheme: string, privileges: object }[]} list */
  registerSchemesAsPrivileged: (list) => {
    for (const { scheme, privileges: granted } of list) privileges.set(scheme, granted);
  },
  handle: schemes.set.bind(schemes),
};

/** @type {(contents: WebContents, permission: string, answer: (isGranted: boolean) => void) => void} */
let permissionHandler = (_contents, _permission, answer) => answer(true);
export const session = {
  defaultSession: {
    /** @param {typeof permissionHandler} handler */
    setPermissionRequestHandler: (handler) => {
      permissionHandler = handler;
    },
    setPermissionCheckHandler: () => {},
  },
};

/** In place of the system's keychain: a key in the app's own folder. KMSLAB_STAND_IN_KEYCHAIN is one that keeps nothing. */
const keychainKey = () => {
  const file = join(app.getPath('userData'), 'stand-in-keychain');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32));
  }
  return readFileSync(file);
};
export const safeStorage = {
  isEncryptionAvailable: () => process.env.KMSLAB_STAND_IN_KEYCHAIN !== 'none',
  getSelectedStorageBackend: () => process.env.KMSLAB_STAND_IN_KEYCHAIN ?? 'gnome_libsecret',
  /** @param {string} text */
  encryptString: (text) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keychainKey(), iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  /** @param {Buffer} sealed */
  decryptString: (sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', keychainKey(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
  },
};

export const nativeTheme = { themeSource: 'system' };

/** @type {any[]} */
let menu = [];
export const Menu = {
  /** @param {any[]} template */
  buildFromTemplate: (template) => template,
  /** @param {any[]} template */
  setApplicationMenu: (template) => {
    menu = template;
  },
};
/** @param {any[]} items @returns {any[]} */
const flat = (items) => items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);

/**
 * What the test's process may ask, by the name of the question, which says which details it brings.
 * @type {Readonly<Record<string, (details: any) => unknown>>}
 */
const ANSWERS = {
  loaded: ({ windowId }) => void windows.get(windowId)?.webContents.emit('stand-in-loaded'),
  invoke: ({ windowId, channel, args, url }) => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler({ sender: windows.get(windowId)?.webContents, senderFrame: { url } }, ...args);
  },
  fetch: async ({ url, method }) => {
    const handler = schemes.get(new URL(url).protocol.replace(/:$/, ''));
    if (handler === undefined) throw new Error(`no protocol.handle for ${url}`);
    const response = await handler(new Request(url, { method }));
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  },
  navigate: ({ windowId, url }) => {
    let isAllowed = true;
    const preventDefault = () => {
      isAllowed = false;
    };
    windows.get(windowId)?.webContents.emit('will-navigate', { preventDefault, url }, url);
    return isAllowed;
  },
  webview: ({ windowId }) => {
    let isAllowed = true;
    const preventDefault = () => {
      isAllowed = false;
    };
    windows.get(windowId)?.webContents.emit('will-attach-webview', { preventDefault }, {}, {});
    return isAllowed;
  },
  open: ({ windowId, url }) => windows.get(windowId)?.webContents.windowOpenHandler({ url }).action === 'allow',
  permission: ({ windowId, permission }) =>
    new Promise((resolve) => {
      const contents = windows.get(windowId)?.webContents;
      if (contents === undefined) resolve(false);
      else permissionHandler(contents, permission, resolve);
    }),
  windows: () => windows.size,
  close: ({ windowId }) => windows.get(windowId)?.close(),
  focus: ({ windowId }) => windows.get(windowId)?.focus(),
  blur: () => focused?.blur(),
  crash: ({ windowId, reason }) => windows.get(windowId)?.webContents.emit('render-process-gone', {}, { reason }),
  expect: ({ dialog: name, answer }) => void answers.push({ dialog: name, answer }),
  asked: () => asked.splice(0),
  emit: ({ event, args }) => {
    app.emit(event, { preventDefault: () => {} }, ...args);
  },
  privileges: ({ scheme }) => privileges.get(scheme) ?? null,
  preferences: ({ windowId }) => windows.get(windowId)?.options.webPreferences,
  menu: () => flat(menu).map(({ id, label, role }) => ({ id, label, role })),
  click: ({ item: id }) => {
    const item = flat(menu).find((candidate) => candidate.id === id);
    if (item === undefined) throw new Error(`the menu has no item '${id}'`);
    item.click();
  },
  theme: () => nativeTheme.themeSource,
};

process.on('message', async (/** @type {any} */ { id, ask, ...details }) => {
  try {
    const answer = ANSWERS[ask];
    if (answer === undefined) throw new Error(`the stand-in for electron has no answer to '${ask}'`);
    tell({ type: 'answer', id, ok: true, value: await answer(details) });
  } catch (error) {
    tell({ type: 'answer', id, ok: false, error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));

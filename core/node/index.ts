export { FileRoom } from './file-room.ts';
export { type RunningServer, startServer } from './http-server.ts';
export { lessonFolder } from './lesson-folder.ts';
export { nodePorts } from './node-ports.ts';
export { nodeTimer } from './node-timer.ts';
export { type Keychain, lockRootKey, type RootKeyPlace, rootKeyPlace, unlockRootKey } from './root-key.ts';
export { announceServer, runningServers, type ServerFile } from './server-file.ts';
export { type RunningWebServer, startWebServer } from './web-server.ts';
export { contentSecurityPolicy, readWindowFile, servedWindowFile, windowHeaders, windowPath } from './window-files.ts';
export { openWorldFile, saveWorldFile } from './world-file.ts';

/** What can be done with a world file as a whole. Loaded when it is asked for: SQLite is native code. */
export type WorldAdmin = typeof import('./world-admin.ts');

/** See `WorldAdmin`. */
export function worldAdmin(): Promise<WorldAdmin> {
  return import('./world-admin.ts');
}

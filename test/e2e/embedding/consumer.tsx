/** What an app that embeds kmslab writes, for the compiler: against the declarations of the package, it must hold. */
import { ipcMain, protocol, session, type WebContents } from 'electron';
import {
  guardPermissions,
  type HostedLab,
  type HostedLabOptions,
  openHostedLab,
  preloadPath,
  serveView,
  viewScheme,
} from 'kmslab/desktop';
import { KmsLab, type LabClient } from 'kmslab/renderer';

protocol.registerSchemesAsPrivileged([viewScheme]);
serveView(protocol);
guardPermissions(session.defaultSession);

const options: HostedLabOptions = { ipcMain, lesson: '7', places: ['learn', 'key'], locked: ['time'], theme: 'light' };

export async function show(contents: WebContents): Promise<HostedLab> {
  const lab = await openHostedLab(options);
  await lab.show(contents);
  lab.goTo(contents, 'key/orders?tab=policy');
  const { keys } = await lab.client.ask({ type: 'view' });
  console.warn(keys[0]?.keyArn, preloadPath.length);
  return lab;
}

export function Page({ lab }: { readonly lab: LabClient }) {
  return <KmsLab lab={lab} locked={['commands', 'undo']} places={['trail']} />;
}

// @ts-expect-error -- there is no such part
export const wrong: HostedLabOptions = { ipcMain, locked: ['everything'] };

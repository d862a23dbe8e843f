import { vi } from 'vitest';

import { isAppUrl } from '../../main/app-protocol.ts';
import type { LabBridge } from '../../main/bridge-contract.ts';
import { hostLabs } from '../../main/lab-host.ts';
import { createIpcClient } from '../../renderer/lab/ipc-client.ts';
import { classroomWith } from '../helpers/classroom-with.ts';
import { describeLabClientContract } from './lab-client.contract.ts';

const electron = await vi.hoisted(async () => (await import('../main/fake-electron.ts')).fakeElectron());
// The real package would start a download; the real preload runs on the two ends of a cloning pipe.
vi.mock('electron', () => electron);
await import('../../main/preload.ts');
const bridge = electron.exposed.get('kmslab') as LabBridge;

describeLabClientContract('over IPC', async () => {
  const lab = await classroomWith();
  const host = hostLabs({ ipcMain: electron.ipcMain, isAppUrl });
  host.attach(electron.sender, { lab, desk: async () => null });
  return {
    client: createIpcClient(bridge),
    close: async () => host.close(),
  };
});

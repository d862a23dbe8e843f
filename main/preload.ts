import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { LabMessage } from '../core/index.ts';
import { CHANNELS, type LabBridge } from './bridge-contract.ts';

const send = (message: LabMessage) => ipcRenderer.invoke(CHANNELS.request, message);

/** Relays one channel to a page's listener, without Electron's event, which would hand over the sender. */
function relay<Value>(channel: string, listener: (value: Value) => void): () => void {
  const onMessage = (_event: IpcRendererEvent, value: Value) => listener(value);
  ipcRenderer.on(channel, onMessage);
  return () => {
    ipcRenderer.off(channel, onMessage);
  };
}

let listeners = 0;

contextBridge.exposeInMainWorld('kmslab', {
  call: (request) => send({ type: 'call', request }),
  ask: (query) => send({ type: 'ask', query }),
  act: (action) => send({ type: 'act', action }),
  subscribe: (listener) => {
    const stop = relay(CHANNELS.event, listener);
    listeners += 1;
    if (listeners === 1) void send({ type: 'subscribe' });
    let isSubscribed = true;
    return () => {
      if (!isSubscribed) return;
      isSubscribed = false;
      stop();
      listeners -= 1;
      if (listeners === 0) void send({ type: 'unsubscribe' });
    };
  },
  onCommand: (listener) => relay(CHANNELS.command, listener),
  desk: (message) => ipcRenderer.invoke(CHANNELS.desk, message),
  onDeskState: (listener) => relay(CHANNELS.deskState, listener),
  onVisit: (listener) => relay(CHANNELS.visit, listener),
} satisfies LabBridge);

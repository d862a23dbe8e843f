import type { LabAction } from './client.ts';

/** What an action is called when it is taken back; null for one that can't be. */
export function stepName(action: LabAction): string | null {
  if (action.type === 'advance' && action.by === 0) return null; // the tick of a clock that follows real time
  return action.type === 'run' ? action.line : NAMES[action.type];
}

const NAMES = {
  advance: 'moving the clock',
  advanceTo: 'moving the clock',
  advanceToNext: 'moving the clock',
  undo: null,
  redo: null,
  setClock: 'setting the clock',
  setQuotas: 'setting quotas',
  writeVolume: 'writing to the volume',
  readVolume: 'reading the volume',
  writeDatabase: 'writing to the database',
  readDatabase: 'reading the database',
  createCloudHsmCluster: 'making the CloudHSM cluster',
  setCloudHsmCluster: 'changing the CloudHSM cluster',
  createXksProxy: 'making the external key store proxy',
  setXksProxy: 'changing the external key store proxy',
  setExternalKey: 'changing the external key',
  putFile: 'writing the file',
  getFile: null,
  lesson: null,
  importProfile: null,
  addLesson: null,
  draft: null,
  replay: null,
} as const satisfies Readonly<Record<Exclude<LabAction['type'], 'run'>, string | null>>;

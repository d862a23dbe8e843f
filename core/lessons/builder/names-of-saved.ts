import type { NameShape } from '../check-schema.ts';
import type { Evidence } from '../evidence.ts';
import { type Names, namesNow } from '../names.ts';
import { callerOf } from '../select.ts';
import { accountName, keyWords } from './key-words.ts';

/**
 * What saved ids are in every learner's world, also in one of a learner who typed commands of their own: the newest thing
 * that fits. What no such shape gives back has none.
 */
export function namesOfSaved(saved: Names, evidence: Evidence): Readonly<Record<string, NameShape>> {
  const shapes = Object.entries(saved).flatMap(([name, value]) => {
    const shape = shapeOf(value, evidence);
    return shape !== null && namesNow({ [name]: shape }, evidence)[name] === value ? [[name, shape] as const] : [];
  });
  return Object.fromEntries(shapes);
}

function shapeOf(value: string, evidence: Evidence): NameShape | null {
  const key = evidence.keys.find(({ keyId, keyArn }) => keyId === value || keyArn === value);
  if (key !== undefined) {
    return { key: keyWords(key, evidence).selector, ...(key.keyArn === value ? { part: 'arn' as const } : {}) };
  }
  const volume = evidence.view.volumes.find(({ volumeId }) => volumeId === value);
  if (volume !== undefined) {
    return { volume: { account: accountName(volume.accountId, evidence), region: volume.region } };
  }
  const snapshot = evidence.view.snapshots.find(({ snapshotId }) => snapshotId === value);
  if (snapshot !== undefined) {
    const { accountId, region, copiedFrom } = snapshot;
    return { snapshot: { account: accountName(accountId, evidence), region, isCopy: copiedFrom !== null } };
  }
  return grantShape(value, evidence) ?? eventShape(value, evidence);
}

function grantShape(value: string, evidence: Evidence): NameShape | null {
  const key = evidence.keys.find(({ grants }) => grants.some(({ grantId }) => grantId === value));
  return key === undefined ? null : { grant: { key: keyWords(key, evidence).selector } };
}

function eventShape(value: string, evidence: Evidence): NameShape | null {
  const row = evidence.trail.find(({ record }) => record.eventID === value);
  if (row === undefined) return null;
  const by = callerOf(row, evidence.view);
  return { event: { operation: row.record.eventName, ...(by === null ? {} : { by }) } };
}

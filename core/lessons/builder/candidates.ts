import { HOUR_MS } from '../../billing/month.ts';
import { sameBytes } from '../../crypto/bytes.ts';
import { DAY_MS } from '../../keys/key-state.ts';
import type { TrailRow } from '../../lab/trail-row.ts';
import type { KeyView, SnapshotView, VolumeView } from '../../lab/world-shapes.ts';
import type { Check } from '../check-schema.ts';
import type { Evidence } from '../evidence.ts';
import { callerOf, kindOf } from '../select.ts';
import { accountName, type KeyWords, keyWords } from './key-words.ts';

/**
 * Checks that what happened between two moments suggests, what there is before what was called. They name things by what
 * is true of them and never by ids, which another learner's world draws otherwise. Whether one holds at either moment is
 * not looked at here.
 */
export function candidateChecks(before: Evidence, after: Evidence): readonly Check[] {
  return [
    ...keyChecks(before, after),
    ...volumeChecks(before, after),
    ...snapshotChecks(before, after),
    ...objectChecks(before, after),
    ...fileChecks(before, after),
    ...clockChecks(before, after),
    ...calledChecks(after),
  ];
}

function keyChecks(before: Evidence, after: Evidence): readonly Check[] {
  return after.keys.flatMap((key) => {
    const then = before.keys.find(({ keyArn }) => keyArn === key.keyArn);
    return changesOf(key, then, keyWords(key, after), after);
  });
}

function changesOf(
  key: KeyView,
  then: KeyView | undefined,
  { selector, says }: KeyWords,
  after: Evidence,
): readonly Check[] {
  const changes: Check[] = [];
  const isOther = <K extends keyof KeyView>(field: K): boolean => then?.[field] !== key[field];
  if (then === undefined) {
    const { keySpec: spec, keyUsage: usage, keyState: state, region, origin } = key;
    const kind = kindOf(key);
    changes.push({
      key: { ...selector, region, spec, usage, state, kind, ...(origin === 'AWS_KMS' ? {} : { origin }) },
      says: `${says} is there, ${state}, in ${region}`,
    });
  }
  for (const alias of key.aliases.filter((one) => then?.aliases.includes(one) !== true)) {
    changes.push({ key: { alias, spec: key.keySpec }, says: `${alias} points to a key of the spec ${key.keySpec}` });
  }
  if (then !== undefined && isOther('keyState')) {
    changes.push({ key: { ...selector, state: key.keyState }, says: `${says} is ${key.keyState}` });
  }
  const { isEnabled, periodInDays } = key.rotation;
  if (then !== undefined && (then.rotation.isEnabled !== isEnabled || then.rotation.periodInDays !== periodInDays)) {
    const every = isEnabled && periodInDays !== null ? { period: periodInDays } : {};
    changes.push({
      key: { ...selector, rotation: isEnabled ? 'on' : 'off', ...every },
      says: isEnabled ? `${says} rotates by itself, every ${periodInDays} days` : `${says} does not rotate by itself`,
    });
  }
  if (then !== undefined && key.materials.length > then.materials.length) {
    const materials = key.materials.length;
    changes.push({ key: { ...selector, materials }, says: `${says} has had ${materials} key materials` });
  }
  for (const { granteePrincipal, operations, grantId } of key.grants) {
    if (then?.grants.some((grant) => grant.grantId === grantId) === true) continue;
    const grantee = after.view.principals.find(({ arn }) => arn === granteePrincipal)?.label;
    if (grantee === undefined) continue;
    changes.push({
      grant: { key: selector, grantee, operations: [...operations] },
      says: `${grantee} has a grant on ${says}: ${operations.join(', ')}`,
    });
  }
  if (then !== undefined && key.grants.length < then.grants.length) {
    const grants = key.grants.length;
    changes.push({
      key: { ...selector, grants },
      says: `${says} has ${grants === 1 ? 'one grant' : `${grants} grants`}`,
    });
  }
  return changes;
}

/** The key that something is under, as a check has it; nothing for what is under none. */
function under(
  keyArn: string | null,
  evidence: Evidence,
): { readonly key: KeyWords['selector'] } | Record<never, never> {
  const key = evidence.keys.find((one) => one.keyArn === keyArn);
  return key === undefined ? {} : { key: keyWords(key, evidence).selector };
}

function underSays(keyArn: string | null, evidence: Evidence): string {
  const key = evidence.keys.find((one) => one.keyArn === keyArn);
  return key === undefined ? '' : ` under ${keyWords(key, evidence).says}`;
}

function volumeChecks(before: Evidence, after: Evidence): readonly Check[] {
  const isChanged = (volume: VolumeView) =>
    before.view.volumes.find(({ volumeId }) => volumeId === volume.volumeId)?.state !== volume.state;
  return after.view.volumes.filter(isChanged).map(({ accountId, region, state, kmsKeyArn }) => ({
    volume: { account: accountName(accountId, after), region, state, ...under(kmsKeyArn, after) },
    says: `a volume in ${region}${underSays(kmsKeyArn, after)} is ${state}`,
  }));
}

function snapshotChecks(before: Evidence, after: Evidence): readonly Check[] {
  return after.view.snapshots.flatMap((snapshot: SnapshotView) => {
    const { accountId, region, state, kmsKeyArn, copiedFrom, sharedWith, snapshotId } = snapshot;
    const then = before.view.snapshots.find((one) => one.snapshotId === snapshotId);
    const isCopy = copiedFrom !== null;
    const what = `${isCopy ? 'a copy of a snapshot' : 'a snapshot'} in ${region}${underSays(kmsKeyArn, after)}`;
    const selector = { account: accountName(accountId, after), region, isCopy, ...under(kmsKeyArn, after) };
    const shared = sharedWith.filter((account) => then?.sharedWith.includes(account) !== true);
    return [
      ...(then?.state === state ? [] : [{ snapshot: { ...selector, state }, says: `${what} is ${state}` }]),
      ...shared.map((account) => ({
        snapshot: { ...selector, sharedWith: accountName(account, after) },
        says: `${what} is shared with ${accountName(account, after)}`,
      })),
    ];
  });
}

function objectChecks(before: Evidence, after: Evidence): readonly Check[] {
  const isNew = (bucket: string, key: string, encryption: string) =>
    !before.view.objects.some((one) => one.bucket === bucket && one.key === key && one.encryption === encryption);
  return after.view.objects.flatMap(({ bucket, key: name, encryption, kmsKeyArn }) => {
    const known = ENCRYPTIONS.find((one) => one === encryption);
    if (known === undefined || !isNew(bucket, name, encryption)) return [];
    return [
      {
        object: { bucket, name, encryption: known, ...under(kmsKeyArn, after) },
        says: `the object ${bucket}/${name} is encrypted with ${known}${underSays(kmsKeyArn, after)}`,
      },
    ];
  });
}

const ENCRYPTIONS = ['SSE-S3', 'SSE-KMS', 'DSSE-KMS', 'SSE-C'] as const;

function fileChecks(before: Evidence, after: Evidence): readonly Check[] {
  const { files } = after.lab;
  const had = new Set(before.view.files.map(({ name }) => name));
  return after.view.files
    .filter(({ name }) => !had.has(name))
    .flatMap(({ name }) => {
      const bytes = files.get(name);
      const same = [...files].find(([other, its]) => had.has(other) && bytes !== undefined && sameBytes(its, bytes));
      return [
        ...(same === undefined
          ? []
          : [{ file: { name, sameAs: same[0] }, says: `${name} holds the same bytes as ${same[0]}` }]),
        { file: { name }, says: `there is a file ${name}` },
      ];
    });
}

function clockChecks(before: Evidence, after: Evidence): readonly Check[] {
  const passed = after.view.now - before.view.now;
  if (passed < HOUR_MS) return []; // so little passes while services work
  const since = after.view.now - after.startedAt;
  const days = Math.floor(since / DAY_MS);
  const hours = Math.floor(since / HOUR_MS);
  return days > 0
    ? [{ clock: { after: `${days}d` }, says: `${days === 1 ? 'a day has' : `${days} days have`} passed` }]
    : [{ clock: { after: `${hours}h` }, says: `${hours === 1 ? 'an hour has' : `${hours} hours have`} passed` }];
}

function calledChecks(after: Evidence): readonly Check[] {
  const told = new Map<string, Check>();
  for (const row of after.stepTrail) {
    for (const check of callChecks(row, after)) told.set(JSON.stringify(check), check);
  }
  // What was refused on the way says less than what came of it.
  return [...told.values()].sort(
    (one, other) => Number(one.called?.error !== undefined) - Number(other.called?.error !== undefined),
  );
}

/** A call as it was made since the lesson began; and, where it was made before too, in this step. */
function callChecks(row: TrailRow, evidence: Evidence): readonly Check[] {
  const { eventName: operation, errorCode, userIdentity } = row.record;
  const by = callerOf(row, evidence.view);
  const via = userIdentity.invokedBy?.split('.')[0];
  if (by === null && via === undefined) return [];
  const arns = new Set((row.record.resources ?? []).map(({ ARN }) => ARN));
  const key = evidence.keys.find(({ keyArn }) => arns.has(keyArn));
  const words = key === undefined ? null : keyWords(key, evidence);
  const error = errorCode?.replace(/^Client\./, '');
  const called = {
    operation,
    ...(by === null ? {} : { by }),
    ...(via === undefined ? {} : { via }),
    ...(words === null ? {} : { key: words.selector }),
    ...(error === undefined ? {} : { error }),
  };
  const who = via === undefined ? by : `${via} for ${by ?? 'somebody'}`;
  const about = words === null ? '' : ` with ${words.says}`;
  const says =
    error === undefined
      ? `${who} has called ${operation}${about}`
      : `${operation}${about} by ${who} was refused: ${error}`;
  return [
    { called, says },
    { called: { ...called, inStep: true }, says: `${says}, in this step` },
  ];
}

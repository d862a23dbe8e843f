import { askedBeside } from '../../audit/asked-beside.ts';
import type { CloudTrailRecord } from '../../audit/record.ts';
import { type FinishedCall, writeRecords } from '../../audit/write-records.ts';
import type { KeyArn } from '../../cloud/arn.ts';
import type { Directory } from '../directory.ts';
import type { Fact, IamFact } from '../facts.ts';
import type { Ids } from '../ids.ts';

/**
 * Room 7: everything that the request came to, as facts that become true at once: its changes, the use of its keys,
 * and CloudTrail's records.
 */
export function record(
  call: FinishedCall & { readonly isLogged: boolean },
  ids: Ids,
): { readonly facts: readonly Fact[]; readonly records: readonly CloudTrailRecord[] } {
  const { request, requestId, handled, error } = call;
  const records = call.isLogged ? writeRecords(call, ids) : NO_RECORDS;
  const facts: Fact[] = handled?.facts === undefined ? [] : [...handled.facts];
  const asked = askedBeside(call);
  let usedKeys = handled === null ? NONE : keysUsed(call);
  for (const written of records) {
    const told = { requestId, causedBy: request.causedBy ?? null, because: error?.because ?? null, record: written };
    const row = asked === null ? told : { ...told, asked };
    const ownBefore = facts.length;
    facts.push(ownBefore === 0 ? { type: 'recorded', row, usedKeys } : { type: 'recorded', row, usedKeys, ownBefore });
    usedKeys = NONE;
  }
  return { facts, records };
}

/** How long an access key counts as just used. Source: none; AWS tells of a use within some minutes. */
const SAME_USE_MS = 15 * 60_000;

/** That the access key which signed a request was used, where that is not known yet. */
export function accessKeyUse({ request, at, operation }: FinishedCall, directory: Directory): IamFact | null {
  const { accessKeyId, region } = request;
  const held = accessKeyId === undefined ? undefined : directory.holderOf(accessKeyId);
  if (held === undefined || accessKeyId === undefined) return null;
  const { service } = operation;
  const { lastUsed } = held.accessKey;
  const isKnown = lastUsed?.service === service && lastUsed.region === region && at - lastUsed.at < SAME_USE_MS;
  return isKnown ? null : { type: 'accessKeyUsed', userArn: held.user.arn, accessKeyId, service, region };
}

const NONE: readonly KeyArn[] = [];
const NO_RECORDS: readonly CloudTrailRecord[] = [];

function keysUsed({ operation, targets }: FinishedCall): readonly KeyArn[] {
  if (operation.isKeyUse !== true) return NONE;
  const used: KeyArn[] = [];
  for (const { key } of targets) if (key !== null) used.push(key.arn);
  return used;
}

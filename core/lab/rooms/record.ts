import type { CloudTrailRecord } from '../../audit/record.ts';
import { type FinishedCall, writeRecords } from '../../audit/write-records.ts';
import type { KeyArn } from '../../cloud/arn.ts';
import type { Fact } from '../facts.ts';
import type { Ids } from '../ids.ts';

/**
 * Room 7: everything that the request came to, as facts that become true at once: its changes, the use of its keys,
 * and CloudTrail's records.
 */
export function record(
  call: FinishedCall,
  ids: Ids,
): { readonly facts: readonly Fact[]; readonly records: readonly CloudTrailRecord[] } {
  const { request, requestId, handled, error } = call;
  const records = writeRecords(call, ids);
  const facts: Fact[] = handled?.facts === undefined ? [] : [...handled.facts];
  let usedKeys = handled === null ? NONE : keysUsed(call);
  for (const written of records) {
    const row = { requestId, causedBy: request.causedBy ?? null, because: error?.because ?? null, record: written };
    facts.push({ type: 'recorded', row, usedKeys });
    usedKeys = NONE;
  }
  return { facts, records };
}

const NONE: readonly KeyArn[] = [];

function keysUsed({ operation, targets }: FinishedCall): readonly KeyArn[] {
  if (operation.isKeyUse !== true) return NONE;
  const used: KeyArn[] = [];
  for (const { key } of targets) if (key !== null) used.push(key.arn);
  return used;
}

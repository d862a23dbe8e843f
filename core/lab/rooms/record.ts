import { type FinishedCall, writeRecords } from '../../audit/write-records.ts';
import type { TrailRow } from '../client.ts';
import type { Fact } from '../facts.ts';
import type { Ids } from '../ids.ts';

/**
 * Room 7: everything that the request came to, as facts that become true at once: its changes, the use of its keys,
 * and CloudTrail's records.
 */
export function record(call: FinishedCall, ids: Ids): { readonly facts: readonly Fact[]; readonly rows: readonly TrailRow[] } {
  const { operation, request, requestId, targets, handled, error } = call;
  const facts: Fact[] = handled?.facts === undefined ? [] : [...handled.facts];
  if (handled !== null && operation.isKeyUse === true) {
    for (const { key } of targets) {
      if (key !== null) facts.push({ type: 'keyUsed', keyArn: key.arn, operation: operation.name, requestId });
    }
  }
  const rows = writeRecords(call, ids).map((entry) => ({
    requestId,
    causedBy: request.causedBy ?? null,
    because: error?.because ?? null,
    record: entry,
  }));
  for (const row of rows) facts.push({ type: 'recorded', row });
  return { facts, rows };
}

import type { Input, Operation, Target } from '../../operations/operation.ts';
import { quotasOfCall } from '../../quotas/quotas-of-call.ts';
import type { RequestMeter } from '../../quotas/request-meter.ts';
import type { ApiRequest } from '../request.ts';
import type { TraceEntry } from '../trace.ts';
import type { World } from '../world.ts';

/**
 * Room 4: the request quotas of the caller's account in the Region are not used up, where the world counts requests.
 * A service's calls for somebody count as that caller's, and calls on another account's key as the caller's own.
 * Simplified: only KMS's quotas are counted; other services have their own.
 * @throws {ThrottlingException}
 * Source: KMS Developer Guide, "Request quotas"; audit-and-cost.md section 7.
 */
export function admit(
  meter: RequestMeter,
  operation: Operation,
  request: ApiRequest,
  input: Input,
  targets: readonly Target[],
  { quotas, now }: World,
): TraceEntry {
  if (quotas.requests === 'off' || operation.service !== 'kms') return ADMITTED;
  return { room: 'admit', quotas: meter.take(quotasOfCall(operation, input, targets), request, quotas, now) };
}

const ADMITTED: TraceEntry = { room: 'admit' };

import { readQueueUrl } from '../../services/sqs/queue.ts';
import type { Caller } from '../caller.ts';
import { pathThrough } from '../vpc-endpoint-path.ts';
import type { WireRequest } from '../wire-request.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * An answer whose addresses of queues lead to this endpoint, by the host that the client called: SDKs send what is for
 * a queue to its address. On AWS it is SQS's own host.
 */
export function withOwnUrls(output: Members, { headers }: WireRequest, { vpcEndpointId }: Caller): Members {
  const host = headers.get('host') ?? '127.0.0.1';
  const origin = `http://${host}${vpcEndpointId === undefined ? '' : pathThrough(vpcEndpointId)}`;
  const { QueueUrl: one, QueueUrls: many } = output;
  return {
    ...output,
    ...(typeof one === 'string' ? { QueueUrl: atOrigin(origin, one) } : {}),
    ...(Array.isArray(many) ? { QueueUrls: many.map((url) => atOrigin(origin, String(url))) } : {}),
  };
}

function atOrigin(origin: string, url: string): string {
  const named = readQueueUrl(url);
  return named === null ? url : `${origin}/${named.accountId}/${named.name}`;
}

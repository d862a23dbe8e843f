import { LabRequestError, parseLabEvent, parseLabReply } from '../../core/bridge/index.ts';
import type { LabClient } from '../../core/index.ts';
import type { LabBridge } from '../../main/bridge-contract.ts';

/** The lab behind a window's bridge. */
export function createIpcClient(bridge: Pick<LabBridge, 'call' | 'ask' | 'act' | 'subscribe'>): LabClient {
  // The envelope is parsed; what it holds is typed by the bridge and made by the lab, the trusted side.
  return {
    call: async (request) => unwrap(await bridge.call(request)),
    ask: async (query) => unwrap(await bridge.ask(query)),
    act: async (action) => unwrap(await bridge.act(action)),
    subscribe: (listener) => bridge.subscribe((event) => listener(parseLabEvent(event))),
  };
}

/** @throws {LabRequestError} for a reply that carries an error. */
function unwrap<Value>(reply: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  const parsed = parseLabReply(reply);
  if (!parsed.ok) throw new LabRequestError(parsed.error);
  return parsed.value as Value; // the bridge's own type for this reply
}

import type { LabClient } from '../../lab/client.ts';
import type { Lab } from '../../lab/lab.ts';
import type { ScenarioRecorder } from './recorder.ts';

/** The lab as front ends hold it, with a recorder that is told of each action. Reading is not recorded. */
export function recordingClient(lab: Lab, recorder: ScenarioRecorder): LabClient {
  return {
    call: (request) => lab.call(request),
    ask: (query) => lab.ask(query),
    subscribe: (listener) => lab.subscribe(listener),
    async act(action) {
      const before = lab.now;
      const outcome = await lab.act(action);
      recorder.acted(action, outcome, { before, after: lab.world.now, depth: lab.depth });
      return outcome;
    },
  };
}

/** The recorder's names for principals, of a lab's accounts as they are when they act. */
export function labelIn(lab: Lab): (arn: string) => string {
  return (arn) => {
    const [, , , , accountId = '', ...rest] = arn.split(':');
    const account = [...lab.world.accounts.values()].find((one) => one.accountId === accountId);
    return `${account?.name ?? accountId}/${rest.join(':')}`;
  };
}

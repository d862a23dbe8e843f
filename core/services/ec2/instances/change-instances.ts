import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation, type HandleScope, type Operation } from '../../../operations/operation.ts';
import { list, structure } from '../../../operations/shape.ts';
import { INSTANCE_MS } from '../../ebs/delays.ts';
import { DryRun, InstanceId } from '../../ebs/operations/shapes.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { instanceTarget, ownInstance } from './find-instance.ts';
import { instanceState } from './instance.ts';
import { applyInstanceEvent, type InstanceEvent, instanceCan } from './instance-machine.ts';

/** One of the operations that change instances: all of them take ids, and tell of each what it was and what it is. */
interface Change {
  readonly name: 'StartInstances' | 'StopInstances' | 'TerminateInstances';
  readonly summary: string;
  /** What becomes of an instance, as EC2's message has it. */
  readonly become: string;
  readonly result: string;
  readonly event: (scope: HandleScope) => InstanceEvent;
}

function changeOperation({ name, summary, become, result, event }: Change): Operation {
  return defineOperation({
    service: 'ec2',
    name,
    summary,
    source: `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${name}.html`,
    input: structure({ InstanceIds: list(InstanceId, { min: 1 }) }, { DryRun }),
    readOnly: false,
    mutates: true,
    find: ({ InstanceIds }, scope) => InstanceIds.map((id) => instanceTarget(scope, `ec2:${name}`, id)),
    check({ InstanceIds }, scope) {
      for (const id of InstanceIds) {
        const { instanceId, machine } = ownInstance(scope, id);
        if (instanceCan(machine, asked(name))) continue;
        const message = `The instance '${instanceId}' is not in a state from which it can be ${become}.`;
        throw new Ec2Error('IncorrectInstanceState', message, 'instance-state', { instanceId });
      }
    },
    handle({ InstanceIds }, scope) {
      const happens = event(scope);
      const changed = [...new Set(InstanceIds)].map((id) => {
        const { machine, instanceId } = ownInstance(scope, id);
        const { next } = applyInstanceEvent(machine, happens);
        return {
          InstanceId: instanceId,
          CurrentState: instanceState(next.value),
          PreviousState: instanceState(machine.value),
        };
      });
      const facts = changed.map(
        ({ InstanceId: instanceId }) => ({ type: 'instanceChanged', instanceId, event: happens }) as const,
      );
      return { output: { [result]: changed }, facts };
    },
  });
}

/** An event of that name, to ask the machine about it. */
function asked(name: Change['name']): InstanceEvent {
  return { type: name } as InstanceEvent;
}

export const startInstances = changeOperation({
  name: 'StartInstances',
  summary: "Starts instances that were stopped; their volumes' data keys are asked for again, as you.",
  become: 'started',
  result: 'StartingInstances',
  event: ({ request, requestId, at }) => ({
    type: 'StartInstances',
    onBehalfOf: onBehalfOf(request, requestId),
    at,
    dueAt: at + INSTANCE_MS,
  }),
});

export const stopInstances = changeOperation({
  name: 'StopInstances',
  summary: 'Stops instances: their volumes stay attached, without their data keys.',
  become: 'stopped',
  result: 'StoppingInstances',
  event: ({ at }) => ({ type: 'StopInstances', dueAt: at + INSTANCE_MS }),
});

export const terminateInstances = changeOperation({
  name: 'TerminateInstances',
  summary: 'Ends instances for good; their volumes are detached.',
  become: 'terminated',
  result: 'TerminatingInstances',
  event: ({ at }) => ({ type: 'TerminateInstances', dueAt: at + INSTANCE_MS }),
});

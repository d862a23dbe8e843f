import type { EpochMs } from '../ports.ts';
import { applyInstanceEvent, newInstance } from '../services/ec2/instances/instance-machine.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { InstanceFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about instances, or about tags, true. @throws {Error} for one that isn't there, which is a bug. */
export function applyInstanceFact(world: World, at: EpochMs, fact: InstanceFact): Applied {
  if (fact.type === 'ec2Tagged') {
    if (fact.tags.length === 0) world.ec2Tags.delete(fact.resourceId);
    else world.ec2Tags.set(fact.resourceId, fact.tags);
    return NOTHING;
  }
  if (fact.type === 'instanceCreated') {
    const { instance, dueAt, onBehalfOf } = fact;
    const { instanceId } = instance;
    world.instances.set(instanceId, { ...instance, machine: newInstance({ dueAt, onBehalfOf, launchTime: at }) });
    world.agenda.set(instanceId, dueAt);
    return {
      change: { machine: 'instance', of: instanceId, event: 'RunInstances', from: '', to: 'pending' },
      effects: [],
    };
  }
  const { instanceId, event } = fact;
  const instance = world.instances.get(instanceId);
  if (instance === undefined) throw new Error(`no instance ${instanceId}`);
  const from = instance.machine.value;
  const { next, work } = applyInstanceEvent(instance.machine, event);
  instance.machine = next;
  const isForgotten = next.value === 'forgotten';
  world.agenda.set(instanceId, isForgotten ? null : next.context.dueAt);
  if (isForgotten) {
    world.instances.delete(instanceId);
    world.ec2Tags.delete(instanceId);
  }
  return {
    change: { machine: 'instance', of: instanceId, event: event.type, from, to: next.value },
    effects: work === null ? [] : [{ type: 'changeInstance', instanceId, work }],
  };
}

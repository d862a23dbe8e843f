import type { Instance } from '../../services/ec2/instances/instance.ts';
import type { InstanceView } from '../world-shapes.ts';

/** An instance and how it stands. */
export function instanceView({ instanceId, accountId, region, machine }: Instance): InstanceView {
  return { instanceId, accountId, region, state: machine.value };
}

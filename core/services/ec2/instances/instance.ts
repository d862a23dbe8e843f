import type { AccountId } from '../../../cloud/arn.ts';
import type { Region } from '../../../cloud/regions.ts';
import type { InstanceAtRest } from './instance-machine.ts';

/** What never changes in an instance. Source: EC2 API Reference, Instance. */
export interface InstanceIdentity {
  readonly instanceId: string;
  readonly reservationId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly availabilityZone: string;
  readonly imageId: string;
  readonly instanceType: string;
}

/** An instance as the world holds it. */
export interface Instance extends InstanceIdentity {
  machine: InstanceAtRest;
}

/** EC2's codes for an instance's states. Source: EC2 API Reference, InstanceState. */
const STATE_CODES = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
  forgotten: 48,
} as const satisfies Record<InstanceAtRest['value'], number>;

/** A state as EC2 answers it. */
export function instanceState(value: InstanceAtRest['value']): { readonly Code: number; readonly Name: string } {
  return { Code: STATE_CODES[value], Name: value };
}

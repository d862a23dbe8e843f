import { ec2Arn } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { withResourceTags } from '../tags/resource-tags.ts';
import type { Instance } from './instance.ts';

/** The question whether IAM lets the caller do `action` on an instance; `*` stands for one that is to be made. */
export function instanceTarget(scope: Scope, action: string, instanceId: string): Target {
  const { region, accountId } = scope.request;
  const target = iamTarget(scope, action, ec2Arn(region, accountId, `instance/${instanceId}`));
  return withResourceTags(scope, target, instanceId);
}

/** The caller's instance in the endpoint's Region. @throws {Ec2Error} when it has none of that id */
export function ownInstance({ world, request }: Scope, instanceId: string): Instance {
  if (!/^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(instanceId)) {
    const message = `Invalid id: "${instanceId}" (expecting "i-...")`;
    throw new Ec2Error('InvalidInstanceID.Malformed', message, 'malformed-identifier');
  }
  const instance = world.instances.get(instanceId);
  if (instance === undefined || instance.accountId !== request.accountId || instance.region !== request.region) {
    const message = `The instance ID '${instanceId}' does not exist`;
    throw new Ec2Error('InvalidInstanceID.NotFound', message, 'no-such-instance', { instanceId });
  }
  return instance;
}

import { parseArn } from './arn.ts';

/**
 * The path of service-linked roles, which only AWS's services make: nobody can give it to a role of their own, so it
 * tells them apart. Source: IAM User Guide, "Create a service-linked role".
 */
const SERVICE_LINKED_PATH = '/aws-service-role/';

/** Whether only AWS's services make roles under that path. */
export function isServiceLinkedPath(path: string): boolean {
  return path.startsWith(SERVICE_LINKED_PATH);
}

/** Whether a role is a service's own. */
export function isServiceLinkedRole(roleArn: string): boolean {
  return parseArn(roleArn)?.resource.startsWith(`role${SERVICE_LINKED_PATH}`) === true;
}

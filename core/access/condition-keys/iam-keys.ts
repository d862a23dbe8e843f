import { inputText, type Read } from './read.ts';

/** Operations that say which boundary a user or role is to have. */
const SETTING: readonly string[] = [
  'CreateUser',
  'CreateRole',
  'PutUserPermissionsBoundary',
  'PutRolePermissionsBoundary',
];

/**
 * iam: keys. The boundary is the one that a request sets, or for a request about a user or role the one that it has:
 * so an administrator can be let make and change only those that are bounded.
 * Source: IAM User Guide, "Actions, resources, and condition keys for IAM"; "Delegating responsibility to others using
 * permissions boundaries".
 */
export const IAM_KEYS = {
  'iam:PermissionsBoundary': (request) =>
    SETTING.includes(request.call.operation)
      ? inputText(request, 'PermissionsBoundary')
      : (request.entity?.boundary ?? null),
  'iam:PolicyARN': (request) =>
    /^(?:Attach|Detach)/.test(request.call.operation) ? inputText(request, 'PolicyArn') : null,
} as const satisfies Record<string, Read>;

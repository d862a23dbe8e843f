import { flag, type Read } from './read.ts';

/**
 * ssm: keys whose value is a parameter of the request, with its default where it is left out.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Systems Manager".
 */
export const SSM_KEYS = {
  'ssm:Overwrite': ({ action, call: { input } }) =>
    action === 'ssm:PutParameter' ? flag(input.Overwrite === true) : null,
  'ssm:Recursive': ({ action, call: { input } }) =>
    action === 'ssm:GetParametersByPath' ? flag(input.Recursive === true) : null,
} as const satisfies Record<string, Read>;

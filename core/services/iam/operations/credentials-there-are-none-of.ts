import { IamError } from '../../../errors/iam-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import { boolean, type Members, string, structure } from '../../../operations/shape.ts';
import { ownUserName, userNamed, userTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { ExistingUserName, Marker, MaxItems } from '../iam-shapes.ts';

const UserName = ExistingUserName;

/**
 * Credentials that no user of kmslab has, by the member of the answer that lists them. Terraform, Ansible and their
 * likes ask for each before they delete a user.
 */
const LISTS = {
  ListMFADevices: { member: 'MFADevices', what: 'MFA devices', filters: {} },
  ListSSHPublicKeys: { member: 'SSHPublicKeys', what: 'SSH keys', filters: {} },
  ListSigningCertificates: { member: 'Certificates', what: 'signing certificates', filters: {} },
  ListServiceSpecificCredentials: {
    member: 'ServiceSpecificCredentials',
    what: "credentials of a service's own",
    filters: { ServiceName: string(), AllUsers: boolean() },
  },
} as const satisfies Record<string, { member: string; what: string; filters: Members }>;

function emptyList(name: keyof typeof LISTS): Operation {
  const { member, what, filters } = LISTS[name];
  return iamOperation({
    name,
    summary: `Lists the ${what} of a user: none, in kmslab.`,
    input: structure({}, { UserName, Marker, MaxItems, ...filters }),
    target: ({ UserName: user }, scope) => userTarget(scope, user ?? ownUserName(scope)),
    handle({ UserName: user }, scope) {
      userNamed(scope, user ?? ownUserName(scope));
      return { output: { [member]: [], IsTruncated: false } };
    },
  });
}

/** Passwords are for the console, which kmslab has none of. */
function loginProfile(name: 'GetLoginProfile' | 'DeleteLoginProfile', summary: string): Operation {
  return iamOperation({
    name,
    summary,
    input: structure({}, { UserName }),
    target: ({ UserName: user }, scope) => userTarget(scope, user ?? ownUserName(scope)),
    handle({ UserName: user }, scope) {
      const { name: found } = userNamed(scope, user ?? ownUserName(scope));
      throw IamError.noSuchEntity(`Login Profile for User ${found} cannot be found.`);
    },
  });
}

export const OPERATIONS_ON_OTHER_CREDENTIALS: readonly Operation[] = [
  loginProfile('GetLoginProfile', "Tells of a user's password for the console: none has one, in kmslab."),
  loginProfile('DeleteLoginProfile', "Deletes a user's password for the console: none has one, in kmslab."),
  ...(Object.keys(LISTS) as (keyof typeof LISTS)[]).map(emptyList),
];

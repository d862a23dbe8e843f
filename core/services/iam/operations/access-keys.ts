import { loggedDate } from '../../../audit/logged-date.ts';
import type { AccessKey, User } from '../../../cloud/identity.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import type { Scope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { accessKeyOutput, seconds } from '../entity-output.ts';
import { ownUserName, userNamed, userTarget } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { AccessKeyId, AccessKeyStatus, ExistingUserName, Marker, MaxItems } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';

/** Source: IAM User Guide, "IAM and AWS STS quotas". */
const KEYS_PER_USER = 2;
const UserName = ExistingUserName;

/**
 * The only answer that has the secret, which kmslab keeps nowhere. The lab's own standing key does not count.
 * Source: IAM API Reference, CreateAccessKey.
 */
export const createAccessKey = iamOperation({
  name: 'CreateAccessKey',
  summary: 'Makes an access key for a user, to sign requests with; its secret is shown this once.',
  input: structure({}, { UserName }),
  target: ({ UserName: name }, scope) => userTarget(scope, name ?? ownUserName(scope)),
  record: {
    // Never the secret. Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".
    responseElements(output) {
      const { UserName: userName, AccessKeyId: accessKeyId, Status: status, CreateDate } = output.AccessKey as Members;
      return { accessKey: { userName, accessKeyId, status, createDate: loggedDate(Number(CreateDate)) } };
    },
  },
  handle({ UserName: name }, scope) {
    const user = userNamed(scope, name ?? ownUserName(scope));
    if (user.accessKeys.length >= KEYS_PER_USER) {
      throw IamError.limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`);
    }
    const accessKeyId = scope.ids.accessKeyId();
    const key: AccessKey = { accessKeyId, status: 'Active', createDate: scope.at, lastUsed: null };
    const { CreateDate, ...shown } = accessKeyOutput(user, key);
    return {
      output: { AccessKey: { ...shown, SecretAccessKey: scope.accessKeys.secretOf(accessKeyId), CreateDate } },
      facts: [entityPut({ ...user, accessKeys: [...user.accessKeys, key] })],
    };
  },
});

type Members = Readonly<Record<string, unknown>>;

export const listAccessKeys = iamOperation({
  name: 'ListAccessKeys',
  summary: 'Lists the access keys of a user, without their secrets.',
  input: structure({}, { UserName, Marker, MaxItems }),
  target: ({ UserName: name }, scope) => userTarget(scope, name ?? ownUserName(scope)),
  handle(input, scope) {
    const user = userNamed(scope, input.UserName ?? ownUserName(scope));
    const { items, truncation } = pageByMarker(user.accessKeys, ({ accessKeyId }) => accessKeyId, input);
    return { output: { AccessKeyMetadata: items.map((key) => accessKeyOutput(user, key)), ...truncation } };
  },
});

export const updateAccessKey = iamOperation({
  name: 'UpdateAccessKey',
  summary: 'Switches an access key off, or on again.',
  input: structure({ AccessKeyId, Status: AccessKeyStatus }, { UserName }),
  target: ({ UserName: name }, scope) => userTarget(scope, name ?? ownUserName(scope)),
  handle({ UserName: name, AccessKeyId: id, Status: status }, scope) {
    const user = withKey(scope, name, id);
    const accessKeys = user.accessKeys.map((key) => (key.accessKeyId === id ? { ...key, status } : key));
    return { output: {}, facts: [entityPut({ ...user, accessKeys })] };
  },
});

export const deleteAccessKey = iamOperation({
  name: 'DeleteAccessKey',
  summary: 'Deletes an access key: requests signed with it are refused from now on.',
  input: structure({ AccessKeyId }, { UserName }),
  target: ({ UserName: name }, scope) => userTarget(scope, name ?? ownUserName(scope)),
  handle({ UserName: name, AccessKeyId: id }, scope) {
    const user = withKey(scope, name, id);
    const accessKeys = user.accessKeys.filter(({ accessKeyId }) => accessKeyId !== id);
    return { output: {}, facts: [entityPut({ ...user, accessKeys })] };
  },
});

/** Simplified: told to a quarter of an hour, where AWS takes some time to tell. */
export const getAccessKeyLastUsed = iamOperation({
  name: 'GetAccessKeyLastUsed',
  summary: 'Tells when an access key was last used, and for what.',
  input: structure({ AccessKeyId }, {}),
  target({ AccessKeyId: id }, scope) {
    const arn = scope.world.directory.holderOf(id)?.user.arn;
    return { arn: arn ?? ownArn(scope, 'user/*') };
  },
  handle({ AccessKeyId: id }, { world, request }) {
    const held = world.directory.holderOf(id);
    if (held === undefined || held.user.accountId !== request.accountId) throw noSuchKey(id);
    const { lastUsed } = held.accessKey;
    return {
      output: {
        UserName: held.user.name,
        AccessKeyLastUsed:
          lastUsed === null
            ? { ServiceName: 'N/A', Region: 'N/A' }
            : { LastUsedDate: seconds(lastUsed.at), ServiceName: lastUsed.service, Region: lastUsed.region },
      },
    };
  },
});

/** The user, which has that access key. @throws {IamError} NoSuchEntity */
function withKey(scope: Scope, name: string | undefined, id: string): User {
  const user = userNamed(scope, name ?? ownUserName(scope));
  if (user.accessKeys.some(({ accessKeyId }) => accessKeyId === id)) return user;
  throw noSuchKey(id);
}

function noSuchKey(id: string): IamError {
  return IamError.noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}

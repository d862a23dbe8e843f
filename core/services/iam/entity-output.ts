import { formatPolicy } from '../../access/policy.ts';
import type { AccessKey, Group, Identity, ManagedPolicy, PolicyVersion, Role, User } from '../../cloud/identity.ts';
import type { Directory } from '../../lab/directory.ts';
import type { World } from '../../lab/world.ts';
import type { EpochMs } from '../../ports.ts';

type Members = Readonly<Record<string, unknown>>;

/** IAM tells instants to the second; on the wire they are seconds since 1970. */
export function seconds(at: EpochMs): number {
  return Math.floor(at / 1000);
}

/** A policy's text as IAM's answers carry it. Source: IAM API Reference, PolicyVersion: "URL-encoded, RFC 3986". */
export function encodedDocument(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `User`, in the order of the model. Lists leave out boundary and tags, as the reference says. */
export function userOutput(user: User, detail: 'whole' | 'listed' = 'whole'): Members {
  const { path, name, id, arn, createDate } = user;
  return {
    Path: path,
    UserName: name,
    UserId: id,
    Arn: arn,
    CreateDate: seconds(createDate),
    ...(detail === 'whole' ? { ...boundaryOutput(user), ...tagsOutput(user) } : {}),
  };
}

/** `Role`. Simplified: RoleLastUsed is empty, for kmslab does not follow it. Source: IAM API Reference, Role. */
export function roleOutput(role: Role, world: World, detail: 'whole' | 'listed' = 'whole'): Members {
  const { path, name, id, arn, createDate, description, maxSessionSeconds } = role;
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: arn,
    CreateDate: seconds(createDate),
    AssumeRolePolicyDocument: trustDocument(role, world),
    ...(description === null ? {} : { Description: description }),
    MaxSessionDuration: maxSessionSeconds,
    ...(detail === 'whole' ? { ...boundaryOutput(role), ...tagsOutput(role), RoleLastUsed: {} } : {}),
  };
}

/** A trust policy as IAM shows it: one whom it names and who is gone stands with its unique id. */
export function trustDocument({ trustPolicy }: Role, world: World): string {
  return encodedDocument(formatPolicy(trustPolicy, 'aws', (arn) => world.idOf(arn)));
}

/** A group as IAM's answers have it. */
export function groupOutput({ path, name, id, arn, createDate }: Group): Members {
  return { Path: path, GroupName: name, GroupId: id, Arn: arn, CreateDate: seconds(createDate) };
}

/** `Policy`; lists leave out description and tags. */
export function policyOutput(
  policy: Omit<ManagedPolicy, 'inForce'>,
  directory: Directory,
  accountId: string,
  detail: 'whole' | 'listed' = 'whole',
): Members {
  const { attached, asBoundary } = usesOf(policy.arn, directory, accountId);
  const isWhole = detail === 'whole';
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attached.length,
    PermissionsBoundaryUsageCount: asBoundary.length,
    IsAttachable: true,
    ...(isWhole && policy.description !== null ? { Description: policy.description } : {}),
    CreateDate: seconds(policy.createDate),
    UpdateDate: seconds(policy.updateDate),
    ...(isWhole ? { Tags: policy.tags } : {}),
  };
}

/** `PolicyVersion`; the document only where it is asked for. */
export function versionOutput(
  version: PolicyVersion,
  { defaultVersionId }: Pick<ManagedPolicy, 'defaultVersionId'>,
  withDocument = false,
): Members {
  const { versionId, createDate, policy } = version;
  return {
    ...(withDocument ? { Document: encodedDocument(policy.text) } : {}),
    VersionId: versionId,
    IsDefaultVersion: versionId === defaultVersionId,
    CreateDate: seconds(createDate),
  };
}

/** `AccessKeyMetadata` */
export function accessKeyOutput({ name }: User, { accessKeyId, status, createDate }: AccessKey): Members {
  return { UserName: name, AccessKeyId: accessKeyId, Status: status, CreateDate: seconds(createDate) };
}

/** The boundary member of an answer; nothing where there is none. */
export function boundaryOutput({ boundary }: Identity): Members {
  if (boundary === null) return {};
  return {
    PermissionsBoundary: { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: boundary },
  };
}

/** The tags member of an answer; nothing where there are none. */
export function tagsOutput({ tags }: Identity): Members {
  return tags.length === 0 ? {} : { Tags: tags };
}

/** `AttachedPolicy`, each */
export function attachedOutput(arns: readonly string[]): readonly Members[] {
  return arns.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn }));
}

/** Who in an account has a managed policy, and whose boundary it is. */
export function usesOf(
  policyArn: string,
  { identities, groups }: Directory,
  accountId: string,
): { readonly attached: readonly (Identity | Group)[]; readonly asBoundary: readonly Identity[] } {
  const own = [...identities.values()].filter((identity) => identity.accountId === accountId);
  const ownGroups = [...groups.values()].filter((group) => group.accountId === accountId);
  return {
    attached: [...own, ...ownGroups].filter(({ attachedPolicies }) => attachedPolicies.includes(policyArn)),
    asBoundary: own.filter(({ boundary }) => boundary === policyArn),
  };
}

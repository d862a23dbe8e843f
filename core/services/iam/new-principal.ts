import type { User } from '../../cloud/identity.ts';
import type { HandleScope } from '../../operations/operation.ts';
import { attachablePolicy } from './find-entity.ts';
import { ownArn } from './iam-operation.ts';
import { withTags } from './iam-tags.ts';

/** What callers say of a new user or role alike. */
export interface NewPrincipalInput {
  readonly name: string;
  readonly path: string;
  readonly boundary: string | undefined;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

const KINDS = {
  user: { idPrefix: 'AIDA', quota: 'TagsPerUser' },
  role: { idPrefix: 'AROA', quota: 'TagsPerRole' },
} as const;

/** What a new user and a new role have alike. @throws {IamError} for a boundary that is no policy, or for its tags */
export function newPrincipal(
  kind: keyof typeof KINDS,
  { name, path, boundary, tags }: NewPrincipalInput,
  scope: HandleScope,
): Omit<User, 'type' | 'groups' | 'accessKeys'> {
  if (boundary !== undefined) attachablePolicy(scope, boundary);
  const { idPrefix, quota } = KINDS[kind];
  const id = scope.ids.unique(idPrefix);
  return {
    arn: ownArn(scope, `${kind}${path}${name}`),
    accountId: scope.request.accountId,
    name,
    path,
    id,
    createDate: scope.at,
    inlinePolicies: [],
    attachedPolicies: [],
    tags: withTags([], tags, quota),
    boundary: boundary ?? null,
    accessKey: null,
    standingKeyName: id,
  };
}

import type { Group, Identity } from '../../../cloud/identity.ts';
import { structure } from '../../../operations/shape.ts';
import { usesOf } from '../entity-output.ts';
import { policyOfArn, policyTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn, EntityType, Marker, MaxItems, Path, PolicyUsageFilter } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';

export const listEntitiesForPolicy = iamOperation({
  name: 'ListEntitiesForPolicy',
  summary: 'Lists who has a managed policy: groups, users and roles.',
  input: structure(
    { PolicyArn: Arn },
    { EntityFilter: EntityType, PathPrefix: Path, PolicyUsageFilter, Marker, MaxItems },
  ),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle(input, scope) {
    const { PolicyArn: arn, EntityFilter: kind, PathPrefix: prefix = '/', PolicyUsageFilter: usage } = input;
    policyOfArn(scope, arn);
    const { attached, asBoundary } = usesOf(arn, scope.world.directory, scope.request.accountId);
    const uses = new Set<Identity | Group>([
      ...(usage === 'PermissionsBoundary' ? [] : attached),
      ...(usage === 'PermissionsPolicy' ? [] : asBoundary),
    ]);
    const entities = [...uses].filter(
      ({ type, path }) => path.startsWith(prefix) && (kind === undefined || kind.toLowerCase() === type),
    );
    const { items, truncation } = pageByMarker(entities, ({ arn: of }) => of, input);
    const of = (type: string) => items.filter((entity) => entity.type === type);
    return {
      output: {
        PolicyGroups: of('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
        PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
        PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
        ...truncation,
      },
    };
  },
});

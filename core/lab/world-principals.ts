import { parsePolicy } from '../access/policy.ts';
import { type AccountId, iamArn } from '../cloud/arn.ts';
import type { FixedAccessKey } from '../cloud/identity.ts';
import { isServiceLinkedPath } from '../cloud/service-linked-roles.ts';
import type { Bytes } from '../ports.ts';
import { awsManagedPolicyArn } from '../services/iam/aws-managed-policies.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { principalArn } from './principal-label.ts';
import { checkPolicy, documentText, findPolicy, type PolicySpec, validName } from './world-policies.ts';

/** What a specification says of a user or role beside its policies. */
export interface PrincipalParts {
  /** Who may assume the role; without one, its own account. */
  readonly trust?: PolicySpec | undefined;
  /** An access key to be known beforehand; without one, it has one that is made. */
  readonly accessKey?: FixedAccessKey | undefined;
  /** Names of groups of the user's account. */
  readonly groups?: readonly string[] | undefined;
  /** An AWS managed policy by its name, or a document, which becomes a customer managed policy. */
  readonly boundary?: PolicySpec | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What everything in a specification may name. */
export interface Named {
  readonly accounts: ReadonlyMap<string, AccountId>;
  readonly files: Readonly<Record<string, Bytes>>;
}

/** Makes a group, by its label: `prod/group/developers`. @throws {LabError} */
export function makeGroup(engine: Engine, label: string, policies: readonly PolicySpec[], named: Named): void {
  const [account = '', kind, ...path] = label.split('/');
  const accountId = named.accounts.get(account);
  const name = path.at(-1) ?? '';
  if (accountId === undefined || kind !== 'group' || name === '') {
    throw new LabError(`group ${label}: expected ACCOUNT/group/NAME with an account of this world`);
  }
  const arn = iamArn('aws', accountId, `group/${path.join('/')}`);
  const entity = { arn, type: 'group', accountId, name, id: engine.ids.unique('AGPA') } as const;
  const group = { ...entity, ...policiesOf(`group ${label}`, policies, accountId, named) };
  engine.commit([{ type: 'groupPut', group }]);
}

/**
 * The unique ids of all users and roles that are to be, by their ARNs: a trust policy may name one that comes later.
 * @throws {LabError} for a label of another form
 */
export function drawPrincipalIds(
  { ids }: Engine,
  labels: readonly string[],
  accounts: Named['accounts'],
): ReadonlyMap<string, string> {
  return new Map(
    labels.map((label) => {
      const arn = principalArn(label, (name) => accounts.get(name));
      if (arn === null || arn.endsWith(':root')) {
        throw new LabError(
          `principal ${label}: expected ACCOUNT/role/NAME or ACCOUNT/user/NAME with an account of this world`,
        );
      }
      return [arn, ids.unique(arn.includes(':role/') ? 'AROA' : 'AIDA')];
    }),
  );
}

/** Makes a user or role, by its label: `prod/role/admin`. @throws {LabError} */
export function makePrincipal(
  engine: Engine,
  label: string,
  policies: readonly PolicySpec[],
  { trust, accessKey, groups = [], boundary, tags = {} }: PrincipalParts,
  named: Named & { readonly ids: ReadonlyMap<string, string> },
): void {
  const arn = principalArn(label, (name) => named.accounts.get(name)) ?? '';
  const id = named.ids.get(arn);
  const [account = '', kind, ...path] = label.split('/');
  const accountId = named.accounts.get(account);
  if (id === undefined || accountId === undefined) throw new Error(`no id was drawn for ${label}`);
  const type = kind === 'user' ? 'user' : 'role';
  const where = `principal ${label}`;
  if (type === 'role' && isServiceLinkedPath(`/${path.join('/')}`)) {
    throw new LabError(`${where}: the path /aws-service-role/ is for service-linked roles, which only AWS makes`);
  }
  if (groups.length > 0 && type !== 'user') throw new LabError(`${where}: only users are in groups`);
  const name = path.at(-1) ?? '';
  const inAccount = { accountId, named, where };
  const groupArns = groups.map((group) => {
    const found = engine.world.directory.groupNamed(accountId, group);
    if (found === undefined) throw new LabError(`${where}: this world has no group ${account}/group/${group}`);
    return found.arn;
  });
  const attached = policiesOf(where, policies, accountId, named);
  const boundaryArn = boundary === undefined ? null : boundaryFor(engine, boundary, `${name}-boundary`, inAccount);
  engine.commit([
    {
      type: 'identityPut',
      identity: {
        arn,
        type,
        accountId,
        name,
        id,
        ...attached,
        ...(type === 'role' && trust !== undefined ? trustOf(trust, inAccount, named.ids) : {}),
        ...(accessKey === undefined ? {} : { accessKey }),
        ...(groupArns.length === 0 ? {} : { groups: groupArns }),
        ...(boundaryArn === null ? {} : { boundary: boundaryArn }),
        tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      },
    },
  ]);
}

/** AWS's own are attached; documents become inline policies. @throws {LabError} for two that would be one */
function policiesOf(where: string, policies: readonly PolicySpec[], accountId: AccountId, { files }: Named) {
  const attachedPolicies: string[] = [];
  const inline: { readonly name: string; readonly text: string }[] = [];
  policies.forEach((policy, index) => {
    const found = findPolicy(policy, { inlineName: `policy-${index + 1}`, where, files });
    const isThere =
      found.arn === null ? inline.some(({ name }) => name === found.name) : attachedPolicies.includes(found.arn);
    if (isThere) throw new LabError(`${where}: more than one of its policies is called ${found.arn ?? found.name}`);
    if (found.arn !== null) {
      attachedPolicies.push(found.arn);
      return;
    }
    checkPolicy(found.text, 'identity', accountId, `${where}, policy ${found.name}`);
    inline.push({ name: found.name, text: found.text });
  });
  return { policies: inline, attachedPolicies };
}

interface InAccount {
  readonly accountId: AccountId;
  readonly named: Named;
  readonly where: string;
}

/** A boundary is always a managed policy: a document becomes one, by the name of its file, or by `name`. */
function boundaryFor(
  engine: Engine,
  policy: PolicySpec,
  name: string,
  { accountId, named: { files }, where }: InAccount,
): string {
  const { world, ids } = engine;
  const aws = typeof policy === 'string' ? awsManagedPolicyArn(policy) : null;
  if (aws !== null) return aws;
  const called = typeof policy === 'string' ? validName(policy.replace(/\.json$/, '')) : name;
  const text = documentText(policy, `${where}, boundary`, files);
  checkPolicy(text, 'identity', accountId, `${where}, boundary`);
  const known = world.directory.policyNamed(accountId, called);
  if (known?.inForce.policy.text === text) return known.arn;
  if (known !== undefined) throw new LabError(`${where}: there is another policy ${called} already`);
  const arn = iamArn('aws', accountId, `policy/${called}`);
  const { now } = world;
  const version = { versionId: 'v1', createDate: now, text };
  const dates = { createDate: now, updateDate: now };
  engine.commit([
    {
      type: 'managedPolicyPut',
      policy: {
        arn,
        accountId,
        name: called,
        path: '/',
        id: ids.unique('ANPA'),
        description: null,
        ...dates,
        tags: [],
        versions: [version],
        defaultVersionId: version.versionId,
        lastVersion: 1,
      },
    },
  ]);
  return arn;
}

/** A role's trust policy, and the ids of those of this world whom it names. */
function trustOf(
  trust: PolicySpec,
  { accountId, named: { files }, where }: InAccount,
  ids: ReadonlyMap<string, string>,
): { readonly trustPolicy: string; readonly trustedIds: Readonly<Record<string, string>> } {
  const trustPolicy = documentText(trust, `${where}, trust policy`, files);
  checkPolicy(trustPolicy, 'trust', accountId, `${where}, trust policy`);
  const { identityArns } = parsePolicy(trustPolicy, { kind: 'trust', accountId });
  const trustedIds = identityArns.flatMap((arn): [string, string][] => {
    const id = ids.get(arn);
    return id === undefined ? [] : [[arn, id]];
  });
  return { trustPolicy, trustedIds: Object.fromEntries(trustedIds) };
}

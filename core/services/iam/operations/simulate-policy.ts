import type { IdentityPolicy } from '../../../access/decision.ts';
import { type CompiledPolicy, parsePolicy } from '../../../access/policy.ts';
import type { PolicyKind } from '../../../access/policy-document.ts';
import { PolicyError } from '../../../access/policy-error.ts';
import { type AccountId, parseAccountId, parseArn, sessionArn } from '../../../cloud/arn.ts';
import type { Group, Identity } from '../../../cloud/identity.ts';
import type { Principal } from '../../../cloud/principal.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import type { Scope } from '../../../operations/operation.ts';
import { list, oneOf, string, structure, type ValueOf } from '../../../operations/shape.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn, Marker, MaxItems, PolicyDocument } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';
import { type Simulation, simulate } from '../simulation.ts';

const ResourceName = string({ min: 1, max: 2048 });
const CONTEXT_KEY_TYPES = [
  'string',
  'stringList',
  'numeric',
  'numericList',
  'boolean',
  'booleanList',
  'ip',
  'ipList',
  'binary',
  'binaryList',
  'date',
  'dateList',
] as const;
const ContextEntries = list(
  structure(
    {},
    {
      ContextKeyName: string({ min: 5, max: 256 }),
      ContextKeyValues: list(string()),
      ContextKeyType: oneOf(CONTEXT_KEY_TYPES),
    },
  ),
);
const ActionNames = list(string({ min: 3, max: 128 }));
const OPTIONAL = {
  PermissionsBoundaryPolicyInputList: list(PolicyDocument),
  ResourceArns: list(ResourceName),
  ResourcePolicy: PolicyDocument,
  ResourceOwner: ResourceName,
  CallerArn: ResourceName,
  ContextEntries,
  ResourceHandlingOption: string({ min: 1, max: 64 }),
  MaxItems,
  Marker,
};
const customInput = structure(
  { PolicyInputList: list(PolicyDocument), ActionNames },
  {
    ...OPTIONAL,
    OrderedOrganizationPolicyInputList: list(structure({}, { ServiceControlPolicyInputList: list(PolicyDocument) })),
  },
);
const principalInput = structure(
  { PolicySourceArn: Arn, ActionNames },
  {
    ...OPTIONAL,
    PolicyInputList: list(PolicyDocument),
    PolicyExclusionList: list(
      structure(
        {},
        {
          PolicyType: string(),
          PolicyArn: string(),
          InlinePolicyIdentifier: structure(
            {},
            { PolicyName: string(), AttachmentType: string(), AttachmentName: string() },
          ),
        },
      ),
    ),
  },
);

/** What both operations take. */
type Asked = Omit<ValueOf<typeof customInput>, 'PolicyInputList' | 'OrderedOrganizationPolicyInputList'>;
/** What is simulated, where the one operation takes it from what is given, and the other from who is named. */
type Source = Pick<Simulation, 'principal' | 'policies' | 'boundary' | 'serviceControl'>;

export const simulateCustomPolicy = iamOperation({
  name: 'SimulateCustomPolicy',
  summary: 'Tells what given policies would allow. It reads no key policy.',
  input: customInput,
  target: () => ({ arn: '*' }),
  handle(input, scope) {
    const { accountId } = scope.request;
    const principal = input.CallerArn === undefined ? somebody(accountId) : userOfArn(input.CallerArn);
    const levels = input.OrderedOrganizationPolicyInputList;
    return results(input, scope, {
      principal,
      policies: givenPolicies(input.PolicyInputList, accountId),
      boundary: null,
      serviceControl: levels === undefined ? null : givenLevels(levels, accountId),
    });
  },
});

export const simulatePrincipalPolicy = iamOperation({
  name: 'SimulatePrincipalPolicy',
  summary: "Tells what a user's, group's or role's IAM policies would allow. It reads no key policy.",
  input: principalInput,
  target: ({ PolicySourceArn: arn }) => ({ arn }),
  handle(input, scope) {
    // A simulation that ignored it would tell of policies that were to be left out.
    if (input.PolicyExclusionList !== undefined) {
      throw new IamError('InvalidInput', 'kmslab does not take PolicyExclusionList yet.', 'not-supported-yet');
    }
    const { directory } = scope.world;
    const source = sourceOf(input.PolicySourceArn, scope);
    const principal = input.CallerArn === undefined ? principalOf(source) : userOfArn(input.CallerArn);
    const own = directory.policiesOn(source);
    const more = givenPolicies(input.PolicyInputList ?? [], source.accountId);
    const boundary =
      source.type === 'group' || source.boundary === null
        ? null
        : (directory.managedPolicy(source.boundary)?.inForce ?? null);
    const serviceControl = scope.world.organizations.levelsOf(source.accountId, 'SERVICE_CONTROL_POLICY');
    return results(input, scope, { principal, policies: [...own, ...more], boundary, serviceControl });
  },
});

function results(input: Asked, { request, at }: Scope, source: Source) {
  const { ResourceArns: arns = [], ActionNames: actions, PermissionsBoundaryPolicyInputList: boundaries = [] } = input;
  if (boundaries.length > 1) throw IamError.invalidInput('Only one permissions boundary policy can be simulated.');
  const [boundary] = boundaries;
  const { accountId } = source.principal;
  const simulation: Simulation = {
    ...source,
    ...(boundary === undefined
      ? {}
      : {
          boundary: { name: 'PermissionsBoundaryPolicyInputList.1', policy: parsed(boundary, 'identity', accountId) },
        }),
    resourcePolicy: input.ResourcePolicy === undefined ? null : parsed(input.ResourcePolicy, 'key', accountId),
    resourceOwner: ownerOf(input.ResourceOwner) ?? request.accountId,
    context: contextOf(input),
    at,
  };
  const combinations = actions.flatMap((action) =>
    (arns.length === 0 ? ['*'] : arns).map((arn) => ({ action: checkedAction(action), arn })),
  );
  const numbered = combinations.map((combination, index) => ({ ...combination, index }));
  const { items, truncation } = pageByMarker(numbered, ({ index }) => String(index), input);
  return {
    output: { EvaluationResults: items.map(({ action, arn }) => simulate(simulation, action, arn)), ...truncation },
  };
}

/** The user, group or role whose policies are simulated. @throws {IamError} InvalidInput, NoSuchEntity */
function sourceOf(text: string, { world, request }: Scope): Identity | Group {
  const arn = parseArn(text);
  if (arn === null || arn.service !== 'iam' || !/^(?:user|group|role)\//.test(arn.resource)) {
    throw IamError.invalidInput(`Invalid Entity Arn: ${text} does not clearly define entity type and name.`);
  }
  const found = world.identities.get(text) ?? world.directory.groups.get(text);
  if (found !== undefined && found.accountId === request.accountId) return found;
  throw IamError.noSuchEntity(`The ${arn.resource.split('/')[0]} with ARN ${text} cannot be found.`);
}

/** Who would call, with the policies of a user, a role or a group. */
function principalOf({ type, accountId, arn, name, id }: Identity | Group): Principal {
  if (type !== 'role') return { type: 'user', accountId, arn, name, id };
  const sessionName = 'simulation';
  const session = sessionArn('aws', accountId, name, sessionName);
  return { type: 'roleSession', accountId, arn: session, roleArn: arn, roleName: name, sessionName, id };
}

/** @throws {IamError} InvalidInput for what is no user */
function userOfArn(text: string): Principal {
  const arn = parseArn(text);
  const accountId = parseAccountId(arn?.accountId ?? '');
  if (arn === null || accountId === null || !arn.resource.startsWith('user/')) {
    throw IamError.invalidInput(`Invalid CallerArn: expected the ARN of a user, got ${text}.`);
  }
  return { type: 'user', accountId, arn: text, name: arn.resource.slice(arn.resource.lastIndexOf('/') + 1), id: '' };
}

/** Whoever had given policies: a user of no name. */
function somebody(accountId: AccountId): Principal {
  return { type: 'user', accountId, arn: '', name: '', id: '' };
}

function givenPolicies(texts: readonly string[], accountId: AccountId): readonly IdentityPolicy[] {
  return texts.map((text, index) => ({
    name: `PolicyInputList.${index + 1}`,
    policy: parsed(text, 'identity', accountId),
  }));
}

/** Service control policies by the levels of an organization, the root's first. */
function givenLevels(
  levels: readonly { readonly ServiceControlPolicyInputList?: readonly string[] }[],
  accountId: AccountId,
): Simulation['serviceControl'] {
  return levels.map(({ ServiceControlPolicyInputList: texts = [] }, index) => ({
    target: String(index + 1),
    policies: texts.map((text, n) => ({
      name: `OrderedOrganizationPolicyInputList.${index + 1}.${n + 1}`,
      policy: parsed(text, 'scp', accountId),
    })),
  }));
}

/** @throws {IamError} InvalidInput for what is no policy */
function parsed(text: string, kind: PolicyKind, accountId: AccountId): CompiledPolicy {
  try {
    return parsePolicy(text, { kind, accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw IamError.invalidInput(`Invalid policy: ${error.message}`);
  }
}

/** @throws {IamError} InvalidInput */
function checkedAction(action: string): string {
  if (/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) return action;
  throw IamError.invalidInput(`Invalid Action Name: ${action}`);
}

/** An account by its id, or by the ARN of its root. */
function ownerOf(text: string | undefined): AccountId | null {
  return text === undefined ? null : parseAccountId(parseArn(text)?.accountId ?? text);
}

function contextOf({ ContextEntries: entries = [] }: Asked): Simulation['context'] {
  return new Map(
    entries.map(({ ContextKeyName: name = '', ContextKeyValues: values = [], ContextKeyType: type = 'string' }) => [
      name.toLowerCase(),
      type.endsWith('List') ? values : (values[0] ?? ''),
    ]),
  );
}

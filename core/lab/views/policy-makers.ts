import { decide, verdictOf } from '../../access/decide.ts';
import type { AuthorizationRequest, DecisionReason, PolicySource } from '../../access/decision.ts';
import { standingOf } from '../../access/gains.ts';
import type { CompiledPolicy } from '../../access/policy.ts';
import type { PolicyChange } from '../../access/policy-change.ts';
import { NEW_POLICY } from '../../access/statement-title.ts';
import { parseArn } from '../../cloud/arn.ts';
import type { Identity } from '../../cloud/identity.ts';
import { identityArnOf } from '../../cloud/principal.ts';
import { partitionOf } from '../../cloud/regions.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import { policyArn } from '../../services/organizations/arns.ts';
import { policyOf } from '../../services/s3/bucket-policy.ts';
import { askedPolicy } from '../../services/silent-policy.ts';
import { queueUrl } from '../../services/sqs/queue.ts';
import type { PolicyMakers } from '../access-shapes.ts';
import { keyNamed } from '../key-named.ts';
import { actionsNamed, callersOf, keyQuestions } from '../key-questions.ts';
import { callFacts, questionOf } from '../question.ts';
import { type ApiRequest, isService, type Service } from '../request.ts';
import { resolvePrincipal, resolveRegion } from '../resolve-request.ts';
import type { World } from '../world.ts';
import { CHANGE_POLICY } from './who-view.ts';
import { principals } from './world-view.ts';

/** Who of the world may make a change, and with which command; null where the lab can't say. */
export function makersOf(world: World, change: PolicyChange, question: AuthorizationRequest): PolicyMakers | null {
  const { policy } = change;
  switch (policy.type) {
    case 'key': {
      const key = world.key(question.resourceArn);
      return key === undefined ? null : keyPolicyMakers(world, key);
    }
    case 'trust':
      return roleMakers(world, policy.roleArn);
    case 'bucket':
      return bucketPolicyMakers(world, policy.bucketArn, change);
    case 'queue':
      return queuePolicyMakers(world, policy.queueArn);
    case 'secret':
      return secretPolicyMakers(world, policy.secretArn, change);
    case 'identity': {
      const identity = world.identities.get(identityArnOf(question.principal) ?? '');
      // Of two policies of one name, those of its own say so behind it.
      const name = policy.name.replace(/ \(inline\)$/, '');
      return identity === undefined ? null : iamPolicyMakers(world, identity, name, change);
    }
    case 'boundary':
      return boundaryMakers(world, world.identities.get(identityArnOf(question.principal) ?? ''));
    case 'scp':
      return organizationPolicyMakers(world, question.principal.accountId, policy, change);
    case 'rcp':
      return organizationPolicyMakers(world, question.resourceAccountId, policy, change);
    default:
      return null;
  }
}

/** Who may change a key's policy. */
function keyPolicyMakers(world: World, key: KeyRecord): PolicyMakers {
  const who: string[] = [];
  const underCondition: string[] = [];
  for (const { label, question } of askedToChange(world, key)) {
    if (verdictOf(question) === 'allowed') who.push(label);
    else if (standingOf(question).underCondition.length > 0) underCondition.push(label);
  }
  const command = `aws kms put-key-policy --key-id ${key.keyId} --policy-name default --policy file://policy.json`;
  return { who, underCondition, command: regional(command, key.region) };
}

/** Reasons that stand in the key policy itself: no other policy's change helps. */
const OF_THE_KEY_POLICY: readonly DecisionReason[] = [
  'no-key-policy-statement',
  'explicit-deny-key-policy',
  'operation-not-cross-account',
];

/** Whether the policy lets nobody change it, whatever is changed elsewhere: not even the account's root user. */
export function isOutOfReach(world: World, key: KeyRecord): boolean {
  return [...askedToChange(world, key)].every(({ question }) => {
    const { because } = decide(question);
    return OF_THE_KEY_POLICY.includes(because) && standingOf(question).underCondition.length === 0;
  });
}

/** Whether anybody of the world may do this with the key. */
export function mayAnybody(world: World, key: KeyRecord, action: string): boolean {
  return [...asked(world, key, action)].some(({ question }) => standingOf(question).decision.verdict === 'allowed');
}

function askedToChange(world: World, key: KeyRecord) {
  return asked(world, key, CHANGE_POLICY);
}

function* asked(world: World, key: KeyRecord, action: string) {
  const named = keyNamed(world, key.arn);
  const callers = callersOf(world, named, [key.policy]);
  let index = 0;
  for (const question of keyQuestions(world, named, callers, actionsNamed([action]), {})) {
    yield { label: callers[index]?.label ?? '', question };
    index += 1;
  }
}

function roleMakers(world: World, roleArn: string): PolicyMakers | null {
  const role = world.identities.get(roleArn);
  if (role === undefined) return null;
  const command = `aws iam update-assume-role-policy --role-name ${role.name} --policy-document file://policy.json`;
  return iamMakers(world, role.accountId, 'iam:UpdateAssumeRolePolicy', roleArn, command);
}

/** A bucket's policy is its account's to change, by who may by that policy itself or by IAM. */
function bucketPolicyMakers(world: World, bucketArn: string, { after }: PolicyChange): PolicyMakers | null {
  const bucket = world.buckets.get(parseArn(bucketArn)?.resource ?? '');
  if (bucket === undefined) return null;
  const [action, command] =
    after === null
      ? ['s3:DeleteBucketPolicy', `aws s3api delete-bucket-policy --bucket ${bucket.name}`]
      : ['s3:PutBucketPolicy', `aws s3api put-bucket-policy --bucket ${bucket.name} --policy file://policy.json`];
  return iamMakers(world, bucket.accountId, action, bucketArn, regional(command, bucket.region), policyOf(bucket));
}

/** A queue's policy is one of its attributes. */
function queuePolicyMakers(world: World, queueArn: string): PolicyMakers | null {
  const queue = world.queues.get(queueArn);
  if (queue === undefined) return null;
  const command = `aws sqs set-queue-attributes --queue-url ${queueUrl(queue)} --attributes file://attributes.json`;
  const own = askedPolicy(queue, 'queue');
  const { accountId, region } = queue;
  const makers = iamMakers(world, accountId, 'sqs:SetQueueAttributes', queueArn, regional(command, region), own);
  return { ...makers, policyIn: 'attributes.json, as the text of its member Policy' };
}

/** A secret's policy is put and deleted by who may by that policy itself or by IAM. */
function secretPolicyMakers(world: World, secretArn: string, { after }: PolicyChange): PolicyMakers | null {
  const secret = world.secrets.get(secretArn);
  if (secret === undefined) return null;
  const [action, command] =
    after === null
      ? ['secretsmanager:DeleteResourcePolicy', `aws secretsmanager delete-resource-policy --secret-id ${secret.name}`]
      : [
          'secretsmanager:PutResourcePolicy',
          `aws secretsmanager put-resource-policy --secret-id ${secret.name} --resource-policy file://policy.json`,
        ];
  const own = askedPolicy(secret, 'secret');
  return iamMakers(world, secret.accountId, action, secretArn, regional(command, secret.region), own);
}

function iamPolicyMakers(world: World, identity: Identity, name: string, { after }: PolicyChange): PolicyMakers | null {
  const { type, accountId, arn, inlinePolicies, attachedPolicies } = identity;
  if (name === NEW_POLICY || inlinePolicies.some((one) => one.name === name)) {
    const [action, verb] = type === 'user' ? ['iam:PutUserPolicy', 'user'] : ['iam:PutRolePolicy', 'role'];
    const command = `aws iam put-${verb}-policy --${verb}-name ${identity.name} --policy-name ${name === NEW_POLICY ? 'UseKey' : name} --policy-document file://policy.json`;
    const gone = `aws iam delete-${verb}-policy --${verb}-name ${identity.name} --policy-name ${name}`;
    return iamMakers(world, accountId, action, arn, after === null ? gone : command);
  }
  const attached = attachedPolicies.find((one) => world.managedPolicy(one)?.name === name);
  if (attached === undefined || after === null) return null;
  const command = `aws iam create-policy-version --policy-arn ${attached} --set-as-default --policy-document file://policy.json`;
  return iamMakers(world, accountId, 'iam:CreatePolicyVersion', attached, command);
}

/** A boundary is a managed policy; AWS's own nobody can change. */
function boundaryMakers(world: World, identity: Identity | undefined): PolicyMakers | null {
  const boundary = identity?.boundary ?? null;
  if (identity === undefined || boundary === null || world.managedPolicy(boundary)?.accountId !== identity.accountId)
    return null;
  const command = `aws iam create-policy-version --policy-arn ${boundary} --set-as-default --policy-document file://policy.json`;
  return iamMakers(world, identity.accountId, 'iam:CreatePolicyVersion', boundary, command);
}

/** Policies of an organization are its management account's to change. Source: Organizations User Guide, "Updating organization policies". */
function organizationPolicyMakers(
  world: World,
  accountId: string,
  { type, target, name }: PolicySource & { readonly type: 'scp' | 'rcp' },
  { after }: PolicyChange,
): PolicyMakers | null {
  const organization = world.organizations.of(accountId);
  if (organization === undefined) return null;
  const policyType = type === 'scp' ? 'SERVICE_CONTROL_POLICY' : 'RESOURCE_CONTROL_POLICY';
  const policy = world.organizations.attached(organization, target, policyType).find((one) => one.name === name);
  if (policy === undefined) return null;
  const [action, command] =
    after === null
      ? ['organizations:DetachPolicy', `aws organizations detach-policy --policy-id ${policy.id} --target-id ${target}`]
      : [
          'organizations:UpdatePolicy',
          `aws organizations update-policy --policy-id ${policy.id} --content file://policy.json`,
        ];
  return iamMakers(world, organization.managementAccountId, action, policyArn(organization, policy), command);
}

function iamMakers(
  world: World,
  accountId: Identity['accountId'],
  action: string,
  resourceArn: string,
  command: string,
  resourcePolicy: CompiledPolicy | null = null,
): PolicyMakers {
  const who = principals(world)
    .filter((one) => one.accountId === accountId)
    .filter(({ arn }) => verdictOf(iamQuestion(world, arn, action, resourceArn, resourcePolicy)) === 'allowed')
    .map(({ label }) => label);
  return { who, underCondition: [], command };
}

function iamQuestion(
  world: World,
  arn: string,
  action: string,
  resourceArn: string,
  resourcePolicy: CompiledPolicy | null,
): AuthorizationRequest {
  const principal = resolvePrincipal(world, arn);
  const request: ApiRequest = {
    service: serviceOf(action),
    operation: action.slice(action.indexOf(':') + 1),
    input: {},
    principal,
    accountId: principal.accountId,
    region: resolveRegion('us-east-1'),
    sourceIp: '127.0.0.1',
    userAgent: 'kmslab',
  };
  return questionOf(request, world, callFacts(request, world, world.now, {}, []), {
    action,
    resourceArn,
    resourceAccountId: principal.accountId,
    keyPolicy: resourcePolicy,
    grants: [],
    isCrossAccountOperation: false,
    encryptionContext: NO_CONTEXT,
    resource: null,
  });
}

function serviceOf(action: string): Service {
  const service = action.slice(0, action.indexOf(':'));
  if (!isService(service)) throw new Error(`no service has the action ${action}`);
  return service;
}

function regional(command: string, region: KeyRecord['region']): string {
  return partitionOf(region) === 'aws' && region === 'us-east-1' ? command : `${command} --region ${region}`;
}

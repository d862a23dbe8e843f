import { conditionKeyNames, isConditionKeyIn } from '../../access/condition-keys/condition-key.ts';
import { OPERATOR_NAMES } from '../../access/conditions/operators.ts';
import { completePolicy, type PolicyCompletion, type PolicyWords } from '../../access/lint/complete-policy.ts';
import { KMS_ACTIONS } from '../../operations/kms-actions.ts';
import type { LabQuery } from '../client.ts';
import { keyNamed } from '../key-named.ts';
import type { World } from '../world.ts';
import { principals } from './world-view.ts';

/** What may stand where a cursor is in the policy of a key. @throws {LabError} for a key that isn't there */
export function policyCompletionView(
  world: World,
  { key: name, policy, at }: Extract<LabQuery, { type: 'policyComplete' }>,
): PolicyCompletion | null {
  const { key } = keyNamed(world, name);
  return completePolicy(policy, at, wordsFor(world, key.region));
}

/** Services that the lab has and that work with keys, and the names by which policies know them. */
const SERVICES = ['ec2', 's3', 'rds', 'lambda', 'sqs', 'ssm', 'secretsmanager', 'dynamodb'] as const;
/** Those that call for themselves, so that a key policy may name them. Source: KMS Developer Guide, `services-s3` and others. */
const CALLERS = ['logs', 'sns', 'events', 'cloudtrail', 'delivery.logs', 's3'] as const;

const ALL_ACTIONS: PolicyWords['actions'] = [
  ['kms:*', 'every action'],
  ['kms:Describe*', 'all that begin so'],
  ['kms:Get*', 'all that begin so'],
  ['kms:List*', 'all that begin so'],
  ['kms:GenerateDataKey*', 'data keys of every kind'],
  ['kms:ReEncrypt*', 'from and to'],
  ...KMS_ACTIONS.map(({ action, operation }) => [action, operation.summary] as const),
];

const OPERATORS: PolicyWords['operators'] = OPERATOR_NAMES.flatMap((name) => [
  [name, ''] as const,
  ...(name === 'Null' ? [] : [[`${name}IfExists`, 'holds too where the key is not there'] as const]),
]);

const CONDITION_KEYS: PolicyWords['conditionKeys'] = conditionKeyNames()
  .filter((key) => /^(?:kms|aws):/.test(key) && isConditionKeyIn('key', key))
  .map((key) => [key, /[:/]$/.test(key) && key !== 'kms:' ? 'and a name behind it' : ''] as const);

function wordsFor(world: World, region: string): PolicyWords {
  const accounts = [...world.accounts.values()];
  return {
    actions: ALL_ACTIONS,
    principals: principals(world).map(({ arn, label }) => [arn, label] as const),
    services: CALLERS.map((service) => [`${service}.amazonaws.com`, 'an AWS service'] as const),
    operators: OPERATORS,
    conditionKeys: CONDITION_KEYS,
    valuesOf: (conditionKey) => {
      switch (conditionKey.toLowerCase()) {
        case 'kms:viaservice':
          return SERVICES.map((service) => [`${service}.${region}.amazonaws.com`, 'in this Region'] as const);
        case 'kms:calleraccount':
        case 'aws:principalaccount':
        case 'aws:sourceaccount':
          return accounts.map(({ accountId, name }) => [accountId, name] as const);
        case 'aws:principalarn':
        case 'kms:granteeprincipal':
        case 'kms:retiringprincipal':
          return principals(world).map(({ arn, label }) => [arn, label] as const);
        case 'aws:requestedregion':
          return [[region, 'the Region of the key']];
        case 'kms:grantoperations':
          return KMS_ACTIONS.filter(({ kind }) => kind === 'use').map(({ action }) => [action.slice(4), ''] as const);
        default:
          return [];
      }
    },
  };
}

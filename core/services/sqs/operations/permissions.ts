import type { Json, JsonObject } from '../../../access/policy-json.ts';
import { isJsonArray, isJsonObject, printJson } from '../../../access/policy-json.ts';
import { iamArn } from '../../../cloud/arn.ts';
import { partitionOf } from '../../../cloud/regions.ts';
import { SqsError } from '../../../errors/sqs-errors.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import type { Queue } from '../queue.ts';
import { readQueuePolicy } from '../read-queue-policy.ts';
import { queueOperation } from './queue-operation.ts';
import { QueueUrl } from './shapes.ts';

/** What AddPermission gives away. Source: SQS API Reference, AddPermission. */
const GIVEN = [
  '*',
  'SendMessage',
  'ReceiveMessage',
  'DeleteMessage',
  'ChangeMessageVisibility',
  'GetQueueAttributes',
  'GetQueueUrl',
];

export const addPermission = queueOperation({
  name: 'AddPermission',
  summary: "Adds a statement to a queue's policy that lets accounts do some things with it.",
  input: structure({ QueueUrl, Label: string(), AWSAccountIds: list(string()), Actions: list(string()) }, {}),
  readOnly: false,
  isDataEvent: false,
  isOwnersAlone: true,
  check(input, queue, { world }) {
    for (const action of input.Actions) {
      if (GIVEN.includes(action)) continue;
      const reason = 'Please refer to the appropriate WSDL for a list of valid actions. ';
      throw new SqsError(
        'InvalidParameterValue',
        `Value SQS:${action} for parameter ActionName is invalid. Reason: ${reason}`,
        'invalid-parameter',
      );
    }
    if (!/^[\w-]{1,80}$/.test(input.Label) || statementsOf(queue).some((one) => sidOf(one) === input.Label)) {
      throw SqsError.invalidValue(input.Label, 'Label', 'Already exists or is not well formed.');
    }
    const text = policyWith(queue, [...statementsOf(queue), statementOf(input, queue)]);
    try {
      readQueuePolicy(text, queue, (arn) => world.hasPrincipal(arn));
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      throw SqsError.invalidValue(`[${input.AWSAccountIds.join(', ')}]`, 'PrincipalId', 'Unable to verify.');
    }
  },
  handle: (input, queue) => ({
    output: {},
    facts: [
      {
        type: 'queuePolicyPut',
        queueArn: queue.arn,
        policy: policyWith(queue, [...statementsOf(queue), statementOf(input, queue)]),
      },
    ],
  }),
});

export const removePermission = queueOperation({
  name: 'RemovePermission',
  summary: "Takes the statement of a label out of a queue's policy.",
  input: structure({ QueueUrl, Label: string() }, {}),
  readOnly: false,
  isDataEvent: false,
  isOwnersAlone: true,
  check({ Label: label }, queue) {
    if (statementsOf(queue).some((one) => sidOf(one) === label)) return;
    throw SqsError.invalidValue(label, 'Label', "can't find label on existing policy.");
  },
  handle({ Label: label }, queue) {
    const left = statementsOf(queue).filter((one) => sidOf(one) !== label);
    const policy = left.length === 0 ? null : policyWith(queue, left);
    return { output: {}, facts: [{ type: 'queuePolicyPut', queueArn: queue.arn, policy }] };
  },
});

function statementsOf({ policy }: Queue): readonly Json[] {
  const { Statement: statements = [] } = policy?.document ?? {};
  return isJsonArray(statements) ? statements : [statements];
}

function policyWith({ arn, policy }: Queue, statements: readonly Json[]): string {
  const others = policy?.document ?? { Version: '2008-10-17', Id: `${arn}/SQSDefaultPolicy` };
  return printJson({ ...others, Statement: statements });
}

function statementOf(
  {
    Label: label,
    AWSAccountIds: ids,
    Actions: actions,
  }: { readonly Label: string; readonly AWSAccountIds: readonly string[]; readonly Actions: readonly string[] },
  { arn, region, accountId }: Queue,
): JsonObject {
  const partition = partitionOf(region);
  const roots = ids.map((id) => iamArn(partition, id as typeof accountId, 'root'));
  return {
    Sid: label,
    Effect: 'Allow',
    Principal: { AWS: roots },
    Action: actions.map((action) => `SQS:${action}`),
    Resource: arn,
  };
}

function sidOf(statement: Json): Json | undefined {
  return isJsonObject(statement) ? statement.Sid : undefined;
}

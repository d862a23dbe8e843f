import type { EntityFacts } from '../../access/decision.ts';
import { iamArn } from '../../cloud/arn.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import {
  defineOperation,
  type Handled,
  type HandleScope,
  type Operation,
  type RecordRules,
  type Scope,
  type Target,
} from '../../operations/operation.ts';
import type { StructureShape, ValueOf } from '../../operations/shape.ts';

/** What a policy sees of what an operation is about. */
export interface IamTarget {
  /** The resource's ARN, or `*`. */
  readonly arn: string;
  /** The user, role, group or policy, where it is there: for condition keys. */
  readonly entity?: EntityFacts | undefined;
}

/** What sets an operation of IAM apart from the others. */
export interface IamOperation<S extends StructureShape> {
  /** `CreateUser` */
  readonly name: string;
  /** One sentence of help, ours. */
  readonly summary: string;
  readonly input: S;
  readonly record?: RecordRules<ValueOf<S>>;
  /** What it is about, by name: whether it is there is asked only of those who may do it. */
  target(input: ValueOf<S>, scope: Scope): IamTarget;
  handle(input: ValueOf<S>, scope: HandleScope): Handled;
}

const READS = /^(?:Get|List|Simulate)/;

/**
 * An operation of IAM. All of them are about the caller's own account, and allowed by IAM policies alone.
 * Source: IAM API Reference; Service Authorization Reference, "AWS Identity and Access Management (IAM)".
 */
export function iamOperation<const S extends StructureShape>(spec: IamOperation<S>): Operation {
  const { name, target, ...rest } = spec;
  const isRead = READS.test(name);
  return defineOperation<S>({
    ...rest,
    name,
    service: 'iam',
    source: `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${name}.html`,
    readOnly: isRead,
    mutates: !isRead,
    find(input, scope): readonly Target[] {
      const { arn, entity } = target(input, scope);
      return [
        {
          action: `iam:${name}`,
          resourceArn: arn,
          ownerAccountId: scope.request.accountId,
          key: null,
          found: null,
          encryptionContext: NO_CONTEXT,
          entity,
        },
      ];
    },
  });
}

/** An ARN of IAM in the caller's account. */
export function ownArn({ request }: Scope, resource: string): string {
  return iamArn('aws', request.accountId, resource);
}

/** What an operation that lists is about: all of one kind below a path. Source: IAM's own denials name it so. */
export function listTarget(scope: Scope, kind: 'user' | 'role' | 'group', pathPrefix = '/'): IamTarget {
  return { arn: ownArn(scope, `${kind}${pathPrefix}`) };
}

import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import {
  type CheckScope,
  defineOperation,
  type Handled,
  type HandleScope,
  type Input,
  type Operation,
  type OperationSpec,
} from '../../../operations/operation.ts';
import type { StringShape, StructureShape, ValueOf } from '../../../operations/shape.ts';
import { secretTarget, theSecret } from '../find-secret.ts';
import type { Secret } from '../secret.ts';

type Spec<S extends StructureShape> = Omit<OperationSpec<S>, 'service' | 'source' | 'mutates'> & {
  readonly mutates?: boolean;
};

/** An operation of Secrets Manager. Source: AWS Secrets Manager API Reference. */
export function secretsManagerOperation<const S extends StructureShape>(spec: Spec<S>): Operation {
  return defineOperation<S>({
    service: 'secretsmanager',
    source: `https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_${spec.name}.html`,
    mutates: !spec.readOnly,
    // What policies may ask about leaves out the value.
    conditionInput: withoutValue,
    ...spec,
  });
}

/** An input that names a secret. */
type SecretShape = StructureShape<{ readonly SecretId: StringShape }>;

/** What sets an operation on one secret apart from the others. */
export interface SecretOperation<S extends SecretShape> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  readonly readOnly: boolean;
  /** Where reading notes that somebody read. */
  readonly mutates?: boolean;
  /** Whether it also works on a secret that is scheduled for deletion. */
  readonly worksInWindow?: boolean;
  /** Whether it also works on a replica, which otherwise follows its primary. */
  readonly worksOnReplica?: boolean;
  readonly record?: OperationSpec<S>['record'];
  check?(input: ValueOf<S>, secret: Secret, scope: CheckScope): void;
  handle(input: ValueOf<S>, secret: Secret, scope: HandleScope): Handled | Promise<Handled>;
}

/** An operation on a secret that is there, of another account too where the policies let. */
export function secretOperation<const S extends SecretShape>(spec: SecretOperation<S>): Operation {
  const { name, summary, input, readOnly, mutates, record } = spec;
  const secretIn = (given: ValueOf<S>, scope: CheckScope | HandleScope) => theSecret(scope, idIn(given));
  return secretsManagerOperation<S>({
    name,
    summary,
    input,
    readOnly,
    ...(mutates === undefined ? {} : { mutates }),
    ...(record === undefined ? {} : { record }),
    crossAccount: true,
    find: (given, scope) => [secretTarget(scope, idIn(given), `secretsmanager:${name}`)],
    check(given, scope) {
      const secret = secretIn(given, scope);
      if (spec.worksInWindow !== true) checkIsActive(secret);
      if (!readOnly && spec.worksOnReplica !== true) checkIsPrimary(secret);
      spec.check?.(given, secret, scope);
    },
    handle: (given, scope) => spec.handle(given, secretIn(given, scope), scope),
  });
}

/** @throws {SecretsManagerError} for a secret that is scheduled for deletion */
export function checkIsActive({ machine }: Secret): void {
  if (machine.value === 'active') return;
  const message = "You can't perform this operation on the secret because it was marked for deletion.";
  throw SecretsManagerError.request(message, 'secret-marked-for-deletion');
}

/** @throws {SecretsManagerError} for a replica, which follows its primary */
export function checkIsPrimary({ primaryRegion }: Secret): void {
  if (primaryRegion === null) return;
  const message = "Operation not permitted on a replica secret. Call must be made in primary secret's region.";
  throw SecretsManagerError.request(message, 'replica-secret');
}

function withoutValue({ SecretString: _, SecretBinary: __, RotationToken: ___, ...asked }: Input): Input {
  return asked;
}

function idIn(given: unknown): string {
  return (given as { readonly SecretId: string }).SecretId;
}

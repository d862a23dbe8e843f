import type { Decision, EntityFacts, GrantAsked, GrantInForce, GrantToRetire } from '../access/decision.ts';
import type { CompiledPolicy } from '../access/policy.ts';
import type { AccountId } from '../cloud/arn.ts';
import type { AccessKeys } from '../credentials/access-keys.ts';
import type { EncryptionContext } from '../crypto/encryption-context.ts';
import type { Safe } from '../crypto/safe.ts';
import type { Vault } from '../crypto/vault.ts';
import type { KeyRecord, KeyUsage, Origin } from '../keys/key-record.ts';
import type { KeyState } from '../keys/key-state.ts';
import type { Fact } from '../lab/facts.ts';
import type { Ids } from '../lab/ids.ts';
import type { ApiRequest, Service } from '../lab/request.ts';
import type { Store } from '../lab/store.ts';
import type { FoundKey } from '../lab/trace.ts';
import type { World } from '../lab/world.ts';
import type { EpochMs, Ports } from '../ports.ts';
import type { DynamoDbHost } from '../services/dynamodb/dynamodb-host.ts';
import type { LambdaHost } from '../services/lambda/lambda-host.ts';
import type { RdsHost } from '../services/rds/rds-host.ts';
import type { S3Host } from '../services/s3/s3-host.ts';
import type { ServiceWorks } from '../services/service-works.ts';
import type { SqsHost } from '../services/sqs/sqs-host.ts';
import type { StructureShape, ValueOf } from './shape.ts';

/** One question to the access decision: an action on a resource. An operation may ask several (ReEncrypt asks two). */
export interface Target {
  readonly action: string;
  /** A key's or an alias's ARN, an EC2 resource's, or `*`. */
  readonly resourceArn: string;
  readonly ownerAccountId: AccountId;
  /** Set where the key policy has a say. */
  readonly key: KeyRecord | null;
  readonly found: FoundKey | null;
  readonly encryptionContext: EncryptionContext;
  /** The grants that count, where they are not simply those of the key. */
  readonly grants?: readonly GrantInForce[];
  readonly newGrant?: GrantAsked;
  readonly retires?: GrantToRetire;
  /** The policy of a resource that isn't a key: a role's trust policy. */
  readonly resourcePolicy?: CompiledPolicy;
  /** The user, role, group or policy of IAM that it is about, where it is there. */
  readonly entity?: EntityFacts | undefined;
}

/** What `find` sees: the request, and the world as it is. */
export interface Scope {
  readonly request: ApiRequest;
  readonly world: World;
  readonly at: EpochMs;
}

/** What `check` sees beside the input: what was found, too, and no secrets. */
export interface CheckScope extends Scope {
  readonly targets: readonly Target[];
}

/** What `handle` gets beside the input. */
export interface HandleScope extends CheckScope {
  readonly requestId: string;
  readonly vault: Vault;
  readonly safe: Safe;
  readonly random: Ports['random'];
  readonly subtle: SubtleCrypto;
  readonly primitives: Ports['primitives'];
  readonly ids: Ids;
  /** What CloudTrail has written. */
  readonly trail: Pick<Store, 'trailEntries'>;
  readonly accessKeys: Pick<AccessKeys, 'forSession' | 'secretOf'>;
  /** A call to KMS, by a service that leans on it; see `ServiceKms`. */
  readonly callKms: ServiceWorks['callKms'];
  /** S3's part of the works. */
  readonly s3: S3Host;
  /** SQS's part of the works. */
  readonly sqs: SqsHost;
  /** DynamoDB's part of the works. */
  readonly dynamodb: DynamoDbHost;
  /** Lambda's part of the works. */
  readonly lambda: LambdaHost;
  /** RDS's part of the works. */
  readonly rds: RdsHost;
  /** What was decided about the targets; empty before that. */
  readonly decisions: readonly Decision[];
}

/** What an operation came to: nothing is true before the corridor has made the facts true, all at once. */
export interface Handled {
  readonly output: Readonly<Record<string, unknown>>;
  readonly facts?: readonly Fact[];
  /** CloudTrail's additionalEventData. */
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
}

/** CloudTrail's two objects, where an operation's differ from what its shape says. */
export interface RecordRules<I> {
  /** Parameters with a default that AWS logs although the request left them out. */
  readonly defaults?: Readonly<Record<string, unknown>> | ((input: I) => Readonly<Record<string, unknown>>);
  /** The parameters as AWS logs them, in place of what the shape says. */
  readonly requestParameters?: (input: I) => Readonly<Record<string, unknown>> | null;
  /** Whether the record tells less of a request than its decision asks, so that the lab keeps that beside it. */
  readonly isPartial?: boolean;
  /** The ARN of the key that the call has made, which it is then about. */
  readonly madeKey?: (output: Readonly<Record<string, unknown>>) => string;
  /** `keyArn` is that of the first key that the request was about. */
  readonly responseElements?: (
    output: Readonly<Record<string, unknown>>,
    keyArn: string | null,
  ) => Readonly<Record<string, unknown>> | null;
}

/** Everything about one API call, as data: the corridor, the command line, the chart's test and the help read it. */
export interface OperationSpec<S extends StructureShape> {
  readonly service: Service;
  /** `CreateKey`, in the API's spelling. */
  readonly name: string;
  readonly input: S;
  /** One sentence of help, ours. */
  readonly summary: string;
  /** Address of the AWS page that describes it. */
  readonly source: string;
  /** CloudTrail's readOnly: true for lists, reads and all cryptography. */
  readonly readOnly: boolean;
  /** Whether it changes the world; such calls run one after the other. */
  readonly mutates: boolean;
  /**
   * Whether it makes a key pair, and so keeps no other call waiting although it changes the world. Asked before the
   * input is validated.
   */
  readonly takesLong?: (input: Input) => boolean;
  /** Whether AWS allows it on a key of another account at all. */
  readonly crossAccount?: boolean;
  /** Whether it takes an alias for the key; a predefined one then makes the AWS managed key on first use. */
  readonly acceptsAlias?: boolean;
  readonly keyUsage?: KeyUsage;
  /** The key states in which AWS lets it through; left out where the state does not matter. */
  readonly keyStates?: readonly KeyState[];
  /** The origins that a key may have for it; left out where the origin does not matter. Asked before the state. */
  readonly origins?: readonly Origin[];
  /** The machine event that it causes; a test holds `keyStates` against the machine by it. */
  readonly event?: string;
  /** Whether CloudTrail counts it among data events, which trails log only where they are told to. */
  readonly isDataEvent?: boolean;
  /** Whether a target that is refused is left out, and the rest is done: the operation tells of each by itself. */
  readonly refusesInPart?: boolean;
  /** What condition keys may ask of the input, where that isn't all of it: what was sent to be stored is not kept. */
  readonly conditionInput?: (input: Input) => Input;
  /** The member of the output that the command line writes to a file, which stands last on the line. */
  readonly outputFile?: string;
  /** Whether a success counts as a use of the key. */
  readonly isKeyUse?: boolean;
  readonly record?: RecordRules<ValueOf<S>>;
  /** Resolves what the input names into the questions to ask. @throws AwsError when it isn't there. */
  find(input: ValueOf<S>, scope: Scope): readonly Target[];
  /** What else must hold, after authorisation, usage and state. @throws AwsError when it doesn't. */
  check?(input: ValueOf<S>, scope: CheckScope): void;
  handle(input: ValueOf<S>, scope: HandleScope): Handled | Promise<Handled>;
}

/** An input that `validate` has let through, its type no longer known. */
export type Input = Readonly<Record<string, unknown>>;

/** An operation as the corridor runs it: any of them, fed with inputs that its own shape has let through. */
export interface Operation extends Omit<OperationSpec<StructureShape>, 'find' | 'check' | 'handle' | 'record'> {
  readonly record?: RecordRules<Input>;
  find(input: Input, scope: Scope): readonly Target[];
  check?(input: Input, scope: CheckScope): void;
  handle(input: Input, scope: HandleScope): Handled | Promise<Handled>;
}

/** Makes an operation's record. */
export function defineOperation<const S extends StructureShape>(spec: OperationSpec<S>): Operation {
  return spec as unknown as Operation;
}

/** The key that the first target names. @throws {Error} when the operation has none, which is a bug. */
export function theKey({ targets }: Pick<HandleScope, 'targets'>): KeyRecord {
  const key = targets[0]?.key;
  if (key === undefined || key === null) throw new Error('the operation found no key');
  return key;
}

import type { Service } from '../lab/request.ts';

/** How a waiter recognises that it has come to an end. */
export type Acceptor =
  | {
      readonly state: 'success' | 'failure';
      readonly matcher: 'pathAll' | 'pathAny' | 'path';
      /** A JMESPath expression that gives a list; of `path`, one value. */
      readonly argument: string;
      readonly expected: string;
    }
  | { readonly state: 'success' | 'failure' | 'retry'; readonly matcher: 'error'; readonly expected: string }
  /** Any answer that is no refusal. */
  | { readonly state: 'success'; readonly matcher: 'answered' };

/** What `aws SERVICE wait NAME` polls, and for how long. */
export interface Waiter {
  /** `SnapshotCompleted`; on the command line `snapshot-completed`. */
  readonly name: string;
  readonly service: Service;
  readonly operation: string;
  readonly delayMs: number;
  readonly maxAttempts: number;
  readonly acceptors: readonly Acceptor[];
}

const NO_TABLE = 'ResourceNotFoundException';
const ANSWERED: Acceptor = { state: 'success', matcher: 'answered' };

/** The waiters for what the lab has. Source: AWS CLI Command Reference, `aws ec2 wait`, `aws dynamodb wait`, `aws iam wait`, `aws s3api wait`. */
export const WAITERS: readonly Waiter[] = [
  ec2('SnapshotCompleted', 'DescribeSnapshots', [all('Snapshots', 'completed'), any('Snapshots', 'error')]),
  ec2('VolumeAvailable', 'DescribeVolumes', [all('Volumes', 'available'), any('Volumes', 'deleted')]),
  ec2('VolumeDeleted', 'DescribeVolumes', [
    all('Volumes', 'deleted'),
    { state: 'success', matcher: 'error', expected: 'InvalidVolume.NotFound' },
  ]),
  ec2('VolumeInUse', 'DescribeVolumes', [all('Volumes', 'in-use'), any('Volumes', 'deleted')]),
  instances('InstanceRunning', 'running', ['shutting-down', 'terminated', 'stopping'], true),
  instances('InstanceStopped', 'stopped', ['pending', 'terminated'], false),
  instances('InstanceTerminated', 'terminated', ['pending', 'stopping'], false),
  dynamoDb('TableExists', [
    { state: 'success', matcher: 'path', argument: 'Table.TableStatus', expected: 'ACTIVE' },
    { state: 'retry', matcher: 'error', expected: NO_TABLE },
  ]),
  dynamoDb('TableNotExists', [{ state: 'success', matcher: 'error', expected: NO_TABLE }]),
  ...(['User', 'Role', 'Policy'] as const).map(iamExists),
  s3('BucketExists', 'HeadBucket', [ANSWERED, on('success', '301'), on('success', '403'), on('retry', '404')]),
  s3('BucketNotExists', 'HeadBucket', [on('success', '404')]),
  s3('ObjectExists', 'HeadObject', [ANSWERED, on('retry', '404')]),
  s3('ObjectNotExists', 'HeadObject', [on('success', '404')]),
];

function dynamoDb(name: string, acceptors: readonly Acceptor[]): Waiter {
  return { name, service: 'dynamodb', operation: 'DescribeTable', delayMs: 20_000, maxAttempts: 25, acceptors };
}

function iamExists(kind: string): Waiter {
  const acceptors: readonly Acceptor[] = [ANSWERED, { state: 'retry', matcher: 'error', expected: 'NoSuchEntity' }];
  return { name: `${kind}Exists`, service: 'iam', operation: `Get${kind}`, delayMs: 1_000, maxAttempts: 20, acceptors };
}

/** S3's waiters look at the status of an answer that has no body. */
function s3(name: string, operation: string, acceptors: readonly Acceptor[]): Waiter {
  return { name, service: 's3', operation, delayMs: 5_000, maxAttempts: 20, acceptors };
}

function on(state: 'success' | 'retry', status: string): Acceptor {
  return { state, matcher: 'error', expected: status };
}

function ec2(name: string, operation: string, acceptors: readonly Acceptor[]): Waiter {
  return { name, service: 'ec2', operation, delayMs: 15_000, maxAttempts: 40, acceptors };
}

/** An instance just made may not be known yet: the waiter for running ones does not mind. */
function instances(name: string, becomes: string, never: readonly string[], mayBeUnknown: boolean): Waiter {
  const argument = 'Reservations[].Instances[].State.Name';
  return ec2(name, 'DescribeInstances', [
    { state: 'success', matcher: 'pathAll', argument, expected: becomes },
    ...never.map((expected) => ({ state: 'failure', matcher: 'pathAny', argument, expected }) as const),
    ...(mayBeUnknown ? [{ state: 'retry', matcher: 'error', expected: 'InvalidInstanceID.NotFound' } as const] : []),
  ]);
}

function all(list: string, expected: string): Acceptor {
  return { state: 'success', matcher: 'pathAll', argument: `${list}[].State`, expected };
}

function any(list: string, expected: string): Acceptor {
  return { state: 'failure', matcher: 'pathAny', argument: `${list}[].State`, expected };
}

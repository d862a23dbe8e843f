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

/** The waiters for what the lab has. Source: AWS CLI Command Reference, `aws dynamodb wait`, `aws ec2 wait`, `aws iam wait`, `aws lambda wait`, `aws rds wait`, `aws s3api wait`. */
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
  lambda('FunctionExists', 'GetFunction', 1_000, 20, [
    ANSWERED,
    { state: 'retry', matcher: 'error', expected: 'ResourceNotFoundException' },
  ]),
  lambda('FunctionActive', 'GetFunctionConfiguration', 5_000, 60, [
    ofAll('[State]', 'Active'),
    ofAny('[State]', 'Failed'),
  ]),
  lambda('FunctionUpdated', 'GetFunctionConfiguration', 5_000, 60, [
    ofAll('[LastUpdateStatus]', 'Successful'),
    ofAny('[LastUpdateStatus]', 'Failed'),
  ]),
  rds('DBInstanceAvailable', 'DescribeDBInstances', [
    ofAll('DBInstances[].DBInstanceStatus', 'available'),
    ...['deleted', 'deleting', 'failed', 'incompatible-restore', 'incompatible-parameters'].map((status) =>
      ofAny('DBInstances[].DBInstanceStatus', status),
    ),
  ]),
  rds('DBInstanceDeleted', 'DescribeDBInstances', [
    { state: 'success', matcher: 'error', expected: 'DBInstanceNotFound' },
    ...['creating', 'modifying', 'rebooting', 'resetting-master-credentials'].map((status) =>
      ofAny('DBInstances[].DBInstanceStatus', status),
    ),
  ]),
  ...['DBSnapshotAvailable', 'DBSnapshotCompleted'].map((name) =>
    rds(name, 'DescribeDBSnapshots', [
      ofAll('DBSnapshots[].Status', 'available'),
      ...['deleted', 'deleting', 'failed', 'incompatible-restore', 'incompatible-parameters'].map((status) =>
        ofAny('DBSnapshots[].Status', status),
      ),
    ]),
  ),
  rds('DBSnapshotDeleted', 'DescribeDBSnapshots', [
    { state: 'success', matcher: 'error', expected: 'DBSnapshotNotFound' },
    ...['creating', 'modifying', 'rebooting', 'resetting-master-credentials'].map((status) =>
      ofAny('DBSnapshots[].Status', status),
    ),
  ]),
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

function lambda(
  name: string,
  operation: string,
  delayMs: number,
  maxAttempts: number,
  acceptors: readonly Acceptor[],
): Waiter {
  return { name, service: 'lambda', operation, delayMs, maxAttempts, acceptors };
}

function rds(name: string, operation: string, acceptors: readonly Acceptor[]): Waiter {
  return { name, service: 'rds', operation, delayMs: 30_000, maxAttempts: 60, acceptors };
}

function all(list: string, expected: string): Acceptor {
  return ofAll(`${list}[].State`, expected);
}

function ofAll(argument: string, expected: string): Acceptor {
  return { state: 'success', matcher: 'pathAll', argument, expected };
}

function ofAny(argument: string, expected: string): Acceptor {
  return { state: 'failure', matcher: 'pathAny', argument, expected };
}

function any(list: string, expected: string): Acceptor {
  return ofAny(`${list}[].State`, expected);
}

import type { Service } from '../lab/request.ts';

/** How a waiter recognises that it has come to an end. */
export type Acceptor =
  | {
      readonly state: 'success' | 'failure';
      readonly matcher: 'pathAll' | 'pathAny';
      /** A JMESPath expression that gives a list. */
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

/** The waiters for what the lab has. Source: AWS CLI Command Reference, `aws ec2 wait`, `aws iam wait`. */
export const WAITERS: readonly Waiter[] = [
  ec2('SnapshotCompleted', 'DescribeSnapshots', [all('Snapshots', 'completed'), any('Snapshots', 'error')]),
  ec2('VolumeAvailable', 'DescribeVolumes', [all('Volumes', 'available'), any('Volumes', 'deleted')]),
  ec2('VolumeDeleted', 'DescribeVolumes', [
    all('Volumes', 'deleted'),
    { state: 'success', matcher: 'error', expected: 'InvalidVolume.NotFound' },
  ]),
  ec2('VolumeInUse', 'DescribeVolumes', [all('Volumes', 'in-use'), any('Volumes', 'deleted')]),
  ...(['User', 'Role', 'Policy'] as const).map(iamExists),
];

function iamExists(kind: string): Waiter {
  const acceptors: readonly Acceptor[] = [
    { state: 'success', matcher: 'answered' },
    { state: 'retry', matcher: 'error', expected: 'NoSuchEntity' },
  ];
  return { name: `${kind}Exists`, service: 'iam', operation: `Get${kind}`, delayMs: 1_000, maxAttempts: 20, acceptors };
}

function ec2(name: string, operation: string, acceptors: readonly Acceptor[]): Waiter {
  return { name, service: 'ec2', operation, delayMs: 15_000, maxAttempts: 40, acceptors };
}

function all(list: string, expected: string): Acceptor {
  return { state: 'success', matcher: 'pathAll', argument: `${list}[].State`, expected };
}

function any(list: string, expected: string): Acceptor {
  return { state: 'failure', matcher: 'pathAny', argument: `${list}[].State`, expected };
}

import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as rds from '@aws-sdk/client-rds';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { TIMESTAMP_MEMBERS } from '../../../core/aws-cli/timestamp.ts';
import type { Service } from '../../../core/index.ts';
import { OPERATIONS } from '../../../core/operations/index.ts';

const SDKS: Readonly<Record<Service, object>> = {
  cloudtrail,
  dynamodb,
  ec2,
  iam,
  kms,
  lambda,
  organizations,
  rds,
  s3,
  secretsmanager,
  sqs,
  ssm,
  sts,
};

/** Those that the lab never tells, for it has nothing behind them. */
const NEVER_TOLD = [
  'AbortDate',
  'AutomaticRestartTime',
  'ElasticInferenceAcceleratorAssociationTime',
  'EnableDate',
  'ExpirationDate',
  'Expires', // as the client gave it: a text
  'LastDecreaseDateTime',
  'LastIncreaseDateTime',
  'LastRotatedDate',
  'LastUpdateDateTime',
  'LastUpdateToPayPerRequestDateTime',
  'LatestRestorableTime',
  'ObjectLockRetainUntilDate',
  'OriginalSnapshotCreateTime',
  'PasswordLastUsed',
  'ReplicaInaccessibleDateTime',
  'RestoreDateTime',
  'RestoreExpiryDate',
  'RestoreExpiryTime',
  'ResumeFullAutomationModeTime',
  'SnapshotDatabaseTime',
  'UploadDate',
  'UsageOperationUpdateTime',
  'ValidTill',
];

/** Schemas of the SDK are arrays: what kind, namespace, name, traits, and behind these what the kind has. */
type Schema = number | readonly unknown[] | (() => Schema);
const KIND = { list: 1, map: 2, structure: 3 } as const;
const NUMBER = 1;
const TIMESTAMPS: readonly unknown[] = [4, 5, 6, 7];

/** The names of timestamps and of numbers in an answer, all the way down. */
interface Named {
  readonly timestamps: Set<string>;
  readonly numbers: Set<string>;
}

function gather(given: Schema, member: string, named: Named, seen: Set<unknown>): void {
  const schema = plain(given);
  if (TIMESTAMPS.includes(schema)) named.timestamps.add(member);
  if (schema === NUMBER) named.numbers.add(member);
  if (typeof schema === 'number' || seen.has(schema)) return;
  seen.add(schema);
  const [kind, , , , first, second] = schema as readonly unknown[];
  if (kind === KIND.list) gather(first as Schema, member, named, seen);
  if (kind === KIND.map) gather(second as Schema, member, named, seen);
  if (kind !== KIND.structure) return;
  const types = second as readonly Schema[];
  for (const [index, name] of (first as readonly string[]).entries()) gather(types[index] ?? 0, name, named, seen);
}

/** A schema that is there, without the traits that it may have beside it. */
function plain(schema: Schema): number | readonly unknown[] {
  if (typeof schema === 'function') return plain(schema());
  if (typeof schema === 'number' || schema.length !== 2) return schema;
  return plain(schema[0] as Schema);
}

function namedIn(service: Service, operation: string): Named {
  const named = { timestamps: new Set<string>(), numbers: new Set<string>() };
  const schema = (SDKS[service] as Readonly<Record<string, readonly unknown[] | undefined>>)[`${operation}$`];
  // A few operations are newer than the SDK.
  if (schema !== undefined) gather(schema[5] as Schema, '', named, new Set());
  return named;
}

describe('the timestamps of answers', () => {
  const named = OPERATIONS.map(({ service, name }) => ({ operation: `${service}:${name}`, ...namedIn(service, name) }));

  it('are all known by their names, as the SDK for JavaScript has them, and so printed as dates', () => {
    const told = new Set(named.flatMap(({ timestamps }) => [...timestamps]));
    expect([...told].filter((name) => !TIMESTAMP_MEMBERS.has(name)).sort()).toEqual(NEVER_TOLD);
    expect(named.filter(({ timestamps }) => timestamps.size > 0).length).toBeGreaterThan(80);
  });

  it('have no number’s name: that would be printed as a date', () => {
    const mistaken = named.flatMap(({ operation, numbers }) =>
      [...numbers].filter((name) => TIMESTAMP_MEMBERS.has(name)).map((name) => `${operation} ${name}`),
    );
    expect(mistaken).toEqual([]);
  });
});

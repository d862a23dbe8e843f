import { SQS_ERRORS } from '../../errors/sqs-errors.ts';

/** What sets one Query service apart from another. */
export interface QueryService {
  /** Of its responses. */
  readonly namespace: string;
  readonly version: string;
  /** The status of those of its errors that have another than 400. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that answer with a result element though nothing is in it. */
  readonly emptyResults: readonly string[];
  /** What the elements of a list are called, by the list's name, where not `member`. */
  readonly listElements?: Readonly<Record<string, string>>;
}

/**
 * The services that speak the Query protocol here.
 * Source: STS, IAM and RDS API Reference, "Making query requests", "Common Errors" and the operations' errors;
 * the services' models.
 */
export const QUERY_SERVICES = {
  sts: {
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    version: '2011-06-15',
    statuses: { AccessDenied: 403 },
    emptyResults: [],
  },
  iam: {
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    version: '2010-05-08',
    statuses: {
      AccessDenied: 403,
      InvalidClientTokenId: 403,
      NoSuchEntity: 404,
      EntityAlreadyExists: 409,
      DeleteConflict: 409,
      LimitExceeded: 409,
    },
    emptyResults: ['UpdateRole'],
  },
  rds: {
    namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    version: '2014-10-31',
    statuses: { AccessDenied: 403, DBInstanceNotFound: 404, DBSnapshotNotFound: 404 },
    emptyResults: [],
    listElements: {
      AttributeValues: 'AttributeValue',
      DBInstances: 'DBInstance',
      DBSnapshotAttributes: 'DBSnapshotAttribute',
      DBSnapshots: 'DBSnapshot',
      Filters: 'Filter',
      ReadReplicaDBInstanceIdentifiers: 'ReadReplicaDBInstanceIdentifier',
      TagList: 'Tag',
      Tags: 'Tag',
      Values: 'Value',
      ValuesToAdd: 'AttributeValue',
      ValuesToRemove: 'AttributeValue',
    },
  },
  // Its lists and maps stand flat; see core/wire/sqs.
  sqs: {
    namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    version: '2012-11-05',
    statuses: Object.fromEntries(Object.entries(SQS_ERRORS).map(([code, [, status]]) => [code, status])),
    emptyResults: [],
  },
} as const satisfies Record<string, QueryService>;

export type QueryServiceName = keyof typeof QUERY_SERVICES;

/** The service whose API has that version, or null. */
export function queryServiceOf(version: string): QueryServiceName | null {
  for (const name of ['sts', 'iam', 'rds', 'sqs'] as const) if (QUERY_SERVICES[name].version === version) return name;
  return null;
}

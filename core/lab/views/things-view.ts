import type { LabView } from '../world-shapes.ts';

/** Something of a service's that lies encrypted, or could. */
export interface Thing {
  /** Unique in the world. */
  readonly id: string;
  /** Its ARN, where its service gives it one in what it answers; null where it has an id alone. */
  readonly arn: string | null;
  /** `EBS volume` */
  readonly kind: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** In its service's words; null where it has no states. */
  readonly state: string | null;
  /** ARN, id or alias of the KMS key, as the service has it; null where there is none of the customer's. */
  readonly key: string | null;
  /** What encrypts it, where no KMS key is named: `SSE-S3`, `a key that DynamoDB owns`, `nothing`. */
  readonly otherwise: string;
  /** What else there is to say, a line each. */
  readonly facts: readonly (readonly [name: string, says: string])[];
  /** The command that shows it, called in its Region. */
  readonly command: string;
}

/** Everything that services hold, service by service. */
export function thingsOf(view: LabView): readonly Thing[] {
  return [
    ...view.volumes.map(volume),
    ...view.snapshots.map(snapshot),
    ...view.instances.map(instance),
    ...view.buckets.flatMap((one) => bucket(one, view)),
    ...view.databases.map(database),
    ...view.dbSnapshots.map(dbSnapshot),
    ...view.tables.map(table),
    ...view.queues.map(queue),
    ...view.parameters.map(parameter),
    ...view.secrets.map(secret),
    ...view.functions.map(lambdaFunction),
  ];
}

type Of<K extends keyof LabView> = LabView[K] extends readonly (infer T)[] ? T : never;

/** Whose something is, and where; and its ARN, where its service gives it one. */
interface Lying {
  readonly accountId: string;
  readonly region: string;
  readonly arn?: string;
}

/** What each kind says of itself. Its id is its ARN, or its name, where it says no other; and it has no states. */
type Said = Omit<Thing, 'id' | 'arn' | 'accountId' | 'region' | 'state'> & Partial<Pick<Thing, 'id' | 'state'>>;

function thing({ accountId, region, arn }: Lying, said: Said): Thing {
  const facts = arn === undefined ? said.facts : [...said.facts, ['ARN', arn] as const];
  return { id: arn ?? said.name, state: null, ...said, arn: arn ?? null, accountId, region, facts };
}

function volume(one: Of<'volumes'>): Thing {
  return thing(one, {
    kind: 'EBS volume',
    name: one.volumeId,
    state: one.state,
    key: one.kmsKeyArn,
    otherwise: 'not encrypted',
    facts: [
      ['size', `${one.sizeGiB} GiB`],
      ...said('from', one.snapshotId),
      ...said('attached', one.attachedTo),
      ...said('failed', one.stateMessage),
    ],
    command: `aws ec2 describe-volumes --volume-ids ${one.volumeId}`,
  });
}

function snapshot(one: Of<'snapshots'>): Thing {
  return thing(one, {
    id: `${one.snapshotId} ${one.region}`,
    kind: 'EBS snapshot',
    name: one.snapshotId,
    state: one.copyStep === null || one.state !== 'pending' ? one.state : `pending: ${one.copyStep}`,
    key: one.kmsKeyArn,
    otherwise: 'not encrypted',
    facts: [
      ['of', one.volumeId],
      ...said('copy of', one.copiedFrom),
      ...said('shared', one.sharedWith.length === 0 ? null : one.sharedWith.join(' ')),
      ...said('also by', one.associatedKeyArn),
      ...said('failed', one.stateMessage),
    ],
    command: `aws ec2 describe-snapshots --snapshot-ids ${one.snapshotId}`,
  });
}

function instance(one: Of<'instances'>): Thing {
  return thing(one, {
    kind: 'EC2 instance',
    name: one.instanceId,
    state: one.state,
    key: null,
    otherwise: 'its volumes are encrypted, or not',
    facts: [],
    command: `aws ec2 describe-instances --instance-ids ${one.instanceId}`,
  });
}

function bucket(one: Of<'buckets'>, view: LabView): readonly Thing[] {
  const { algorithm, kmsKeyId, bucketKeyEnabled } = one.encryption;
  const inIt = view.objects.filter(({ bucket: name }) => name === one.name);
  return [
    thing(one, {
      id: `s3://${one.name}`,
      kind: 'S3 bucket',
      name: one.name,
      key: kmsKeyId,
      otherwise: algorithm === 'AES256' ? 'SSE-S3, a key that S3 owns' : 'aws/s3',
      facts: [
        ['objects', `${one.objects}, ${one.sizeBytes} bytes`],
        ['default', algorithm],
        ...said('', bucketKeyEnabled ? 'with a bucket key' : null),
        ...said('policy', one.policy === null ? null : 'a bucket policy of its own'),
      ],
      command: `aws s3api get-bucket-encryption --bucket ${one.name}`,
    }),
    ...inIt.map((object) =>
      thing(one, {
        id: `s3://${one.name}/${object.key}`,
        kind: 'S3 object',
        name: `${one.name}/${object.key}`,
        key: object.kmsKeyArn,
        otherwise: object.encryption,
        facts: [
          ['size', `${object.sizeBytes} bytes`],
          ['by', `${object.encryption}${object.bucketKey ? ', with a bucket key' : ''}`],
        ],
        command: `aws s3api head-object --bucket ${one.name} --key ${object.key}`,
      }),
    ),
  ];
}

function database(one: Of<'databases'>): Thing {
  return thing(one, {
    kind: 'RDS database',
    name: one.name,
    state: one.state,
    key: one.kmsKeyArn,
    otherwise: 'not encrypted',
    facts: one.source === null ? [] : [[SOURCES[one.source.how], one.source.arn]],
    command: `aws rds describe-db-instances --db-instance-identifier ${one.name}`,
  });
}

const SOURCES = {
  restore: 'restored from',
  replica: 'replica of',
  promoted: 'once a replica of',
} as const satisfies Record<NonNullable<Of<'databases'>['source']>['how'], string>;

function dbSnapshot(one: Of<'dbSnapshots'>): Thing {
  return thing(one, {
    kind: 'RDS snapshot',
    name: one.name,
    state: one.state,
    key: one.kmsKeyArn,
    otherwise: 'not encrypted',
    facts: [
      ['of', one.database],
      ...said('copy of', one.copiedFrom),
      ...said('shared', one.sharedWith.length === 0 ? null : one.sharedWith.join(' ')),
    ],
    command: `aws rds describe-db-snapshots --db-snapshot-identifier ${one.name}`,
  });
}

function table(one: Of<'tables'>): Thing {
  return thing(one, {
    kind: 'DynamoDB table',
    name: one.name,
    state: one.state,
    key: one.kmsKeyArn,
    otherwise: 'a key that DynamoDB owns',
    facts: [['items', String(one.items)]],
    command: `aws dynamodb describe-table --table-name ${one.name}`,
  });
}

function queue(one: Of<'queues'>): Thing {
  return thing(one, {
    kind: 'SQS queue',
    name: one.name,
    key: one.kmsKeyId,
    otherwise: one.encryption === 'SSE-SQS' ? 'SSE-SQS, a key that SQS owns' : 'not encrypted',
    facts: [
      ['by', one.encryption],
      ['messages', `${one.messages}, in flight ${one.inFlight}`],
    ],
    command: `aws sqs get-queue-url --queue-name ${one.name}`,
  });
}

function parameter(one: Of<'parameters'>): Thing {
  return thing(one, {
    kind: 'SSM parameter',
    name: one.name,
    key: one.keyId,
    otherwise: 'plain text',
    facts: [
      ['type', `${one.type}, ${one.tier}`],
      ['version', String(one.version)],
    ],
    command: `aws ssm get-parameter --name ${one.name}`,
  });
}

function secret(one: Of<'secrets'>): Thing {
  return thing(one, {
    kind: 'Secret',
    name: one.name,
    state: one.deletionDate === null ? null : `gone on ${isoDay(one.deletionDate)}`,
    key: one.kmsKeyId ?? 'alias/aws/secretsmanager',
    otherwise: '',
    facts: [
      ['versions', String(one.versions)],
      ...said('replica of', one.primaryRegion),
      ...said('policy', one.policy === null ? null : 'a resource policy of its own'),
    ],
    command: `aws secretsmanager describe-secret --secret-id ${one.name}`,
  });
}

function lambdaFunction(one: Of<'functions'>): Thing {
  return thing(one, {
    kind: 'Lambda function',
    name: one.name,
    key: one.kmsKeyArn,
    otherwise: 'no variables',
    facts: [],
    command: `aws lambda get-function-configuration --function-name ${one.name}`,
  });
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function said(name: string, says: string | null): readonly (readonly [string, string])[] {
  return says === null ? [] : [[name, says]];
}

/** The ARN of the key that a thing names by ARN, id or alias, in its account and Region; null where it is none of the view. */
export function keyArnOfThing({ key, accountId, region }: Thing, view: LabView): string | null {
  if (key === null) return null;
  const found = view.keys.find(
    (one) =>
      one.keyArn === key ||
      (one.accountId === accountId &&
        one.region === region &&
        (one.keyId === key || (one.alias !== null && key.replace(/^arn:.*:alias\//, 'alias/') === one.alias))),
  );
  return found?.keyArn ?? (key.startsWith('arn:') ? key : null);
}

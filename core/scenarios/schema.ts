import { z } from 'zod';
import { KEY_SPECS } from '../crypto/key-specs.ts';
import { KEY_USAGES } from '../keys/key-record.ts';
import { Organization } from './organization-schema.ts';
import { CloudHsmCluster, Outside, XksProxy } from './outside-schema.ts';
import { Session } from './session-schema.ts';
import { VpcEndpoint } from './vpc-endpoint-schema.ts';

/** A principal as scenarios write it: ACCOUNT/role/NAME, ACCOUNT/user/NAME or ACCOUNT/root. */
export const Label = z
  .string()
  .regex(/^[\w-]+\/(?:root|(?:role|user)\/.+)$/, 'expected ACCOUNT/role/NAME, ACCOUNT/user/NAME or ACCOUNT/root');
/** A group of users as scenarios write it. */
const GroupLabel = z.string().regex(/^[\w-]+\/group\/.+$/, 'expected ACCOUNT/group/NAME');
const PolicySource = z.union([z.string(), z.record(z.string(), z.unknown())]);
export const FileContent = z.union([
  z.string(),
  z.strictObject({ base64: z.base64() }),
  z.strictObject({ json: z.unknown() }),
  z.strictObject({ text: z.string(), times: z.int().min(1).max(1_000_000) }).describe('A text, so many times over'),
]);

const Key = z.strictObject({
  account: z.string(),
  region: z.string(),
  id: z.string(),
  alias: z.string().optional(),
  description: z.string().optional(),
  policy: PolicySource.optional(),
  spec: z.enum(KEY_SPECS).optional().describe('SYMMETRIC_DEFAULT where it is left out'),
  usage: z.enum(KEY_USAGES).optional().describe("The spec's only usage where it is left out"),
  origin: z.enum(['AWS_KMS', 'EXTERNAL']).optional(),
  multiRegion: z
    .boolean()
    .optional()
    .describe('The id then begins with mrk-; the first key of an id is the primary key, the others are its replicas'),
  tags: z.record(z.string(), z.string()).optional(),
  material: z
    .union([
      z.string().regex(/^(?:[0-9a-f]{2})+$/, 'expected hexadecimal digits'),
      z.strictObject({ base64: z.base64() }),
      z.strictObject({ file: z.string() }),
    ])
    .optional()
    .describe('Fixed key material, for tests alone: bytes, or a private key in PKCS #8 DER'),
});

const PrincipalParts = z.strictObject({
  policies: z.array(PolicySource),
  trust: PolicySource.optional().describe('Who may assume the role; without it, its own account'),
  groups: z
    .array(z.string())
    .optional()
    .describe("The names of groups that the user is in, of the user's own account and of this world"),
  boundary: PolicySource.optional().describe(
    'The permissions boundary: an AWS managed policy by its name, or a document, which becomes a managed policy',
  ),
  tags: z.record(z.string(), z.string()).optional(),
  accessKey: z
    .strictObject({
      id: z.string().regex(/^AKIA[A-Z0-9]{12,124}$/, 'expected AKIA and 12 or more capital letters and digits'),
      secret: z.string().min(1),
    })
    .optional()
    .describe('A fixed access key, for tests alone'),
});

const Quotas = z
  .union([
    z.enum(['on', 'off']),
    z.strictObject({
      requests: z.enum(['on', 'off']).optional().describe('Whether requests are counted and throttled; off without it'),
      factor: z.number().positive().optional().describe('What all request rates are multiplied by'),
      rates: z.record(z.string(), z.int().min(1)).optional().describe('Requests a second: CreateKey, symmetric, rsa …'),
      resources: z.record(z.string(), z.int().min(1)).optional().describe('keys, aliasesPerKey, grantsPerKey …'),
    }),
  ])
  .describe("Request quotas by the lab's clock, and how quotas differ from AWS's");

export const World = z.strictObject({
  start: z.iso.datetime().describe("Where the lab's clock starts, in UTC"),
  accounts: z.record(z.string(), z.string().regex(/^\d{12}$/, 'expected 12 digits in quotes')),
  groups: z
    .record(GroupLabel, z.strictObject({ policies: z.array(PolicySource) }))
    .optional()
    .describe('Groups of users, whose policies hold for everybody in them'),
  principals: z.record(Label, PrincipalParts),
  organization: Organization.optional().describe('The organization that accounts belong to, and its policies'),
  vpcEndpoints: z.array(VpcEndpoint).optional().describe('Ways of VPCs to services, which a step may come through'),
  keys: z.array(Key).optional(),
  cloudHsmClusters: z.array(CloudHsmCluster).optional(),
  xksProxies: z.array(XksProxy).optional(),
  quotas: Quotas.optional(),
  grantDelay: z
    .string()
    .regex(/^\d+(?:ms|s|m|h|d)$/, 'expected a time such as 5m or 30s')
    .optional()
    .describe('How long a new grant counts only for requests that bring its token, such as 5m; none without it'),
  s3DataEvents: z
    .boolean()
    .optional()
    .describe(
      "Whether CloudTrail logs GetObject, PutObject and S3's other data events; a trail does where it is told to",
    ),
});

/** What a step writes to or reads from: a volume, or a DB instance. */
const Store = z.strictObject({
  volume: z.string().optional(),
  database: z.string().optional().describe('The identifier of a DB instance, or its ARN where others have the same'),
});
const namesOne = ({ volume, database }: z.infer<typeof Store>) => (volume === undefined) !== (database === undefined);
const ONE_STORE = 'expected either a volume or a database';
const Text = Store.extend({ text: z.string() }).refine(namesOne, ONE_STORE);

const ThingState = z.union([
  z.strictObject({ key: z.string(), is: z.string(), message: z.string().optional() }),
  z.strictObject({ keyStore: z.string(), is: z.string(), message: z.string().optional() }),
  z.strictObject({ volume: z.string(), is: z.string(), message: z.string().optional() }),
  z.strictObject({ snapshot: z.string(), is: z.string(), message: z.string().optional() }),
  z.strictObject({ database: z.string(), is: z.string(), message: z.string().optional() }),
  z.strictObject({ dbSnapshot: z.string(), is: z.string(), message: z.string().optional() }),
]);

const Expectation = z.strictObject({
  error: z.string().optional().describe("AWS's name for the refusal that the step's command must get"),
  because: z.string().optional().describe("kmslab's reason for the refusal, or for the state `error` of a copy"),
  message: z.string().optional().describe('A part of the message that AWS gives'),
  output: z.record(z.string(), z.unknown()).optional().describe('JMESPath → the value that it must have in the output'),
  state: ThingState.optional(),
  bytes: Text.optional(),
  bill: z
    .strictObject({
      account: z.string(),
      month: z.string().regex(/^\d{4}-\d\d$/, 'expected a month such as 2026-03'),
      total: z.string().regex(/^\$\d+\.\d\d$/, 'expected dollars and cents, such as $3.24'),
    })
    .optional()
    .describe('What KMS costs an account in a month, so far or whole'),
  sameBytes: z
    .tuple([z.string(), z.string()])
    .optional()
    .describe('Two volumes or DB instances that must hold the same bytes'),
});

/** A step of a scenario. */
export const Step = z
  .strictObject({
    note: z.string().optional().describe('What the learner should know here'),
    mark: z.string().optional().describe('A name to jump to'),
    as: Label.optional().describe('Who acts, from this step on'),
    region: z.string().optional().describe('Where, from this step on'),
    through: z
      .string()
      .optional()
      .describe('The id of the VPC endpoint that the call comes through, in this step alone'),
    session: Session.optional().describe('What the session of who acts carries, in this step alone'),
    run: z.string().optional().describe('A command in AWS CLI v2 syntax'),
    save: z
      .record(z.string(), z.string())
      .optional()
      .describe('Name → JMESPath into the output; use it behind a dollar sign, in braces'),
    write: Text.optional(),
    read: Store.refine(namesOne, ONE_STORE).optional(),
    outside: Outside.optional().describe(
      'What happens outside KMS, to a CloudHSM cluster or an external key store proxy',
    ),
    advance: z
      .string()
      .regex(
        /^(?:next|\d+(?:ms|s|m|h|d)|\d{4}-\d\d-\d\dT.*Z)$/,
        'expected next, a time such as 365d, 12h, 30m or 10s, or an instant',
      )
      .optional(),
    expect: Expectation.optional(),
  })
  .refine(
    ({ run, write, read, outside, advance }) =>
      [run, write, read, outside, advance].filter((deed) => deed !== undefined).length <= 1,
    'expected at most one of run, write, read, outside and advance in a step',
  )
  .refine(({ run, save }) => save === undefined || run !== undefined, 'save needs a run in the same step')
  .refine(
    ({ run, session, through }) => run !== undefined || (session === undefined && through === undefined),
    'session and through need a run in the same step',
  );

/** A scenario: a world to start from, and steps of real AWS CLI commands. */
export const Scenario = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  summary: z.string().optional(),
  world: World,
  files: z.record(z.string(), FileContent).optional().describe("The world's own files: fileb://NAME reads them"),
  steps: z.array(Step).describe('None where it only sets a world up: kmslab serve --setup'),
});

export type Scenario = z.infer<typeof Scenario>;
export type ScenarioStep = Scenario['steps'][number];
export type ScenarioExpectation = z.infer<typeof Expectation>;

/** The grammar as a JSON Schema, which editors check scenario files with. */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(Scenario, { target: 'draft-7', io: 'input' }), title: 'kmslab scenario' };
}

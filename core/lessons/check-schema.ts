import { z } from 'zod';

const Count = z.int().min(0);

/** Which keys are meant: those that all of this is true of. */
export const KeySelector = z.strictObject({
  alias: z.string().optional().describe('One of its aliases, such as alias/orders'),
  id: z.string().optional().describe('Its id or ARN'),
  account: z.string().optional().describe("The account's name in this world"),
  region: z.string().optional(),
  spec: z.string().optional(),
  usage: z.string().optional(),
  state: z.string().optional(),
  origin: z.string().optional(),
  manager: z.enum(['CUSTOMER', 'AWS']).optional(),
  kind: z.enum(['single', 'primary', 'replica']).optional(),
  description: z.string().optional(),
  rotation: z.enum(['on', 'off']).optional().describe('Whether it rotates by itself'),
  period: Count.optional().describe('How many days lie between its rotations'),
  materials: Count.optional().describe('At least so many key materials it has had'),
  grants: Count.optional().describe('How many grants it has'),
});

const KeyRef = z.union([z.string(), KeySelector]).describe('An alias, an id, an ARN, or what is true of the key');

/** Rows of CloudTrail that are meant. Without `error`, calls that succeeded. */
export const CallSelector = z.strictObject({
  operation: z.union([z.string(), z.array(z.string())]),
  by: z.string().optional().describe('Who called, such as ops/role/app'),
  account: z.string().optional().describe('In whose log it stands, by the name of the account'),
  region: z.string().optional(),
  key: KeyRef.optional(),
  context: z.record(z.string(), z.string()).optional().describe('Pairs that its encryption context has'),
  via: z.string().optional().describe('The service that called for somebody: ec2, s3'),
  error: z.string().optional().describe("AWS's name for the refusal, or any"),
  because: z.string().optional().describe("kmslab's reason for the refusal"),
  parameters: z.record(z.string(), z.unknown()).optional().describe('Request parameters, as the record has them'),
  setUp: z.boolean().optional().describe('Whether calls from before the learner began count too'),
  inStep: z.boolean().optional().describe('Whether only calls since the step began count'),
});

const Called = CallSelector.extend({
  count: Count.optional().describe('Exactly so many; at least one without it'),
  atLeast: Count.optional(),
});

const GrantSelector = z.strictObject({
  key: KeyRef.optional(),
  grantee: z.string().optional().describe('Such as ops/role/job'),
  operations: z.array(z.string()).optional().describe('Operations that it has'),
});

const VolumeSelector = z.strictObject({
  id: z.string().optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  state: z.string().optional(),
  key: KeyRef.optional(),
  snapshot: z.string().optional(),
});

const SnapshotSelector = z.strictObject({
  id: z.string().optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  state: z.string().optional(),
  key: KeyRef.optional(),
  isCopy: z.boolean().optional(),
  sharedWith: z.string().optional().describe('The name of an account'),
});

const ObjectSelector = z.strictObject({
  bucket: z.string().optional(),
  name: z.string().optional().describe("The object's key"),
  encryption: z.enum(['SSE-S3', 'SSE-KMS', 'DSSE-KMS', 'SSE-C']).optional(),
  key: KeyRef.optional(),
});

const Allowed = z.strictObject({
  as: z.string(),
  action: z.string().describe('Such as kms:Decrypt'),
  key: KeyRef,
  context: z.record(z.string(), z.string()).optional(),
  via: z.string().optional(),
  grants: z.boolean().optional().describe('Whether grants count; they do without it'),
  is: z.boolean().optional().describe('false: it must not be allowed'),
});

const Billed = z.strictObject({
  account: z.string(),
  month: z.string().optional().describe('Such as 2026-01; the month that it is, without it'),
  keys: Count.optional().describe('How many keys cost something'),
  atLeast: Count.optional().describe('At least so many keys do'),
  keyCents: Count.optional().describe('What the keys cost together, in whole cents'),
  rotations: Count.optional().describe('How many keys cost something for their rotations'),
});

const FileCheck = z.strictObject({
  name: z.string().optional().describe('Any file but `sameAs` without it'),
  sameAs: z.string().optional().describe('The file whose bytes it must have'),
  holds: z.string().optional().describe('A text that must be in it'),
  isGone: z.boolean().optional().describe('It is not there, or holds nothing'),
  isText: z.boolean().optional().describe('false: it holds bytes that are no text, neither Base64 nor JSON'),
});

/** Files by their names. */
const SignatureCheck = z.strictObject({
  of: z.string().describe('The file that was signed'),
  in: z.string().describe('The file that holds the signature, as bytes'),
  by: z.string().describe('The file that holds the public key, an ECC_NIST_P256 one in DER'),
});

/** What must be so: one of these, or several of them together. */
export interface Check {
  /** What is looked for, in a few plain words. */
  readonly says?: string | undefined;
  readonly called?: z.infer<typeof Called> | undefined;
  readonly key?: (z.infer<typeof KeySelector> & { readonly count?: number | undefined }) | undefined;
  readonly grant?: (z.infer<typeof GrantSelector> & { readonly count?: number | undefined }) | undefined;
  readonly allowed?: z.infer<typeof Allowed> | undefined;
  readonly bill?: z.infer<typeof Billed> | undefined;
  readonly file?: z.infer<typeof FileCheck> | undefined;
  readonly signature?: z.infer<typeof SignatureCheck> | undefined;
  readonly volume?: (z.infer<typeof VolumeSelector> & { readonly count?: number | undefined }) | undefined;
  readonly snapshot?: (z.infer<typeof SnapshotSelector> & { readonly count?: number | undefined }) | undefined;
  readonly object?: (z.infer<typeof ObjectSelector> & { readonly count?: number | undefined }) | undefined;
  readonly clock?: { readonly after: string } | undefined;
  readonly view?: string | undefined;
  readonly all?: readonly Check[] | undefined;
  readonly any?: readonly Check[] | undefined;
  readonly not?: Check | undefined;
}

const counted = { count: Count.optional().describe('Exactly so many; at least one without it') };

/** The kinds of checks; a check is one of them. */
const KINDS = [
  'called',
  'key',
  'grant',
  'allowed',
  'bill',
  'file',
  'signature',
  'volume',
  'snapshot',
  'object',
  'clock',
  'view',
  'all',
  'any',
  'not',
] as const satisfies readonly (keyof Check)[];

/** The grammar of a check. */
export const CheckShape: z.ZodType<Check> = z.lazy(() =>
  z
    .strictObject({
      says: z.string().optional().describe('What is looked for, in a few plain words'),
      called: Called.optional().describe('A row of CloudTrail'),
      key: KeySelector.extend(counted).optional(),
      grant: GrantSelector.extend(counted).optional(),
      allowed: Allowed.optional().describe('What the policies would say to a call that nobody makes'),
      bill: Billed.optional(),
      file: FileCheck.optional().describe("One of the world's own files"),
      signature: SignatureCheck.optional().describe('Whether a signature is one of a file, with ECDSA_SHA_256'),
      volume: VolumeSelector.extend(counted).optional(),
      snapshot: SnapshotSelector.extend(counted).optional(),
      object: ObjectSelector.extend(counted).optional(),
      clock: z
        .strictObject({ after: z.string().regex(/^\d+(?:ms|s|m|h|d)$/, 'expected a time such as 366d') })
        .optional()
        .describe('How much time must have passed since the lesson began'),
      view: z.string().optional().describe("JMESPath into the lab's view that must give true"),
      all: z.array(CheckShape).optional(),
      any: z.array(CheckShape).optional(),
      not: CheckShape.optional(),
    })
    .refine(
      (check) => KINDS.filter((kind) => check[kind] !== undefined).length === 1,
      `expected exactly one of ${KINDS.join(', ')}`,
    ),
);

/** What a name in a lesson's texts stands for: the newest thing that fits, by its id. */
export const NameShape = z.union([
  z.strictObject({ key: KeySelector, part: z.enum(['id', 'arn']).optional() }),
  z.strictObject({ grant: GrantSelector }),
  z.strictObject({ volume: VolumeSelector }),
  z.strictObject({ snapshot: SnapshotSelector }),
  z.strictObject({ event: CallSelector }),
  z.strictObject({ view: z.string().describe("JMESPath into the lab's view that gives a text") }),
]);

export type KeySelector = z.infer<typeof KeySelector>;
export type KeyRef = z.infer<typeof KeyRef>;
export type CallSelector = z.infer<typeof CallSelector>;
export type GrantSelector = z.infer<typeof GrantSelector>;
export type VolumeSelector = z.infer<typeof VolumeSelector>;
export type SnapshotSelector = z.infer<typeof SnapshotSelector>;
export type ObjectSelector = z.infer<typeof ObjectSelector>;
export type NameShape = z.infer<typeof NameShape>;

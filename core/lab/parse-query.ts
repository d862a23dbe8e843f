import type { AccessChanges, CallMade, ChangedIamPolicy, ChangedOrganizationPolicy } from './access-shapes.ts';
import type { LabQuery } from './client.ts';
import type { BytesSeen, EnvelopeRun, RunBytes } from './envelope/envelope-shapes.ts';
import {
  aBoolean,
  aString,
  aWholeNumber,
  type Check,
  checkVariant,
  type FieldsOf,
  listOf,
  namedTexts,
  objectOf,
  oneOf,
  optional,
  plainValue,
  texts,
  type VariantFields,
} from './message-shape.ts';

const CALL_FIELDS = {
  encryptionContext: optional(namedTexts),
  input: optional(plainValue),
  via: optional(aString),
  grantTokens: optional(texts),
  sourceIp: optional(aString),
  mfa: optional(aBoolean),
  vpcEndpointId: optional(aString),
  sourceArn: optional(aString),
} as const satisfies FieldsOf<CallMade>;

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

const CHANGED_IAM_POLICY = {
  principal: aString,
  name: orNull(aString),
  policy: orNull(aString),
} as const satisfies FieldsOf<ChangedIamPolicy>;

const CHANGED_ORGANIZATION_POLICY = {
  kind: oneOf('scp', 'rcp'),
  on: aString,
  name: aString,
  policy: orNull(aString),
} as const satisfies FieldsOf<ChangedOrganizationPolicy>;

const CHANGES = {
  keyPolicy: optional(aString),
  identityPolicies: optional(listOf(CHANGED_IAM_POLICY)),
  boundaries: optional(listOf(CHANGED_IAM_POLICY)),
  organizationPolicies: optional(listOf(CHANGED_ORGANIZATION_POLICY)),
  revokedGrants: optional(texts),
} as const satisfies FieldsOf<AccessChanges>;

const BYTES_SEEN = { head: aString, bytes: aWholeNumber } as const satisfies FieldsOf<BytesSeen>;

const RUN_BYTES = {
  keyArn: orNull(aString),
  sent: aWholeNumber,
  plaintext: orNull(objectOf(BYTES_SEEN)),
  wrapped: orNull(objectOf(BYTES_SEEN)),
  context: namedTexts,
} as const satisfies FieldsOf<RunBytes>;

const ENVELOPE_RUN = {
  line: aString,
  exitCode: aWholeNumber,
  operation: orNull(aString),
  bytes: objectOf(RUN_BYTES),
} as const satisfies FieldsOf<EnvelopeRun>;

/** The fields of each question. */
const QUERY_FIELDS = {
  view: { at: optional(aWholeNumber) },
  key: { keyArn: aString },
  keyHistory: { keyArn: aString },
  keyNamed: { key: aString },
  trail: { limit: optional(aWholeNumber), accountId: optional(aString), keyArn: optional(aString) },
  trailItems: { limit: optional(aWholeNumber), filter: optional(aString) },
  why: { requestId: optional(aString) },
  whyIf: {
    as: aString,
    action: aString,
    key: optional(aString),
    alias: optional(aString),
    region: optional(aString),
    sessionPolicy: optional(aString),
    ...CALL_FIELDS,
  },
  who: { key: aString, actions: optional(texts), ...CALL_FIELDS },
  gains: { key: aString, changes: objectOf(CHANGES), actions: optional(texts), ...CALL_FIELDS },
  bill: { month: optional(aString), accountId: optional(aString), whatIf: optional(plainValue) },
  billMonths: { accountId: optional(aString) },
  notices: { accountId: optional(aString) },
  summary: {},
  due: { until: aWholeNumber },
  complete: { line: aString, as: aString, region: aString },
  sdk: { line: aString, region: aString },
  flow: { as: aString, region: aString },
  envelope: { runs: listOf(ENVELOPE_RUN), as: aString, region: aString },
  map: { region: aString },
  policyLint: { key: aString, policy: aString, as: aString },
  policyComplete: { key: aString, policy: aString, at: aWholeNumber },
  chart: { machine: oneOf('key', 'snapshot') },
  lessons: {},
  lesson: {},
  profile: {},
  draft: {},
  handout: { of: oneOf('lesson', 'scenario'), name: aString, hasAnswers: aBoolean },
  replays: {},
  replay: {},
  replaySteps: {},
} as const satisfies VariantFields<LabQuery>;

/** A question that came as anything. @throws {MalformedMessageError} one line that says what was expected where */
export function parseQuery(value: unknown): LabQuery {
  checkVariant(value, QUERY_FIELDS, 'query');
  return value as LabQuery; // every member of the union was checked field by field just above
}

import type { ApiRequestInput, LabAction, LabQuery } from '../core/index.ts';
import { aString, aWholeNumber, bytes, type Check, oneOf, optional, plainValue } from './message-shape.ts';

/** A check for every field of a message: a new field, or a new kind of message, fails to compile until it has its own. */
type FieldsOf<Message> = { readonly [Field in Exclude<keyof Message, 'type'>]-?: Check };
type VariantFields<Union extends { readonly type: string }> = {
  readonly [Type in Union['type']]: FieldsOf<Extract<Union, { readonly type: Type }>>;
};

/** The fields of an API request. */
export const REQUEST_FIELDS = {
  service: aString,
  operation: aString,
  input: plainValue,
  as: aString,
  region: aString,
  userAgent: optional(aString),
  sourceIp: optional(aString),
  accessKeyId: optional(aString),
} as const satisfies FieldsOf<ApiRequestInput>;

/** The fields of each question. */
export const QUERY_FIELDS = {
  view: { at: optional(aWholeNumber) },
  key: { keyArn: aString },
  trail: { limit: optional(aWholeNumber), accountId: optional(aString), keyArn: optional(aString) },
  why: { requestId: aString },
  bill: { month: optional(aString), accountId: optional(aString), whatIf: optional(plainValue) },
  due: { until: aWholeNumber },
  complete: { line: aString, as: aString, region: aString },
  chart: { machine: oneOf('key', 'snapshot') },
} as const satisfies VariantFields<LabQuery>;

/** The fields of each action. */
export const ACTION_FIELDS = {
  advance: { by: aWholeNumber },
  advanceTo: { at: aWholeNumber },
  advanceToNext: {},
  setClock: { clock: oneOf('standing', 'following') },
  setQuotas: { change: plainValue },
  run: { line: aString, as: aString, region: aString },
  writeVolume: { volumeId: aString, bytes, as: aString, region: aString },
  readVolume: { volumeId: aString, as: aString, region: aString },
  createCloudHsmCluster: { cluster: plainValue },
  setCloudHsmCluster: { clusterId: aString, change: plainValue },
  createXksProxy: { proxy: plainValue },
  setXksProxy: { proxy: aString, change: plainValue },
  setExternalKey: { proxy: aString, xksKeyId: aString, change: plainValue },
  putFile: { name: aString, bytes },
  getFile: { name: aString },
} as const satisfies VariantFields<LabAction>;

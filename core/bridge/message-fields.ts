import type { LabAction } from '../lab/client.ts';
import {
  aBoolean,
  aString,
  aWholeNumber,
  bytes,
  type FieldsOf,
  namedTexts,
  oneOf,
  optional,
  plainValue,
  type VariantFields,
} from '../lab/message-shape.ts';
import type { ApiRequestInput } from '../lab/request.ts';
import { DRAFT_DEEDS } from '../lessons/builder/draft-shapes.ts';
import { LESSON_DEEDS } from '../lessons/lesson-shapes.ts';
import { REPLAY_DEEDS } from '../replay/replay-shapes.ts';

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
  session: optional(plainValue),
  vpcEndpointId: optional(aString),
} as const satisfies FieldsOf<ApiRequestInput>;

/** The fields of each action. */
export const ACTION_FIELDS = {
  advance: { by: aWholeNumber },
  advanceTo: { at: aWholeNumber },
  advanceToNext: {},
  undo: {},
  redo: {},
  setClock: { clock: oneOf('standing', 'following') },
  setQuotas: { change: plainValue },
  run: { line: aString, as: aString, region: aString },
  writeVolume: { volumeId: aString, bytes, as: aString, region: aString },
  readVolume: { volumeId: aString, as: aString, region: aString },
  writeDatabase: { database: aString, bytes, as: aString, region: aString },
  readDatabase: { database: aString, as: aString, region: aString },
  createCloudHsmCluster: { cluster: plainValue },
  setCloudHsmCluster: { clusterId: aString, change: plainValue },
  createXksProxy: { proxy: plainValue },
  setXksProxy: { proxy: aString, change: plainValue },
  setExternalKey: { proxy: aString, xksKeyId: aString, change: plainValue },
  putFile: { name: aString, bytes },
  getFile: { name: aString },
  lesson: {
    does: oneOf(...LESSON_DEEDS),
    lesson: optional(aString),
    answer: optional(aString),
    step: optional(aWholeNumber),
  },
  importProfile: { text: aString },
  addLesson: { name: aString, text: aString },
  draft: {
    does: oneOf(...DRAFT_DEEDS),
    from: optional(aString),
    step: optional(aWholeNumber),
    texts: optional(namedTexts),
    check: optional(aWholeNumber),
    isOn: optional(aBoolean),
  },
  replay: { does: oneOf(...REPLAY_DEEDS), name: optional(aString), at: optional(aWholeNumber) },
} as const satisfies VariantFields<LabAction>;

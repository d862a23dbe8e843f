export { decide } from './access/decide.ts';
export { defaultKeyPolicy } from './access/default-policies.ts';
export type { Explanation } from './access/explain.ts';
export { parsePolicy } from './access/policy.ts';
export type { Notice } from './audit/notices.ts';
export type { CloudTrailRecord } from './audit/record.ts';
export { operationWords } from './aws-cli/operation-words.ts';
export type { LineFiles } from './aws-cli/param-file.ts';
export { quoteLine } from './aws-cli/tokenize.ts';
export type { Bill, BilledItem, BillLine, BillView } from './billing/bill.ts';
export type { WhatIf } from './billing/what-if.ts';
export { LabSeat, nameAndMessage } from './bridge/lab-seat.ts';
export type { LabMessage, LabReplies, LabReply } from './bridge/messages.ts';
export { WebDoor } from './bridge/web-door.ts';
export type { Chart, ChartRegion, ChartState, ChartTransition } from './charts/key-chart.ts';
export { parseAccountId } from './cloud/arn.ts';
export { parseRegion } from './cloud/regions.ts';
export { scenarioHandout } from './handouts/scenario-handout.ts';
export type { KeyState } from './keys/key-state.ts';
export type {
  AccessChanges,
  ChangedIamPolicy,
  ChangedOrganizationPolicy,
  GainsView,
  HypotheticalCall,
  WhoView,
  WhyView,
} from './lab/access-shapes.ts';
export type { AwsCaller } from './lab/aws-line.ts';
export type { BillMonth, BillPart } from './lab/bill-shapes.ts';
export type {
  ActionOutcome,
  AnswerTo,
  Completion,
  DueEvent,
  Happening,
  LabAction,
  LabClient,
  LabEvent,
  LabQuery,
  RunOutcome,
  Unsubscribe,
} from './lab/client.ts';
export type {
  BytesSeen,
  Envelope,
  EnvelopeRun,
  EnvelopeView,
  FileMade,
  RunBytes,
} from './lab/envelope/envelope-shapes.ts';
export { envelopeView } from './lab/envelope/envelope-view.ts';
export { runLine, type ToldRun } from './lab/envelope/run-line.ts';
export { EventRelay } from './lab/event-relay.ts';
export { filteredBy } from './lab/filter.ts';
export type { Flow, FlowCommand, FlowNode, FlowView, Lane, Passage } from './lab/flow-shapes.ts';
export type { Lab } from './lab/lab.ts';
export { LabError } from './lab/lab-error.ts';
export { listOperations } from './lab/list-operations.ts';
export { createLab, openLab } from './lab/make-lab.ts';
export type { MapItem, MapLink, WorldMap } from './lab/map-shapes.ts';
export type { PolicyLintView, PolicyRemark } from './lab/policy-shapes.ts';
export type { Outcome, Service } from './lab/request.ts';
export { NoWayThroughError } from './lab/through-endpoint.ts';
export { type CallResult, filteredItems, type TrailItem, trailItems } from './lab/trail-items.ts';
export type { TrailRow } from './lab/trail-row.ts';
export { breaksInFlow } from './lab/views/flow-breaks.ts';
export { storageCalls } from './lab/views/flow-calls.ts';
export { nextInFlow } from './lab/views/flow-next.ts';
export { flowOf } from './lab/views/flow-view.ts';
export type { KeyVisit } from './lab/views/key-history-view.ts';
export { keyArnOfThing, type Thing, thingsOf } from './lab/views/things-view.ts';
export type { KeySummary, KeyView, LabView, PrincipalView, SnapshotView, VolumeView } from './lab/world-shapes.ts';
export { DEFAULT_WORLD, type WorldSpec } from './lab/world-spec.ts';
export type { WorldSummary } from './lab/world-summary.ts';
export type { DraftDeed, DraftView } from './lessons/builder/draft-shapes.ts';
export { WorkshopClient } from './lessons/builder/workshop-client.ts';
export { type BundledLesson, bundledLesson, LESSON_IDS } from './lessons/bundled.ts';
export { Classroom } from './lessons/classroom.ts';
export { buildLesson, lessonVerdict, readLesson } from './lessons/lesson-files.ts';
export { type LessonRoom, MemoryRoom } from './lessons/lesson-room.ts';
export type {
  Imported,
  LessonDeed,
  LessonSummary,
  LessonView,
} from './lessons/lesson-shapes.ts';
export type { LessonVerdict } from './lessons/verify-lesson.ts';
export {
  AddressError,
  addressText,
  type KeyPart,
  LINK_SCHEME,
  type PlaceAddress,
  parseAddress,
  parseLink,
} from './places/place-address.ts';
export { PLACE_TITLES, PLACES, type PlaceId, type PlaceTitle } from './places/places.ts';
export type { Bytes, EpochMs, Ports } from './ports.ts';
export { readingSeconds } from './replay/reading-time.ts';
export type { ContinuedFrom, ReplayDeed, ReplayState, ReplaySummary, ReplayView } from './replay/replay-shapes.ts';
export { ReplayStage } from './replay/replay-stage.ts';
export { scenarioTimeLine } from './replay/scenario-time-line.ts';
export { refusalOf } from './replay/time-line.ts';
export { BUNDLED_SCENARIOS, bundledScenario } from './scenarios/bundled.ts';
export { outsideAction } from './scenarios/outside.ts';
export { clockMove, parseTime } from './scenarios/parse-time.ts';
export { playToEnd } from './scenarios/play-to-end.ts';
export type {
  PlayedCall,
  PlayedStep,
  Replay,
} from './scenarios/played-step.ts';
export { ScenarioPlayer } from './scenarios/player.ts';
export { readScenario, readStep } from './scenarios/read-scenario.ts';
export { type Beginning, beginningOf, fileContent } from './scenarios/recorder/beginning.ts';
export { ScenarioRecorder } from './scenarios/recorder/recorder.ts';
export { labelIn, recordingClient } from './scenarios/recorder/recording-client.ts';
export { ScenarioError } from './scenarios/scenario-error.ts';
export { scenarioScript, scenarioText } from './scenarios/scenario-text.ts';
export type { Scenario } from './scenarios/schema.ts';
export { readAction, writeAction } from './scenarios/stores.ts';
export { clientVariables } from './wire/client-variables.ts';
export { AUTH_MODES, type AuthMode } from './wire/endpoint.ts';
export { shellLines } from './wire/shell-lines.ts';
export { Site } from './wire/site.ts';
export type { TurnedAway } from './wire/turned-away.ts';

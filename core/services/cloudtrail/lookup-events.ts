import type { CloudTrailRecord } from '../../audit/record.ts';
import { userNameOf } from '../../audit/user-name.ts';
import { CloudTrailError } from '../../errors/cloudtrail-errors.ts';
import { DAY_MS } from '../../keys/key-state.ts';
import type { TrailQuery } from '../../lab/store.ts';
import { iamTarget } from '../../operations/find-key.ts';
import { defineOperation } from '../../operations/operation.ts';
import { integer, list, string, structure, timestamp, type ValueOf } from '../../operations/shape.ts';
import { nextToken, readToken } from './lookup-token.ts';

/** How far event history goes back. */
const HISTORY_MS = 90 * DAY_MS;
const MOST_RESULTS = 50;
const MOST_CHARACTERS = 2_000;
/** Events of a record's second begin anywhere in it. */
const REST_OF_A_SECOND_MS = 999;

const input = structure(
  {},
  {
    LookupAttributes: list(structure({ AttributeKey: string(), AttributeValue: string() }, {})),
    StartTime: timestamp(),
    EndTime: timestamp(),
    EventCategory: string(),
    MaxResults: integer(),
    NextToken: string(),
  },
);
type Input = ValueOf<typeof input>;

/** What events can be looked up by, and what each asks of the trail. Source: CloudTrail API Reference, LookupAttribute. */
const ATTRIBUTES: Readonly<Record<string, (value: string) => TrailQuery>> = {
  EventId: (eventId) => ({ eventId }),
  EventName: (eventName) => ({ eventName }),
  ReadOnly: (text) => ({ readOnly: readOnly(text) }),
  Username: (userName) => ({ userName }),
  ResourceType: (resourceType) => ({ resourceType }),
  ResourceName: (resource) => ({ resource }),
  EventSource: (eventSource) => ({ eventSource }),
  AccessKeyId: (accessKeyId) => ({ accessKeyId }),
};

/**
 * Looks events up in event history: management events of the caller's account and Region, of the last 90 days, newest
 * first. KMS's cryptographic calls are management events, and stand in it with the others.
 * Simplified: an event is there at once, where AWS takes minutes.
 */
export const lookupEvents = defineOperation({
  service: 'cloudtrail',
  name: 'LookupEvents',
  summary: 'Looks up what was called in this account and Region, in the last 90 days.',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html',
  input,
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'cloudtrail:LookupEvents')],
  check: checkInput,
  handle(given, { request, at, trail }) {
    // There are no insights here: nothing is unusual in a lab.
    if (given.EventCategory !== undefined) return { output: { Events: [] } };
    const limit = given.MaxResults ?? MOST_RESULTS;
    const before = readToken(given);
    const found = trail.trailEntries({
      ...attributeOf(given),
      accountIds: [request.accountId],
      region: request.region,
      isManagement: true,
      from: Math.max((given.StartTime ?? 0) * 1_000, at - HISTORY_MS),
      until: (given.EndTime ?? at / 1_000) * 1_000 + REST_OF_A_SECOND_MS,
      ...(before === null ? {} : { before }),
      limit: limit + 1,
    });
    const page = found.slice(-limit).reverse();
    const last = page.at(-1);
    const isThereMore = found.length > limit && last !== undefined;
    return {
      output: {
        Events: page.map(({ fact }) => eventOf(fact.row.record)),
        ...(isThereMore ? { NextToken: nextToken(given, last.seq) } : {}),
      },
    };
  },
});

/** @throws {CloudTrailError} */
function checkInput(given: Input): void {
  const { LookupAttributes: attributes = [], StartTime, EndTime, EventCategory, MaxResults } = given;
  if (attributes.length > 1) {
    throw invalidAttributes('Only one lookup attribute can be specified.');
  }
  for (const { AttributeKey: key, AttributeValue: value } of attributes) {
    if (!Object.hasOwn(ATTRIBUTES, key)) {
      throw invalidAttributes(
        `'${key}' is no lookup attribute; expected one of ${Object.keys(ATTRIBUTES).join(', ')}.`,
      );
    }
    if (value.length === 0 || value.length > MOST_CHARACTERS) {
      throw invalidAttributes(`The value of a lookup attribute has 1 to ${MOST_CHARACTERS} characters.`);
    }
  }
  attributeOf(given);
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime) {
    throw new CloudTrailError('InvalidTimeRangeException', 'The start time occurs after the end time.');
  }
  if (EventCategory !== undefined && EventCategory !== 'insight') {
    throw new CloudTrailError(
      'InvalidEventCategoryException',
      `'${EventCategory}' is no event category; 'insight' is.`,
    );
  }
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > MOST_RESULTS)) {
    throw new CloudTrailError('InvalidMaxResultsException', `MaxResults is from 1 to ${MOST_RESULTS}.`);
  }
  readToken(given);
}

function attributeOf({ LookupAttributes: [attribute] = [] }: Input): TrailQuery {
  return attribute === undefined ? {} : (ATTRIBUTES[attribute.AttributeKey]?.(attribute.AttributeValue) ?? {});
}

function readOnly(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw invalidAttributes(`ReadOnly is true or false, not '${text}'.`);
  return text === 'true';
}

function invalidAttributes(message: string): CloudTrailError {
  return new CloudTrailError('InvalidLookupAttributesException', message);
}

/** An event as LookupEvents has it; what does not apply is left out. Source: CloudTrail API Reference, Event. */
function eventOf(record: CloudTrailRecord): Readonly<Record<string, unknown>> {
  const { eventID, eventName, readOnly: isReadOnly, eventTime, eventSource, userIdentity, resources = [] } = record;
  const userName = userNameOf(userIdentity);
  const { accessKeyId } = userIdentity;
  return {
    EventId: eventID,
    EventName: eventName,
    ReadOnly: String(isReadOnly),
    ...(accessKeyId === undefined ? {} : { AccessKeyId: accessKeyId }),
    EventTime: Date.parse(eventTime) / 1_000,
    EventSource: eventSource,
    ...(userName === null ? {} : { Username: userName }),
    Resources: resources.map(({ type, ARN }) => ({ ResourceType: type, ResourceName: ARN })),
    CloudTrailEvent: JSON.stringify(record),
  };
}

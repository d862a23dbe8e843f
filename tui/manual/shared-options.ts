import type { OptionsManual } from './manual.ts';

/** Where a world is asked about that a command doesn't open itself. */
export const ASK_OPTIONS = {
  world: {
    type: 'string',
    takes: 'FILE',
    is: 'file',
    says: 'Asks about the world in FILE, which another kmslab may have open.',
  },
  connect: {
    type: 'string',
    takes: 'URL',
    is: 'server',
    says: 'Asks the kmslab serve of yours at URL.',
    usual: 'the only one that runs',
  },
} as const satisfies OptionsManual;

/** How an answer is printed. */
export const PRINT_OPTIONS = {
  json: { type: 'boolean', says: 'Prints one JSON document.' },
  'no-color': { type: 'boolean', says: 'No colours; as NO_COLOR does.' },
  ascii: { type: 'boolean', says: 'Plain characters alone.' },
} as const satisfies OptionsManual;

/** For answers that are a row of events. */
export const EVENT_OPTIONS = {
  jsonl: { type: 'boolean', says: 'Prints a JSON document a line, one for each event.' },
} as const satisfies OptionsManual;

/** How the lab is to look. */
export const LOOK_OPTIONS = {
  ascii: { type: 'boolean', says: 'Plain characters alone.' },
  'no-color': { type: 'boolean', says: 'No colours; as NO_COLOR does.' },
  'screen-reader': {
    type: 'boolean',
    says: 'Lines of text and no boxes; as INK_SCREEN_READER=true and TERM=dumb do.',
  },
  present: { type: 'boolean', says: 'For a room: more air, keys shown, hints hidden.' },
} as const satisfies OptionsManual;

/** What a call that nobody makes is like. */
export const CALL_OPTIONS = {
  context: {
    type: 'string',
    multiple: true,
    takes: 'NAME=VALUE',
    says: 'A pair of the encryption context; more may follow it, or it is given again.',
  },
  via: { type: 'string', takes: 'SERVICE', says: 'The call comes by a service, such as ec2 or s3.' },
  'grant-token': {
    type: 'string',
    multiple: true,
    takes: 'TOKEN',
    says: "A grant's token or id goes with it; may be given again.",
  },
  'source-ip': { type: 'string', takes: 'IP', says: 'The address that it comes from.' },
  'source-arn': { type: 'string', takes: 'ARN', says: 'What a service calls for: aws:SourceArn.' },
  mfa: { type: 'boolean', says: 'The session was authenticated with MFA.' },
  through: { type: 'string', takes: 'VPCE', says: 'It comes through the VPC endpoint of this id.' },
  input: {
    type: 'string',
    takes: 'JSON',
    says: "Other members of the operation's input, or file://NAME with them.",
  },
} as const satisfies OptionsManual;

/** Whose lessons they are. */
export const LEARNER_OPTION = {
  profile: {
    type: 'string',
    takes: 'NAME',
    says: "Another learner's progress, beside your own.",
    usual: 'KMSLAB_PROFILE, or your own',
  },
} as const satisfies OptionsManual;

/** A world of a command's own. */
export const WORLD_OPTION = {
  world: {
    type: 'string',
    takes: 'FILE',
    is: 'file',
    says: 'The world is in FILE, and lasts; it is made where it is not there.',
    usual: 'a new world, which ends with the command',
  },
} as const satisfies OptionsManual;

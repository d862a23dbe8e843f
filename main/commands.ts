import { PLACES, type PlaceId } from '../core/bridge/index.ts';

/** One action of the window: the same entry feeds its palette, its keyboard and the application menu. */
interface CommandOf<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly category: 'World' | 'Lab' | 'Place' | 'Lesson' | 'Key' | 'Time' | 'Go to' | 'Help';
  /** The letter that does it outside text fields, or null. */
  readonly key: string | null;
  /** What else a person may search for: the API's name, an exam's term, plain words. */
  readonly words: string;
}

/** What else people call each place. */
const PLACE_WORDS = {
  lab: 'home keys trail panels free play',
  learn: 'lessons course tutorial walkthrough quiz step',
  key: 'selected key statechart policy rotation aliases',
  flow: 'snapshot copy volume database EBS RDS data key wrapped lanes',
  envelope: 'envelope encryption data key GenerateDataKey wrapped plaintext bytes',
  why: 'explain denied access decision ladder requests',
  trail: 'CloudTrail audit log records events',
  bill: 'cost price money month what if',
  replay: 'scenario story player step scrub past history',
} as const satisfies Readonly<Record<PlaceId, string>>;

const TABLE = [
  command('palette', 'Lab', 'Command palette', null, 'search actions everything'),
  command('command-bar', 'Lab', 'Type an aws command', ':', 'command line cli terminal shell'),
  command('act-as', 'Lab', 'Act as…', 'a', 'principal role user identity caller assume'),
  command('go-to-region', 'Lab', 'Go to another Region…', 'g', 'Region switch change'),
  command('why', 'Lab', 'Why this answer?', 'w', 'explain denied AccessDenied refusal policy evaluation'),
  command('undo', 'Lab', 'Undo the last step', 'z', 'take back revert'),
  command('redo', 'Lab', 'Do it again', 'Z', 'redo repeat'),
  command('copy', 'Lab', 'Copy…', 'y', 'ARN id command JSON clipboard'),
  command('present', 'Lab', 'Present to a room, or stop', 'P', 'teacher demo presentation large type captions beamer'),
  command('create-key', 'Key', 'Create a KMS key', null, 'CreateKey CMK customer master key new'),
  command('encrypt', 'Key', 'Encrypt text', null, 'Encrypt plaintext ciphertext'),
  command('decrypt', 'Key', 'Decrypt a ciphertext', null, 'Decrypt plaintext ciphertext'),
  command('enable-key', 'Key', 'Enable the key', null, 'EnableKey on'),
  command('disable-key', 'Key', 'Disable the key', null, 'DisableKey off'),
  command('enable-rotation', 'Key', 'Enable automatic rotation', null, 'EnableKeyRotation yearly material'),
  command('disable-rotation', 'Key', 'Disable automatic rotation', null, 'DisableKeyRotation'),
  command('rotate-now', 'Key', 'Rotate the key now', null, 'RotateKeyOnDemand new key material backing key'),
  command('schedule-deletion', 'Key', 'Schedule key deletion…', null, 'ScheduleKeyDeletion delete remove destroy'),
  command('cancel-deletion', 'Key', 'Cancel key deletion', null, 'CancelKeyDeletion keep undelete'),
  command('move-time', 'Time', 'Move the clock…', 't', 'advance days time travel'),
  command('follow-time', 'Time', 'Follow real time, or stand', null, 'clock pause run'),
  ...PLACES.map(({ id, number, title }) => command(`place-${id}`, 'Place', title, String(number), PLACE_WORDS[id])),
  command('lesson-next', 'Lesson', 'Go on with the lesson', 'n', 'next step begin continue'),
  command('lesson-hint', 'Lesson', 'Show a hint', 'h', 'nudge clue'),
  command('lesson-reset', 'Lesson', 'Reset this step', 'R', 'restart again'),
  command('lesson-leave', 'Lesson', 'Back to my lab', null, 'leave quit the lesson free'),
  command('handout', 'Lesson', 'Save a hand-out…', null, 'teacher paper print Markdown commands answers export'),
  command('build', 'Lesson', 'Build a lesson…', null, 'author teacher record own lesson YAML create'),
  command('progress', 'Lesson', 'My progress…', null, 'profile export import save backup file another computer'),
  command(
    'show-map',
    'Go to',
    'World map',
    'm',
    'accounts Regions replicas multi-Region volumes snapshots buckets where',
  ),
  command('go-keys', 'Go to', 'Keys', null, 'panel list'),
  command('go-principals', 'Go to', 'Principals', null, 'panel roles users'),
  command('go-key', 'Go to', 'Selected key', null, 'panel overview policy rotation aliases chart'),
  command('go-trail', 'Go to', 'Trail', null, 'panel CloudTrail log records events'),
  command('filter-keys', 'Go to', 'Filter the keys, or the trail', '/', 'search find'),
  command('world-new', 'World', 'New world', null, 'memory empty file start'),
  command('world-open', 'World', 'Open a world…', null, 'file kmslab load'),
  command('world-save', 'World', 'Save the world as…', null, 'file kmslab keep store copy'),
  command(
    'root-key-lock',
    'World',
    "Lock the root key to this computer's keychain…",
    null,
    'safeStorage key ring secure',
  ),
  command('root-key-unlock', 'World', 'Unlock the root key…', null, 'keychain safeStorage key ring terminal file'),
  command('window-new', 'World', 'New window on this world', null, 'second beside'),
  command('worlds', 'World', 'Worlds', null, 'recent file memory saved where root key'),
  command('endpoint', 'World', 'Endpoint for AWS clients', null, 'serve CLI SDK export URL credentials environment'),
  command('endpoint-start', 'World', 'Start the endpoint', null, 'serve CLI SDK export port listen'),
  command('endpoint-stop', 'World', 'Stop the endpoint', null, 'serve CLI SDK end'),
  command('help', 'Help', 'Keys and help', '?', 'shortcuts keyboard'),
];

/** An action's name in messages between the window, its menu and the page. */
export type CommandId = (typeof TABLE)[number]['id'];
/** An action as menus and the palette show it. */
export type Command = CommandOf<CommandId>;

/** Every action, in the order of the menu. */
export const COMMANDS: readonly Command[] = TABLE;

/** @throws {Error} one line, for anything that is no command of the table above. */
export function parseCommandId(command: unknown): CommandId {
  const known = COMMANDS.find(({ id }) => id === command);
  if (known === undefined) throw new Error(`No such command: ${String(command)}.`);
  return known.id;
}

function command<Id extends string>(
  id: Id,
  category: CommandOf<Id>['category'],
  title: string,
  key: string | null,
  words: string,
): CommandOf<Id> {
  return { id, category, title, key, words };
}

import { describe, expect, it } from 'vitest';
import type { LessonView } from '../../../core/index.ts';
import type { Model, Size } from '../../../tui/lab/model.ts';
import { displayWidth } from '../../../tui/text/display-width.ts';
import { frameSvg } from '../../helpers/frame-svg.ts';
import { colouredFrameOf } from '../helpers/coloured-frame-of.tsx';
import { frameOf } from '../helpers/frame-of.tsx';
import { KEY, type OpenSession, openClassroom, openFixedSession } from '../helpers/open-session.ts';

/**
 * Every place at three sizes, as text, in files beside this one. A frame that is meant to change is written anew by
 * `npx vitest run --project unit test/tui/screens/frames.test.tsx -u`; read the difference before it is committed.
 */
const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 16 },
  { columns: 160, rows: 50 },
];

const line = (text: string) => `:${text}${KEY.enter}`;

/** A world with a story: a key with a name, its use, a volume whose snapshot went to another Region, a refusal. */
async function story(size: Size): Promise<OpenSession> {
  const open = await openFixedSession(size);
  await open.press(line('kms create-key --description "for orders"'));
  const keyId = open.session.model().data?.key?.keyId ?? '';
  await open.press(line(`kms create-alias --alias-name alias/orders --target-key-id ${keyId}`));
  await open.press(line('kms encrypt --key-id alias/orders --plaintext aGVsbG8= --encryption-context order=42'));
  await open.press(line('kms generate-data-key --key-id alias/orders --key-spec AES_256 > dk.json'));
  await open.press(
    line('laptop pick dk.json Plaintext > dk.plain') + line('laptop pick dk.json CiphertextBlob > dk.wrapped'),
  );
  await open.press(
    line('laptop write orders.txt order') + line('laptop encrypt --key dk.plain orders.txt > orders.sealed'),
  );
  await open.press(line('s3api create-bucket --bucket orders-archive'));
  await open.press(
    line('ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/orders'),
  );
  await open.press(`t${KEY.enter}`);
  const volume = open.session.model().data?.view.volumes[0]?.volumeId ?? '';
  await open.press(`${line(`ec2 create-snapshot --volume-id ${volume}`)}t${KEY.enter}`);
  const snapshot = open.session.model().data?.view.snapshots[0]?.snapshotId ?? '';
  await open.press(
    line(`ec2 copy-snapshot --region eu-west-1 --source-region us-east-1 --source-snapshot-id ${snapshot} --encrypted`),
  );
  for (let n = 0; n < 6; n++) await open.press(`t${KEY.enter}`);
  await open.press(line(`kms disable-key --key-id ${keyId}`));
  await open.press(line('kms encrypt --key-id alias/orders --plaintext aGVsbG8='));
  return open;
}

/** What is pressed to come to each place, from the place before and Esc. */
const PLACES: readonly (readonly [name: string, keys: string])[] = [
  ['refused', ''],
  ['lab', ''],
  ['key', '3'],
  ['key-policy', '3]'],
  ['key-crypto', '3]'],
  ['flow', '4'],
  ['envelope', '5'],
  ['why', '7w'],
  ['trail', '7'],
  ['bill', '8'],
  ['time', 't'],
  ['things', `1${KEY.tab.repeat(3)}`],
  ['thing', `1${KEY.tab.repeat(3)}j${KEY.enter}`],
  ['log', '@'],
  ['palette', '\u0010rotate'],
  ['command', ':kms encrypt --key-id al'],
  ['filter', '7/decrypt'],
  ['help', '1?'],
  ['presenting', '1P'],
];

/** Of these there are pictures in the README, with their colours. */
const PICTURES: Readonly<Record<string, string>> = {
  lab: 'The lab in a terminal: keys and principals, one key with its states, the trail.',
  flow: 'Flow: a volume, its snapshot and a copy in another Region, the keys that wrap them, the calls that it took.',
  envelope: 'Envelope: a data key in plaintext and wrapped, and what was encrypted with it.',
  why: 'Why: how a request was decided, rung by rung.',
  lesson: 'A lesson: what to do, which goals are reached, and its lab beside it.',
};

describe.each(SIZES)('at $columns x $rows', (size) => {
  const file = (name: string): string => `frames/${name}-${size.columns}x${size.rows}.txt`;
  const check = async (model: Model, name: string): Promise<void> => {
    const frame = frameOf(model).map((text) => text.trimEnd());
    expect(frame.length).toBeLessThanOrEqual(size.rows - 1);
    for (const text of frame) expect(displayWidth(text)).toBeLessThanOrEqual(size.columns);
    await expect(`${frame.join('\n')}\n`).toMatchFileSnapshot(file(name));
    const title = size.columns === 80 ? PICTURES[name] : undefined;
    if (title === undefined) return;
    const picture = frameSvg(await colouredFrameOf(model), { ...size, rows: size.rows - 1, title });
    await expect(picture).toMatchFileSnapshot(`../../../tui/pictures/${name}.svg`);
  };

  it('an empty world', async () => {
    const { session } = await openFixedSession(size);
    await check(session.model(), 'empty');
  });

  it('the places, when a volume was copied and a key disabled', async () => {
    const { session, press } = await story(size);
    for (const [name, keys] of PLACES) {
      await press(keys);
      await check(session.model(), name);
      await press(KEY.esc.repeat(6));
    }
  });

  it('a lesson', async () => {
    const { session, press } = await openClassroom(size);
    await press(`L${KEY.enter}`);
    const model = session.model();
    const lesson = model.data?.lesson;
    if (model.data === null || lesson === undefined || lesson === null) throw new Error('expected a lesson');
    await check({ ...model, data: { ...model.data, lesson: { ...lesson, ...LESSON } } }, 'lesson');
  });
});

/** A step of its own, so that the words of the real lessons may change. */
const LESSON: Partial<LessonView> = {
  number: 7,
  title: 'Who may use this key?',
  status: 'working',
  step: {
    number: 3,
    of: 5,
    title: 'Leave the root statement out',
    say: 'Write the key policy anew, with a statement for ann and one for role/app, and none for the account.',
    goals: [
      { ok: true, says: 'app may Decrypt', found: null },
      { ok: false, says: 'eve may not', found: 'still allowed by the statement "All"' },
    ],
    mistakes: [],
    ask: null,
    hints: ['A nudge.'],
    hintsOf: 3,
    lines: [],
    commands: [],
    why: null,
  },
};

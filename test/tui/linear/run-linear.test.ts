import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import {
  BUNDLED_SCENARIOS,
  Classroom,
  createLab,
  DEFAULT_WORLD,
  type LabClient,
  MemoryRoom,
  ReplayStage,
} from '../../../core/index.ts';
import { PAST } from '../../../tui/lab/past.ts';
import { runLinear } from '../../../tui/linear/run-linear.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { HandTimer } from '../../helpers/hand-timer.ts';
import { START } from '../helpers/open-session.ts';

/** What the lab says to lines that are typed, and how it ends. */
const told = (...lines: readonly string[]) => toldBy(lines, false, async (lab) => lab);

/** The same in a lab with replays and lessons beside it. */
const toldInTheatre = (...lines: readonly string[]) =>
  toldBy(lines, true, (lab) =>
    Classroom.open(
      new MemoryRoom(fixedPorts),
      new ReplayStage(lab, { ports: fixedPorts, timer: new HandTimer(), lab }),
    ),
  );

async function toldBy(
  lines: readonly string[],
  hasLessons: boolean,
  around: (lab: Awaited<ReturnType<typeof createLab>>) => Promise<LabClient>,
): Promise<{ readonly said: string; readonly code: number }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const said = text(output);
  const lab = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: START });
  input.end(lines.map((line) => `${line}\n`).join(''));
  const code = await runLinear({
    input,
    output,
    isAscii: false,
    isTyped: false,
    view: null,
    openLab: async () => ({
      client: await around(lab),
      hasLessons,
      here: { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' },
    }),
  });
  output.end();
  return { said: await said, code };
}

describe('the lab as lines of text', () => {
  it('takes a learner from a key to a refusal and its explanation, without a frame or an escape sequence', async () => {
    const { said, code } = await told('create', 'aws kms list-keys', 'back', 'o', 'o', 'e', 'why', 'quit');
    expect(code).toBe(0);
    expect(said).not.toMatch(/[\u001b┌┐└┘│]/);
    const parts = [
      'Lab: account main, us-east-1, as main/role/admin, 2026-01-01 09:00Z',
      'next: c, create your first KMS key',
      '$ aws kms create-key --description "my first key"',
      '"KeyArn"',
      'An error occurred (DisabledException)',
      'Why: account main',
      'REFUSED',
    ];
    expect(parts.filter((part) => !said.includes(part))).toEqual([]);
    expect(parts.map((part) => said.indexOf(part))).toEqual(
      parts.map((part) => said.indexOf(part)).toSorted((a, b) => a - b),
    );
  });

  it('asks for text where the lab asks for it, and takes it', async () => {
    const { said } = await told(
      'act-as',
      'partner/role',
      'region',
      'eu-west-1',
      'filter',
      'nothing',
      'time',
      '2026-02-01',
    );
    expect(said).toContain('Type a part of the name, or back.');
    expect(said).toContain('now acting as partner/role/admin');
    expect(said).toContain('now in eu-west-1');
    expect(said).toContain('account partner, eu-west-1, as partner/role/admin, 2026-02-01 00:00Z');
  });

  it('ends with its input, and says of what it does not know how to find out', async () => {
    const { said, code } = await told('bogus', 'help-words');
    expect(code).toBe(0);
    expect(said).toContain('"bogus" is none of the words: type help-words');
    expect(said).toContain('undo: takes the last step back');
  });

  it('in Flow what came of a command is told before the picture', async () => {
    const { said } = await told('flow', '', '', 'undo');
    const result = said.indexOf('"State": "creating"');
    expect(result).toBeGreaterThan(0);
    expect(said.indexOf('main us-east-1', result)).toBeGreaterThan(result);
    expect(said).toContain('undone: aws ec2 create-volume');
  });

  it('takes a replay step by step, changes nothing of the past, and goes on from there', async () => {
    const down = Array.from({ length: BUNDLED_SCENARIOS.indexOf('key-lifecycle') }, () => 'down');
    const { said } = await toldInTheatre('replay', ...down, 'enter', 'step', 'create', 'aws kms list-keys', 'continue');
    const parts = ['at the start 1x  step 0 of 20', 'paused 1x  step 1 of 20', PAST, 'live from here'];
    const places = parts.map((part) => said.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(said.split(PAST)).toHaveLength(3);
    expect(said).not.toMatch(/[\u001b┌┐└┘│●○]/);
  });

  it('has words for what a lesson can, and its keys only while it is told', async () => {
    const { said } = await toldInTheatre(
      'learn',
      'enter',
      'next',
      'hint',
      'lab',
      'n',
      'h',
      'next',
      'reset-step',
      'reset-step',
    );
    expect(said.split('hint 1: ').length).toBeGreaterThan(2);
    expect(said).not.toContain('hint 2: ');
    expect(said).toContain('R again does it');
    expect(said).toContain('the step begins anew, in a world made anew for it: ids may be others');
  });
});

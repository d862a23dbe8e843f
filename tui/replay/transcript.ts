import type { PlayedCall, PlayedStep, Replay, Scenario } from '../../core/index.ts';
import { isoSecond } from '../text/instants.ts';
import { cut, type Line, line, span } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { type AccountNames, actor, keyName } from './actors.ts';
import { happeningTexts } from './happening-texts.ts';

/** Columns of a transcript, whatever the terminal has: lines of this length read well. */
const WIDTH = 96;
const INDENT = '    ';
/** Lines of a command's output that are shown: beyond, the output says less than it hides. */
const OUTPUT_LINES = 16;

/** What stands above a transcript: what it is about, and the world it starts from. Its last line may be longer. */
export function opening({ title, summary, world }: Scenario, width = WIDTH): readonly Line[] {
  const accounts = Object.entries(world.accounts).map(([name, id]) => `${name} ${id}`);
  return [
    line(title, 'strong'),
    line('='.repeat(title.length), 'dim'),
    ...(summary === undefined ? [] : wrapLines(summary, width)),
    [],
    line(
      `kmslab replay · accounts: ${accounts.join(', ')} · the clock starts at ${isoSecond(Date.parse(world.start))}`,
      'dim',
    ),
  ];
}

/** One step as a teacher would tell it: why, who, where, what was run, what came back, and what went on behind it. */
export function stepLines(step: PlayedStep, accounts: AccountNames): readonly Line[] {
  const { note, deed, result } = stepParts(step, accounts);
  return [...note, ...deed, ...result];
}

/** The parts of a step, in the order in which they are told. */
export interface StepParts {
  /** The mark's heading, and why the step is done. */
  readonly note: readonly Line[];
  /** Who does what, as it would be typed. */
  readonly deed: readonly Line[];
  /** What came of it, and what went on behind it. */
  readonly result: readonly Line[];
}

/** See `stepLines`; for a panel that is narrower. What can't be wrapped in it is left to be folded. */
export function stepParts(step: PlayedStep, accounts: AccountNames, width = WIDTH): StepParts {
  const number = `${String(step.n).padStart(3)} `;
  const { note, mark } = step;
  return {
    note: [
      ...(mark === null
        ? []
        : [[], line(`== ${mark.replaceAll('-', ' ')} ${'='.repeat(Math.max(3, 60 - mark.length))}`, 'accent')]),
      [],
      ...(note === null ? [] : wrapLines(note, width, { indent: INDENT, first: number, tone: 'strong' })),
    ],
    deed: step.run === null ? [] : deedLines(step, note === null ? number : INDENT, width),
    result: [
      ...outcomeLines(step, width),
      ...callLines(step.calls, accounts, width),
      ...step.happened.flatMap(happeningTexts).map((text) => line(`${INDENT}${text}`, 'dim')),
      ...expectationLines(step, width),
    ],
  };
}

/** What stands below a transcript. */
export function closing({ ok, bytesEqual, steps }: Pick<Replay, 'ok' | 'bytesEqual' | 'steps'>): readonly Line[] {
  const refusals = steps
    .flatMap(({ outcome, calls }) => [outcome.refusal, ...calls.map((call) => call.refusal)])
    .filter((refusal) => refusal !== null);
  const met =
    refusals.length === 0
      ? 'none was refused'
      : refusals.length === 1
        ? 'one refusal, which was expected'
        : `${refusals.length} refusals, each one expected`;
  if (!ok) return [[], line(`The replay ended at step ${steps.length}: an expectation did not hold.`, 'bad')];
  return [
    [],
    line(`Done: ${steps.length} steps, ${met}.`, 'good'),
    ...(bytesEqual === true
      ? [line('The bytes in the target equal those that were written at the source.', 'good')]
      : []),
  ];
}

function deedLines({ kind, as, region, startedAt, run }: PlayedStep, first: string, width: number): readonly Line[] {
  const caller = as === null ? 'a laptop outside AWS, without credentials' : `${as} in ${region ?? 'no Region'}`;
  const who = `${caller}, ${isoSecond(startedAt)}`;
  if (kind === 'advance' || kind === 'outside') return [line(`${first}~ ${run}`, 'accent')];
  const prompt = kind === 'run' ? '$ ' : '> ';
  return [
    line(`${first}${who}`, 'dim'),
    ...commandLines(run ?? '', width).map((part, n) => line(`${INDENT}${n === 0 ? prompt : '    '}${part}`, 'accent')),
  ];
}

/** A command over several lines, broken before its options as people break them in a shell. */
function commandLines(command: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  // Nothing is cut off: a reader may copy the command and run it.
  for (const shown of command.split(/ (?=--[a-z])/)) {
    if (current === '') current = shown;
    else if (current.length + shown.length + 1 <= width - 10) current = `${current} ${shown}`;
    else {
      lines.push(`${current} \\`);
      current = shown;
    }
  }
  return [...lines, current];
}

function outcomeLines({ outcome, kind, run, startedAt, endedAt }: PlayedStep, width: number): readonly Line[] {
  const { refusal, stdout, stderr, exitCode } = outcome;
  if (refusal !== null) {
    return [
      ...wrapLines(`${refusal.name}${refusal.message === '' ? '' : `: ${refusal.message}`}`, width, {
        indent: `${INDENT}  `,
        first: `${INDENT}✗ `,
        tone: 'bad',
      }),
      ...reasonLines(refusal.summary, refusal.fix, INDENT, width),
    ];
  }
  const all = stdout
    .trimEnd()
    .split('\n')
    .filter((text) => text !== '');
  const shown = all.slice(0, OUTPUT_LINES).map((text) => line(`${INDENT}${cut(text, width - 4)}`));
  const rest = all.length - shown.length;
  if (rest > 0) shown.push(line(`${INDENT}… and ${rest} more lines`, 'dim'));
  for (const text of stderr.trimEnd().split('\n').filter(Boolean)) shown.push(line(`${INDENT}✓ ${text}`, 'good'));
  if (
    shown.length === 0 &&
    exitCode === 0 &&
    kind !== 'note' &&
    kind !== 'expect' &&
    kind !== 'advance' &&
    kind !== 'outside'
  ) {
    const waited = (endedAt - startedAt) / 1000;
    const isWait = run?.includes(' wait ') === true;
    shown.push(line(`${INDENT}✓ ${isWait ? `it is, after ${waited} s` : 'done'}`, 'good'));
  }
  return shown;
}

function reasonLines(summary: string, fix: string | null, indent: string, width: number): readonly Line[] {
  return [
    ...(summary === '' ? [] : wrapLines(summary, width, { indent: `${indent}       `, first: `${indent}  why: ` })),
    ...(fix === null ? [] : wrapLines(fix, width, { indent: `${indent}       `, first: `${indent}  try: ` })),
  ];
}

function callLines(calls: readonly PlayedCall[], accounts: AccountNames, width: number): readonly Line[] {
  if (calls.length === 0) return [];
  const rows = calls.flatMap((call): readonly Line[] => {
    const { operation, by, keyArn, result, refusal } = call;
    const where = keyArn === null ? 'a key that is not there' : keyName(keyArn, accounts);
    const isOk = result === 'ok';
    return [
      [
        span(`${INDENT}  ${isOk ? '✓' : '✗'} `, isOk ? 'good' : 'bad'),
        span(width < WIDTH ? operation : operation.padEnd(32)),
        span(` ${where}, as ${actor(by, accounts)}`, 'dim'),
        ...(isOk ? [] : [span(`: ${result}`, 'bad')]),
      ],
      ...(refusal === null ? [] : reasonLines(refusal.summary, refusal.fix, `${INDENT}  `, width)),
    ];
  });
  return [line(`${INDENT}${serviceTitle(calls[0]?.via ?? '')} calls KMS on the caller's behalf:`, 'dim'), ...rows];
}

/** `ec2.amazonaws.com` as people call it. */
function serviceTitle(service: string): string {
  const [name = ''] = service.split('.');
  return Object.hasOwn(TITLES, name) ? (TITLES[name] ?? name) : name.toUpperCase();
}

/** Services whose name is no abbreviation. */
const TITLES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  lambda: 'Lambda',
  secretsmanager: 'Secrets Manager',
  ssm: 'Parameter Store',
};

/** What a machine did while time passed, from where to where. */
function expectationLines({ expect, outcome }: PlayedStep, width: number): readonly Line[] {
  if (expect === null) return [];
  if (!expect.held) {
    return [
      ...wrapLines(`expected ${expect.expected}`, width, { indent: `${INDENT}  `, first: `${INDENT}✗ `, tone: 'bad' }),
      ...wrapLines(`found ${expect.found}`, width, { indent: `${INDENT}  `, tone: 'bad' }),
    ];
  }
  return wrapLines(outcome.refusal !== null ? 'as expected' : `as expected: ${expect.found}`, width, {
    indent: `${INDENT}  `,
    first: `${INDENT}✓ `,
    tone: 'good',
  });
}

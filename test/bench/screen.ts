import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { render } from 'ink';
import { createElement } from 'react';
import { createLab, DEFAULT_WORLD } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { initialModel } from '../../tui/lab/model.ts';
import { Session } from '../../tui/lab/session.ts';
import { App } from '../../tui/screens/App.tsx';
import { Screen, type TerminalOutput } from '../../tui/terminal/screen.ts';
import type { BenchRow, Measured } from './row.ts';
import { CALLER } from './worlds.ts';

const KEYS = 1_000;
const ROWS = 10_000;
const ECHO_MS = 50;

/** How long whoever types waits for the lab's screen. */
export const screenRows: readonly BenchRow[] = [
  {
    what: `screen: a key to its echo, with ${ROWS.toLocaleString('en')} rows of the trail and ${KEYS.toLocaleString('en')} keys`,
    unit: 'ms',
    budget: { atMost: ECHO_MS },
    measure: () => onScreen(fullWorld, echoes),
  },
  {
    what: 'screen: the slowest echo while KMS makes RSA keys of 4,096 bits',
    unit: 'ms',
    budget: { atMost: ECHO_MS },
    measure: () => onScreen(emptyWorld, echoesWhileKeysAreMade),
  },
];

type TestLab = Awaited<ReturnType<typeof createLab>>;

interface Stage {
  readonly lab: TestLab;
  readonly session: Session;
  /** Milliseconds from a key press to the frame that shows it; null for one that changes nothing there. */
  echo(key: string): Promise<number | null>;
}

const emptyWorld = (): Promise<TestLab> => createLab(nodePorts(), DEFAULT_WORLD);

async function fullWorld(): Promise<TestLab> {
  const lab = await emptyWorld();
  const call = (operation: string, input: object) => lab.call({ service: 'kms', operation, input, ...CALLER });
  for (let n = 0; n < KEYS; n++) await call('CreateKey', { Description: `key ${n}` });
  const [key] = (await lab.ask({ type: 'view' })).keys;
  for (let n = KEYS; n < ROWS; n++) await call('Encrypt', { KeyId: key?.keyArn, Plaintext: Uint8Array.of(1) });
  return lab;
}

/** The whole way: a press through the session, Ink and the screen, down to what is written to the terminal. */
async function onScreen(
  world: () => Promise<TestLab>,
  measure: (stage: Stage) => Promise<Measured>,
): Promise<Measured> {
  const lab = await world();
  let written = 0;
  const terminal: TerminalOutput = {
    columns: 160,
    rows: 50,
    write: () => {
      written += 1;
    },
    on: () => undefined,
    off: () => undefined,
  };
  const screen = new Screen(terminal);
  const nothing = (): void => undefined;
  const session = new Session(initialModel({ columns: 160, rows: 50 }, false), {
    openLab: async () => ({ client: lab, here: CALLER }),
    copy: () => null,
    redraw: nothing,
    suspend: nothing,
    quit: nothing,
  });
  screen.open();
  const ink = render(createElement(App, { session }), {
    stdout: screen as unknown as NodeJS.WriteStream,
    stdin: silentInput() as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  try {
    await session.open();
    await setImmediate();
    return await measure({
      lab,
      session,
      async echo(key) {
        const before = written;
        const start = performance.now();
        session.dispatch({ type: 'pressed', press: { name: key, text: key.length === 1 ? key : '' } });
        // React draws in a microtask; a press that changes nothing on screen has no echo.
        for (let turns = 0; written === before; turns++) {
          if (turns === 3) return null;
          await setImmediate();
        }
        return performance.now() - start;
      },
    });
  } finally {
    session.close();
    ink.unmount();
    screen.close();
  }
}

/** Moving through the keys and the trail, typing a line, filtering: what draws most. */
const PRESSES = [
  'Down',
  'Down',
  'End',
  'Home',
  '7',
  'Up',
  'Up',
  'Home',
  '/',
  'e',
  'n',
  'Esc',
  '1',
  ':',
  'k',
  'm',
  's',
  'Esc',
  '4',
  '1',
  '?',
  'Esc',
];

async function echoes({ session, echo }: Stage): Promise<Measured> {
  const times: number[] = [];
  for (let round = 0; round < 8; round++) {
    for (const key of PRESSES) {
      const ms = await echo(key);
      if (round > 0 && ms !== null) times.push(ms); // the first round warms up
      await session.settled();
      await setImmediate();
    }
  }
  return slowest(times);
}

async function echoesWhileKeysAreMade({ lab, session, echo }: Stage): Promise<Measured> {
  for (const key of PRESSES) {
    await echo(key);
    await session.settled();
  }
  let isDone = false;
  const made = makeKeys(lab).then(() => {
    isDone = true;
  });
  const times: number[] = [];
  let due = performance.now();
  for (let n = 0; !isDone || n < 20; n++) {
    due += 20;
    await sleep(Math.max(0, due - performance.now()));
    const late = Math.max(0, performance.now() - due); // a loop that is held up is late before it draws
    times.push(late + ((await echo(n % 2 === 0 ? '?' : 'Esc')) ?? 0));
    due = Math.max(due, performance.now());
  }
  await made;
  return slowest(times);
}

/** One after the other, as somebody would have them made. */
async function makeKeys(lab: TestLab): Promise<void> {
  const input = { KeySpec: 'RSA_4096', KeyUsage: 'SIGN_VERIFY' };
  for (let n = 0; n < 3; n++) await lab.call({ service: 'kms', operation: 'CreateKey', input, ...CALLER });
}

/** The slowest of twenty: one in twenty may be slower, which the machine's other work makes. */
function slowest(times: readonly number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return { value: at(0.95), detail: `of ${times.length}: half within ${ms(at(0.5))}, the slowest ${ms(at(1))}` };
}

/** A terminal at which nobody types: keys come from the bench. */
function silentInput(): object {
  const nothing = (): undefined => undefined;
  return {
    isTTY: true,
    setEncoding: nothing,
    setRawMode: nothing,
    on: nothing,
    off: nothing,
    resume: nothing,
    pause: nothing,
    ref: nothing,
    unref: nothing,
    addListener: nothing,
    removeListener: nothing,
    read: () => null,
  };
}

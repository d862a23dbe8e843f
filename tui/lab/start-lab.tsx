import { render } from 'ink';
import type { PlaceAddress } from '../../core/index.ts';
import { App } from '../screens/App.tsx';
import { hasClipboard, writeCopied } from '../terminal/clipboard.ts';
import { Screen } from '../terminal/screen.ts';
import { farewell } from './farewell.ts';
import { initialModel } from './model.ts';
import { type Outside, Session } from './session.ts';
import { wishesFor } from './visit.ts';

/** How the lab is drawn, and what it opens. */
export interface LabOptions {
  readonly isAscii: boolean;
  /** See `Model`. */
  readonly isPresenting: boolean;
  /** Where to go first; null for the lab itself. */
  readonly view: PlaceAddress | null;
  readonly openLab: Outside['openLab'];
}

/** Runs the lab in this process's terminal, and resolves with the exit code when its user leaves. */
export function startLab({ isAscii, isPresenting, view, openLab }: LabOptions): Promise<number> {
  const { stdin, stdout } = process;
  const screen = new Screen(stdout);
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      session.close();
      ink.unmount();
      screen.close();
      process.off('exit', onExit);
      for (const signal of SIGNALS) process.off(signal, onSignal);
    };
    const fail = (error: unknown): void => {
      leave();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onExit = (): void => screen.close(); // a crash: the terminal must not stay in the alternate screen
    const onSignal = (signal: NodeJS.Signals): void => {
      leave();
      resolve(signal === 'SIGINT' ? 130 : signal === 'SIGHUP' ? 129 : 143);
    };
    const size = { columns: screen.columns, rows: screen.rows };
    const session = new Session(
      { ...initialModel(size, isAscii), isPresenting, early: wishesFor(view) },
      {
        openLab,
        copy: (text) => {
          screen.copy(text);
          return hasClipboard(process.env) ? null : writeCopied(text, process.env);
        },
        redraw: () => screen.redraw(),
        suspend: () => suspend(screen),
        quit: (exitCode) => {
          leave();
          const said = farewell(session.model());
          if (said !== null) process.stderr.write(`kmslab: ${said}\n`);
          resolve(exitCode);
        },
      },
    );
    process.on('exit', onExit);
    for (const signal of SIGNALS) process.on(signal, onSignal);
    screen.open();
    const ink = render(<App session={session} />, {
      // What Ink uses of a stream is there; see Screen.
      stdout: screen as unknown as NodeJS.WriteStream,
      stdin,
      debug: true, // whole frames, one a write: the screen finds out what changed
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false, // whoever has it read aloud gets lines instead; see `isInLines`
    });
    ink.waitUntilExit().catch(fail); // a component threw
    // After the first frame: loading the core takes as long as drawing does.
    setImmediate(() => session.open().catch(fail));
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a stop may take to reach this process, which sent it. */
const STOP_MS = 100;

/** Ctrl+Z: gives the terminal back to the shell, and takes it again on `fg`. */
function suspend(screen: Screen): void {
  const { stdin } = process;
  const resume = (): void => {
    process.off('SIGCONT', resume);
    clearTimeout(timer);
    stdin.setRawMode(true);
    stdin.resume();
    screen.open();
  };
  screen.close();
  stdin.setRawMode(false);
  process.on('SIGCONT', resume);
  process.kill(0, 'SIGTSTP'); // the whole group, as the terminal would: npm and the program suspend together
  // Without a shell to go back to, the kernel drops the signal, and nothing would ever continue.
  const timer = setTimeout(resume, STOP_MS);
}

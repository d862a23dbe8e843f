import { createInterface } from 'node:readline';
import type { PlaceAddress } from '../../core/index.ts';
import { initialModel } from '../lab/model.ts';
import { type Outside, Session } from '../lab/session.ts';
import { wishesFor } from '../lab/visit.ts';
import { LINEAR_WORDS, typedIn } from './linear-keys.ts';
import { linearLines, whereText } from './linear-text.ts';

/** Where the lab without a screen reads and writes. */
export interface LinearOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  readonly isAscii: boolean;
  /** Whether somebody types: then there is a prompt. */
  readonly isTyped: boolean;
  /** Where to go first; null for the lab itself. */
  readonly view: PlaceAddress | null;
  readonly openLab: Outside['openLab'];
}

/** A line may be as long as this where nobody says how wide the output is. */
const USUAL_WIDTH = 100;

/** So narrow that one panel shows at a time, as they are told: what is not told has no keys. Texts have their own width. */
const ONE_PANEL = { columns: 79, rows: 60 };

/**
 * The lab for screen readers and for terminals that can't move their cursor: a line is typed, and what a screen would show
 * comes as lines of text, once. It is the same lab, driven by the same keys; see `typedIn`.
 * @returns the exit code, when its user leaves or the input ends
 */
export async function runLinear({ input, output, isAscii, isTyped, view, openLab }: LinearOptions): Promise<number> {
  const width = Math.max(40, (output.columns ?? USUAL_WIDTH) - 1);
  const say = (...lines: readonly string[]): void => void output.write(lines.map((line) => `${line}\n`).join(''));
  let exitCode: number | null = null;
  const session = new Session(
    { ...initialModel(ONE_PANEL, isAscii), early: wishesFor(view) },
    {
      openLab,
      copy: (text) => {
        say(...text.split('\n')); // to be read, and copied from there
        return null;
      },
      redraw: () => undefined,
      suspend: () => undefined,
      quit: (code) => {
        exitCode = code;
      },
    },
  );
  await session.open();
  await session.settled();
  say('kmslab, a pocket AWS for learning key management. Type help-words for what can be typed, or an aws command.');
  say(whereText(session.model()), ...linearLines(session.model(), width));
  // Only now: lines that come before somebody waits for them would be lost.
  const reader = createInterface({ input, output, terminal: isTyped, prompt: isTyped ? '> ' : '' });
  reader.on('SIGINT', () => {
    exitCode = 130;
    reader.close();
  });
  reader.prompt();
  for await (const line of reader) {
    await answer(session, line, say, width);
    if (exitCode !== null) break;
    reader.prompt();
  }
  reader.close();
  session.close();
  return exitCode ?? 0;
}

async function answer(
  session: Session,
  line: string,
  say: (...lines: readonly string[]) => void,
  width: number,
): Promise<void> {
  if (line.trim() === 'help-words') {
    say('aws … or laptop … runs a command. An empty line is Enter. A single letter is the key of that name.');
    return say(...LINEAR_WORDS.map(({ word, says }) => `${word}: ${says}`));
  }
  const before = whereText(session.model());
  const typed = typedIn(line, session.model());
  if (typed === null) return say(`"${line.trim()}" is none of the words: type help-words, or an aws command`);
  if ('deed' in typed) session.dispatch({ type: 'asked', deed: typed.deed });
  else for (const press of typed.keys) session.dispatch({ type: 'pressed', press });
  await session.settled();
  const model = session.model();
  const where = whereText(model);
  say(...(where === before ? [] : [where]), ...linearLines(model, width));
}

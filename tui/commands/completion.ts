import { closest } from './closest.ts';
import { SCRIPTS, SHELLS } from './completion-scripts.ts';
import { type Offered, offerFor, type Sources } from './completion-words.ts';
import { EXIT } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab completion bash|zsh|fish`: prints what the shell is to read. `kmslab completion words -- LINE`: what may stand
 * where the line ends, a word a line, with a tab and what it is; `:files` where files may. That is what the scripts ask.
 * @param commands - all of them, and what they do
 * @throws {UsageError} for a shell that it does not know
 */
export function completionOf(commands: readonly Offered[]): (argv: readonly string[]) => Promise<number> {
  return (argv) => complete(commands, argv);
}

async function complete(commands: readonly Offered[], argv: readonly string[]): Promise<number> {
  const [what = '', ...rest] = argv;
  if (what === 'words') {
    const line = rest[0] === '--' ? (rest[1] ?? '') : (rest[0] ?? '');
    const { words, hasFiles } = await offerFor(line, { commands, ...SOURCES });
    const lines = [...words.map(({ word, says }) => `${word}\t${says}`), ...(hasFiles ? [':files'] : [])];
    process.stdout.write(lines.map((text) => `${text}\n`).join(''));
    return EXIT.ok;
  }
  const shell = SHELLS.find((name) => name === what);
  if (shell === undefined) {
    const near = closest(what, SHELLS);
    throw new UsageError(
      `expected kmslab completion ${SHELLS.join('|')}${what === '' ? '' : `, got "${what}"`}${near === null ? '' : `: did you mean ${near}?`}`,
    );
  }
  process.stdout.write(SCRIPTS[shell]);
  return EXIT.ok;
}

const HERE = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;

/** A world is only looked at, though another process may have it open; what can't be read offers nothing. */
const SOURCES: Omit<Sources, 'commands'> = {
  async keys(world) {
    if (world === null) return [];
    const { askFile } = await (await import('../../core/node/index.ts')).worldAdmin();
    return quietly(() =>
      askFile(world, { type: 'view' }).keys.flatMap(({ alias, keyId, keyState }) => [
        ...(alias === null ? [] : [{ word: alias, says: keyState }]),
        { word: keyId, says: keyState },
      ]),
    );
  },
  async aws(line, world) {
    if (world === null) {
      const { openLab } = await import('./open-lab.ts');
      const { lab, here, close } = await openLab();
      const completions = await lab.ask({ type: 'complete', line, as: here.as, region: here.region });
      await close();
      return completions.map(({ text, hint }) => ({ word: text, says: hint }));
    }
    const { askFile } = await (await import('../../core/node/index.ts')).worldAdmin();
    return quietly(() => {
      const first = askFile(world, { type: 'view' }).principals[0]?.arn ?? HERE.as;
      const completions = askFile(world, { type: 'complete', line, as: first, region: HERE.region });
      return completions.map(({ text, hint }) => ({ word: text, says: hint }));
    });
  },
  scenarios: async () => (await import('../../core/index.ts')).BUNDLED_SCENARIOS,
  lessons: async () => (await import('../../core/index.ts')).LESSON_IDS,
};

/** A completion that fails says nothing: the line is being typed still. */
function quietly(words: () => readonly Offered[]): readonly Offered[] {
  try {
    return words();
  } catch {
    return [];
  }
}

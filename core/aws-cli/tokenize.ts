import { CliUsageError } from './usage-error.ts';

/** A command line as a POSIX shell would hand it over. */
export interface CommandLine {
  readonly words: readonly string[];
  /** The file of `> NAME`, or null. */
  readonly redirectTo: string | null;
  /** Set where `| base64 --decode` stands behind the command: the one pipe there is. */
  readonly decodesBase64?: true;
}

/** How far a line could be read; what completion looks at. */
export interface LineScan extends CommandLine {
  /** The word that the end of the line touches, '' after a space. */
  readonly lastWord: string;
  readonly problem: {
    readonly kind: 'unfinished' | 'refused';
    readonly message: string;
    readonly position: number;
  } | null;
}

/**
 * Splits a line as a POSIX shell does: quotes, backslashes, `\` at the end of a line, `| base64 --decode`, and
 * `> NAME` at the end. There is no shell behind it: other pipes, variables and substitutions are refused, never taken as text.
 * @throws {CliUsageError} with the position.
 */
export function tokenize(line: string): CommandLine {
  const { words, redirectTo, decodesBase64, problem } = scanLine(line);
  if (problem !== null) {
    throw new CliUsageError(`${problem.message} (column ${problem.position + 1})`, { position: problem.position });
  }
  return { words, redirectTo, ...(decodesBase64 === true ? { decodesBase64 } : {}) };
}

/** The word so quoted that {@link tokenize} gives it back. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A line that {@link tokenize} splits into these words. */
export function quoteLine(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

const ONE_COMMAND = 'run one aws command at a time';
const REFUSED: Readonly<Record<string, string>> = {
  '|': `Pipes (|) are not available, but for | base64 --decode: ${ONE_COMMAND}, and use --query to pick from its output`,
  '&': `& and && are not available: ${ONE_COMMAND}`,
  ';': `; is not available: ${ONE_COMMAND}`,
  '\n': `More than one line: ${ONE_COMMAND}, or end a line with \\ to go on with the next`,
  '(': 'Put text with ( or ) in single quotes',
  ')': 'Put text with ( or ) in single quotes',
  '<': 'Input redirection (<) is not available: use fileb://NAME or file://NAME as the value',
  '`': 'Command substitution (`…`) is not available: put text with ` in single quotes',
};

/** The one pipe that may stand behind a command, as AWS's guides have it behind `--output text`. */
const DECODING = /^\|\s*base64\s+(?:--decode|-d|-D)(?=\s|>|$)/;

/** Reads as much of a line as can be read. Never throws. */
export function scanLine(text: string): LineScan {
  const words: string[] = [];
  let word: string | null = null;
  let redirectTo: string | null = null;
  let redirectAt: number | null = null;
  let decodesAt: number | null = null;
  let problem: LineScan['problem'] = null;

  const stop = (kind: 'unfinished' | 'refused', message: string, position: number) => {
    problem ??= { kind, message, position };
  };
  const endWord = () => {
    if (word === null) return;
    if (redirectAt === null && decodesAt !== null) {
      stop('refused', 'Only > NAME may follow | base64 --decode', decodesAt);
    } else if (redirectAt === null) words.push(word);
    else if (redirectTo === null) redirectTo = word;
    else stop('refused', '> NAME must be the last thing on the line', redirectAt);
    word = null;
  };

  let i = 0;
  while (i < text.length && problem === null) {
    const char = text.charAt(i);
    const isBlank = char === ' ' || char === '\t' || text.startsWith('\r\n', i);
    if (isBlank || (char === '\n' && (text.slice(i).trim() === '' || text.slice(0, i).trim() === ''))) {
      endWord();
      i += 1;
    } else if (char === '\\') {
      const [pair = '\\'] = /^\\(\r\n|[\s\S])/.exec(text.slice(i)) ?? [];
      if (pair.length === 1) stop('unfinished', 'Nothing follows the \\ at the end of the line', i);
      else if (!pair.endsWith('\n')) word = (word ?? '') + pair.slice(1);
      i += pair.length;
    } else if (char === "'") {
      const end = text.indexOf("'", i + 1);
      if (end < 0) stop('unfinished', "No closing quotation mark (')", i);
      word = (word ?? '') + text.slice(i + 1, end < 0 ? text.length : end);
      i = end < 0 ? text.length : end + 1;
    } else if (char === '"') {
      const quoted = readDoubleQuoted(text, i);
      if (quoted.refused !== null) stop('refused', quoted.refused, quoted.next);
      else if (!quoted.isClosed) stop('unfinished', 'No closing quotation mark (")', i);
      word = (word ?? '') + quoted.value;
      i = quoted.next;
    } else if (redirectAt === null && decodesAt === null && DECODING.test(text.slice(i))) {
      endWord();
      decodesAt = i;
      i += DECODING.exec(text.slice(i))?.[0].length ?? 1;
    } else if (char === '>') {
      if (text.charAt(i + 1) === '>' || /^\d+$/.test(word ?? '')) {
        stop('refused', 'Only > NAME is available, without >> or 2>', i);
      } else if (redirectAt !== null) {
        stop('refused', 'Only one > NAME may stand on the line', i);
      }
      endWord();
      redirectAt = i;
      i += 1;
    } else {
      const refused = refusal(text, i);
      if (refused !== null) stop('refused', refused, i);
      word = (word ?? '') + char;
      i += 1;
    }
  }
  const lastWord = word ?? '';
  endWord();
  if (redirectAt !== null && redirectTo === null) stop('unfinished', 'The name of a file must follow >', redirectAt);
  return { words, redirectTo, ...(decodesAt === null ? {} : { decodesBase64: true }), lastWord, problem };
}

function readDoubleQuoted(text: string, start: number) {
  let value = '';
  let i = start + 1;
  while (i < text.length) {
    const char = text.charAt(i);
    if (char === '"') return { value, next: i + 1, isClosed: true, refused: null };
    const following = text.charAt(i + 1);
    if (char === '\\' && '$`"\\\n'.includes(following) && following !== '') {
      value += following === '\n' ? '' : following;
      i += 2;
      continue;
    }
    const refused = char === '$' || char === '`' ? refusal(text, i) : null;
    if (refused !== null) return { value, next: i, isClosed: false, refused };
    value += char;
    i += 1;
  }
  return { value, next: i, isClosed: false, refused: null };
}

/** Why a character may not stand here, or null. A lone `$` is text, as in a shell. */
function refusal(text: string, at: number): string | null {
  const char = text.charAt(at);
  if (char !== '$') return REFUSED[char] ?? null;
  if (text.charAt(at + 1) === '(') return 'Command substitution ($(…)) is not available: put the value itself';
  const variable = /^\$(\w+|\{[^}]*\}?)/.exec(text.slice(at))?.[0];
  return variable === undefined
    ? null
    : `Variables (${variable}) are not available: put the value itself, or put text with $ in single quotes`;
}

import type { ScenarioExpectation, ScenarioStep } from '../schema.ts';
import { hasOption, isTransfer, isWait, type RunWords, runWords, withoutOption } from './aws-words.ts';
import { commandLines, commentLines } from './comment-lines.ts';
import { asciiJson, flowText } from './flow-text.ts';
import { marked, shellWord, variableOf } from './shell-text.ts';

/** Writes a scenario's steps as lines of a shell, in order; it remembers who acts, where, and what was called. */
export class StepWriter {
  /** The script's functions that its lines call. */
  readonly called = new Set<string>();
  #as: string | null = null;
  #region: string | null = null;

  /** The lines of the next step. */
  lines(step: ScenarioStep): readonly string[] {
    const turn = this.#turn(step);
    const deed = step.run === undefined ? this.#deed(step) : this.#run(step.run, step);
    const isSection = step.mark !== undefined;
    return [
      '',
      ...(isSection ? [`# ${'-'.repeat(8)} ${step.mark} ${'-'.repeat(8)}`] : []),
      ...commentLines(step.note ?? ''),
      ...(isSection ? this.#call('mark', step.mark ?? '') : []),
      ...turn,
      ...deed,
    ];
  }

  /** Who acts from here on, where that is somebody else. */
  #turn({ as, region }: ScenarioStep): readonly string[] {
    const isOther = as !== undefined && as !== this.#as;
    this.#as = as ?? this.#as;
    this.#region = region ?? this.#region;
    return isOther ? this.#call('as', as) : [];
  }

  #deed(step: ScenarioStep): readonly string[] {
    const { write, read, outside, advance, expect } = step;
    if (advance !== undefined) {
      return [...this.#call('advance', advance), ...(expect === undefined ? [] : this.#look({ expect }))];
    }
    if (write !== undefined) return this.#look({ ...this.#here(), write, expect });
    if (read !== undefined) return this.#look({ ...this.#here(), read, expect });
    if (outside !== undefined) return this.#look({ outside, expect });
    return expect === undefined ? [] : this.#look({ expect });
  }

  #run(line: string, step: ScenarioStep): readonly string[] {
    const { expect = {} } = step;
    const split = runWords(line);
    if (split === null) return commentLines(`No command for a shell: ${line}`);
    const name = refusalOf(expect);
    if (split.program === 'laptop') return this.#laptop(split, name !== null);
    const words = this.#words(split.words);
    const lead = this.#lead(step);
    const waiting = isWait(words) ? this.#waiting(line, name !== null) : [];
    const done =
      name === null
        ? this.#taken(words, lead, split.behind, step)
        : this.#refused([...lead, ...words.map(shellWord)], name, expect);
    return [...waiting, ...done, ...this.#alsoExpected(expect, name !== null)];
  }

  /** What is done outside AWS; how it fails has no name there. */
  #laptop({ words, behind }: RunWords, mustFail: boolean): readonly string[] {
    this.called.add('laptop');
    const line = [...words.map(shellWord), ...behind];
    if (!mustFail) return commandLines(line);
    this.called.add('expect_error');
    return commandLines(['expect_error', 'refusal', ...words.map(shellWord)]);
  }

  /** A command that must be done, with what is saved and looked at of its output. */
  #taken(
    words: readonly string[],
    lead: readonly string[],
    behind: readonly string[],
    { save = {}, expect }: ScenarioStep,
  ): readonly string[] {
    const wanted = Object.entries(expect?.output ?? {});
    const saved = Object.entries(save);
    if (wanted.length === 0 && saved.length === 0) {
      return commandLines([...lead, ...words.map(shellWord), ...behind]);
    }
    if (isTransfer(words)) {
      const looked = [...saved.map(([, path]) => path), ...wanted.map(([path]) => path)].join(', ');
      return [
        ...commentLines(`Of this command's output the AWS CLI can't query: ${looked}`),
        ...commandLines([...lead, ...words.map(shellWord), ...behind]),
      ];
    }
    const bare = ['--query', '--output'].reduce(withoutOption, words).map(shellWord);
    const paths = saved.map(([, path]) => path);
    if (wanted.length > 0) paths.push(`to_string([${wanted.map(([path]) => path).join(', ')}])`);
    const query = shellWord(marked(paths.length === 1 ? (paths[0] ?? '') : `[${paths.join(', ')}]`));
    const asked = [...lead, ...bare, '--query', query, '--output', 'text'];
    const names = saved.map(([name]) => variableOf(name));
    const [only] = names;
    const into = names.length === 1 && wanted.length === 0 ? only : 'kmslab_found';
    const lines = commandLines(asked);
    const kept = lines.map((text, at) => `${at === 0 ? `${into}=$(` : ''}${text}${at === lines.length - 1 ? ')' : ''}`);
    const parts = wanted.length === 0 ? names : [...names, 'kmslab_found'];
    return [
      ...kept,
      ...(parts.length > 1 ? [`IFS=$'\\t' read -r ${parts.join(' ')} <<<"$kmslab_found"`] : []),
      ...(names.length === 0 ? [] : this.#call('need', ...names)),
      ...(wanted.length === 0 ? [] : this.#same(wanted.map(([, value]) => value))),
    ];
  }

  /** A command that must be refused. */
  #refused(words: readonly string[], name: string, { because, message }: ScenarioExpectation): readonly string[] {
    this.called.add('expect_error');
    return [
      ...(because === undefined ? [] : commentLines(`Refused because: ${because}`)),
      ...commandLines(['expect_error', name, ...words]),
      ...(message === undefined ? [] : this.#call('refused_with', message)),
    ];
  }

  #same(values: readonly unknown[]): readonly string[] {
    this.called.add('expect_is');
    return [`expect_is ${shellWord(marked(asciiJson(values)))} "$kmslab_found"`];
  }

  /** What the lab is asked behind a command: states, and what volumes hold. */
  #alsoExpected(
    { state, because, bytes, bill, sameBytes }: ScenarioExpectation,
    isRefused: boolean,
  ): readonly string[] {
    const ofState = isRefused || because === undefined ? {} : { because };
    if (state === undefined && [bytes, bill, sameBytes].every((part) => part === undefined)) return [];
    return this.#look({ expect: { state, ...(state === undefined ? {} : ofState), bytes, bill, sameBytes } });
  }

  /** The lab's clock stands until somebody moves it: there, the lab waits first. */
  #waiting(run: string, mayFail: boolean): readonly string[] {
    const lines = this.#call('wait_in_lab', flowText({ ...this.#here(), run }));
    return mayFail ? lines.map((line) => `${line} || true`) : lines;
  }

  #look(step: object): readonly string[] {
    return this.#call('lab_step', flowText(JSON.parse(JSON.stringify(step))));
  }

  /** The words of an `aws` command, with its Region. */
  #words(words: readonly string[]): readonly string[] {
    this.called.add('aws');
    if (this.#region === null || hasOption(words, '--region')) return words;
    return [...words, '--region', this.#region];
  }

  /** What stands before a command: the way that it comes by, and what the caller's session carries. */
  #lead({ session, through }: ScenarioStep): readonly string[] {
    const way = through === undefined ? [] : this.#call('through', through).flatMap((line) => line.split(' '));
    const carried = session === undefined ? [] : this.#call('in_session', JSON.stringify(session));
    return [...way, ...carried];
  }

  #here(): { readonly as?: string; readonly region?: string } {
    return {
      ...(this.#as === null ? {} : { as: this.#as }),
      ...(this.#region === null ? {} : { region: this.#region }),
    };
  }

  #call(name: string, ...words: readonly string[]): readonly string[] {
    this.called.add(name);
    return [[name, ...words.map((word) => shellWord(marked(word)))].join(' ')];
  }
}

/** The name of the refusal that a command must get; null where it must be done. */
function refusalOf({ error, because, message, state }: ScenarioExpectation): string | null {
  if (error !== undefined) return error;
  return state === undefined && (because !== undefined || message !== undefined) ? 'refusal' : null;
}

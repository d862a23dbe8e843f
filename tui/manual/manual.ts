/** What a word of a command line names. Completion offers such words, the manual shows them in capitals. */
export type WordKind =
  | 'command'
  | 'file'
  | 'key'
  | 'lesson'
  | 'mark'
  | 'principal'
  | 'scenario'
  | 'server'
  | 'shell'
  | 'snapshot'
  | 'text';

/** An option by its long name: what the parser, the manual and completion need to know of it. */
export interface OptionManual {
  readonly type: 'string' | 'boolean';
  /** It may be given more than once. */
  readonly multiple?: boolean;
  /** What stands behind it, in capitals; for options with a value. */
  readonly takes?: string;
  /** What its value names; or all values that there are. A text where it is left out. */
  readonly is?: WordKind | readonly string[];
  readonly says: string;
  /** What holds where the option is left out. */
  readonly usual?: string;
}

export type OptionsManual = Readonly<Record<string, OptionManual>>;

/** A word that stands beside the options. */
export interface Operand {
  /** In capitals, as the manual has it. */
  readonly name: string;
  readonly is: WordKind;
  /** It may be left out. */
  readonly isOptional?: boolean;
  /** More of its kind may follow. */
  readonly isMany?: boolean;
}

/** One way to call a command. */
export interface Form {
  readonly takes: readonly Operand[];
  readonly says?: string;
  /** Options of this form alone. */
  readonly options?: OptionsManual;
}

/** A line that works as it stands, in an empty folder, behind the examples before it. */
export interface Example {
  readonly says: string;
  readonly line: string;
  /** The exit code; 0 where it is left out. */
  readonly ends?: number;
  /** `screen`: it wants a terminal. `server`: it runs until it is ended. `asks`: it wants a `kmslab serve --control` of yours. */
  readonly wants?: 'screen' | 'server' | 'asks';
}

/** What there is to know of a command. Its help, its man page, its parser, its usage errors and its completion read this. */
export interface Manual {
  /** By the verb that stands first; under '' where a command has none. */
  readonly forms: Readonly<Record<string, Form>>;
  /** Options of every form. */
  readonly options: OptionsManual;
  /** Where the lines made of the forms would not tell enough. */
  readonly synopsis?: readonly string[];
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly examples: readonly Example[];
  /** Exit codes beside 0, 2, 70 and 130, which all commands have. */
  readonly exit?: Readonly<Record<string, string>>;
  /** Names and what they are. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Other commands. */
  readonly seeAlso: readonly string[];
}

/** All options that a form takes. */
export function optionsOf({ options, forms }: Manual, verb: string): OptionsManual {
  return { ...forms[verb]?.options, ...options };
}

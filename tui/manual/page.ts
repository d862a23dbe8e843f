import { formLine } from './form-line.ts';
import type { Example, Form, Manual, OptionManual, OptionsManual } from './manual.ts';

/** A piece of a manual's page. */
export type Block =
  | { readonly kind: 'text' | 'heading' | 'line'; readonly text: string }
  /** `isInner`: it belongs to the term before. */
  | { readonly kind: 'term'; readonly term: string; readonly text: string; readonly isInner?: boolean }
  | { readonly kind: 'example'; readonly says: string; readonly line: string };

/** A manual as a page of sections, in the order that man pages have. Source: man-pages(7), "Sections within a manual page". */
export interface Page {
  /** `kmslab`, or `kmslab-key`. */
  readonly name: string;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

/** What a page tells of a command that its manual does not have. */
export interface Heading {
  /** Null for the program itself. */
  readonly command: string | null;
  readonly says: string;
  /** What comes behind the description of the program: its commands. */
  readonly commands?: readonly Block[];
}

/** The page of a manual. Sections that would be empty are left out. */
export function pageOf(manual: Manual, { command, says, commands = [] }: Heading): Page {
  const name = command === null ? 'kmslab' : `kmslab-${command}`;
  const sections: Readonly<Record<string, readonly Block[]>> = {
    NAME: [{ kind: 'text', text: `${name} - ${says}` }],
    SYNOPSIS: synopsis(manual, command).map((text): Block => ({ kind: 'line', text })),
    DESCRIPTION: manual.description.map((text): Block => ({ kind: 'text', text })),
    COMMANDS: [...commands, ...Object.entries(manual.forms).flatMap(formBlocks)],
    OPTIONS: optionBlocks(manual.options),
    EXAMPLES: manual.examples.map(exampleBlock),
    'EXIT STATUS': terms({ 0: 'done', 2: 'the command line or a file is wrong', ...manual.exit }),
    FILES: terms(manual.files),
    ENVIRONMENT: terms(manual.environment),
    'SEE ALSO': [{ kind: 'text', text: seeAlso(manual, command) }],
  };
  return {
    name,
    sections: Object.entries(sections).flatMap(([title, blocks]) => (blocks.length === 0 ? [] : [{ title, blocks }])),
  };
}

function synopsis({ synopsis: lines, forms }: Manual, command: string | null): readonly string[] {
  return lines ?? Object.entries(forms).map(([verb, form]) => `${formLine(command, verb, form)} [OPTION ...]`);
}

function formBlocks([verb, form]: readonly [string, Form]): readonly Block[] {
  if (verb === '') return [];
  const { says = '', options = {} } = form;
  return [
    { kind: 'term', term: formLine(null, verb, form).replace(/^kmslab /, ''), text: says },
    ...optionBlocks(options).map((block): Block => ({ ...block, isInner: true })),
  ];
}

function optionBlocks(options: OptionsManual): readonly Extract<Block, { kind: 'term' }>[] {
  return Object.entries(options).map(([name, option]) => ({
    kind: 'term',
    term: optionTerm(name, option),
    text: told(option),
  }));
}

/** `--world FILE`. */
function optionTerm(name: string, { takes }: OptionManual): string {
  return takes === undefined ? `--${name}` : `--${name} ${takes}`;
}

function told({ says, usual, is }: OptionManual): string {
  const values = typeof is === 'object' && is.some((word) => !says.includes(word)) ? ` One of ${is.join(', ')}.` : '';
  return `${says}${values}${usual === undefined ? '' : ` Without it: ${usual}.`}`;
}

function exampleBlock({ says, line }: Example): Block {
  return { kind: 'example', says, line };
}

function terms(texts: Readonly<Record<string, string>> = {}): readonly Block[] {
  return Object.entries(texts).map(([term, text]) => ({ kind: 'term', term, text }));
}

function seeAlso({ seeAlso: others }: Manual, command: string | null): string {
  return [...(command === null ? [] : ['kmslab --help']), ...others.map((name) => `kmslab help ${name}`)].join(', ');
}

import type { Form, Manual, Operand } from './manual.ts';
import { LEARNER_OPTION, PRINT_OPTIONS } from './shared-options.ts';

const LESSON: Operand = { name: 'LESSON', is: 'lesson', isOptional: true };

const form = (says: string, takes: readonly Operand[] = [LESSON]): Form => ({ takes, says });

export const LESSONS: Manual = {
  forms: {
    list: form('All lessons, and how far you have come. This is what happens without a word, too.', []),
    progress: form('The same.', []),
    run: {
      ...form(
        'Takes a lesson up where it was left: in a terminal with its lab beside it, else as text. FILE is one of your own.',
        [{ name: 'LESSON|FILE', is: 'lesson', isOptional: true }],
      ),
      options: { anew: { type: 'boolean', says: 'Begins it from its start.' } },
    },
    check: form('Looks whether the step is done, and tells what is still missing.'),
    hint: form('A hint; again, the next one. There are three for each step.'),
    next: form('Goes on: from the introduction, or from a step that is passed.'),
    solution: form('Does the step for you and shows how; it is not counted.'),
    reset: form('Begins the step anew.'),
    step: form('Begins step N, in a world where those before it were played. Steps left out are not counted.', [
      { name: 'N', is: 'text' },
      LESSON,
    ]),
    answer: form('Answers the question.', [{ name: 'N|TEXT', is: 'text', isMany: true }]),
    handout: {
      ...form('A lesson on paper, in Markdown.'),
      options: { 'no-answers': { type: 'boolean', says: 'Without the answers, for a class.' } },
    },
    export: form('Writes your progress to FILE, to take along; without one, or with -, to stdout.', [
      { name: 'FILE', is: 'file', isOptional: true },
    ]),
    import: form('Adds what was done elsewhere, as export wrote it; nothing that was done here is lost.', [
      { name: 'FILE', is: 'file' },
    ]),
    build: form('Prints the file of a lesson, made of a scenario; what is left to write is told on stderr.', [
      { name: 'SCENARIO|FILE', is: 'scenario' },
    ]),
    verify: form('Plays a lesson of your own as its solutions do: red at first, green when solved.', [
      { name: 'FILE', is: 'file' },
    ]),
    type: {
      ...form("Does a line in the lesson's world: aws ..., laptop ... or time 366d; and checks.", [
        { name: 'LINE', is: 'text', isMany: true },
      ]),
      options: {
        as: {
          type: 'string',
          takes: 'PRINCIPAL',
          is: 'text',
          says: 'Acts as this principal of the lesson, such as ops/role/app.',
          usual: "the lesson's own",
        },
        region: { type: 'string', takes: 'REGION', says: 'In this Region.', usual: "the lesson's own" },
      },
    },
  },
  options: {
    world: {
      type: 'string',
      takes: 'FILE',
      is: 'file',
      says: "The lesson's world is in FILE, and so is what was done. Not for run in a terminal.",
      usual: 'your folder of lessons',
    },
    ...LEARNER_OPTION,
    ...PRINT_OPTIONS,
  },
  synopsis: [
    'kmslab lessons [list|progress] [OPTION ...]',
    'kmslab lessons run|check|hint|next|solution|reset [LESSON] [OPTION ...]',
    'kmslab lessons step N [LESSON] [OPTION ...]',
    'kmslab lessons answer N|TEXT ... [OPTION ...]',
    'kmslab lessons handout [LESSON] [--no-answers]',
    'kmslab lessons export [FILE]',
    'kmslab lessons import FILE',
    'kmslab lessons build SCENARIO|FILE',
    'kmslab lessons verify FILE',
    'kmslab lessons type [OPTION ...] LINE ...',
  ],
  description: [
    'Sixteen lessons, each with its own world, three hints a step, a solution and a question. LESSON is its number or its name; without one, the lesson in hand.',
    'A lesson goes on at the exact step and world it was left at, whether by these commands, in the terminal lab or in the window.',
  ],
  examples: [
    { says: 'What there is', line: 'kmslab lessons list' },
    { says: 'The first', line: 'kmslab lessons run 1' },
    { says: 'Stuck', line: 'kmslab lessons hint' },
    { says: 'Its first step', line: "kmslab lessons type 'aws kms create-key --description orders'" },
    { says: 'On paper', line: 'kmslab lessons handout 1 > lesson-1.md' },
    { says: 'Not all of it is done', line: 'kmslab lessons check --json' },
  ],
  exit: { 1: 'check, answer: not right yet; verify: a step cannot be learnt', 3: 'type: AWS refused' },
  files: { '~/.local/share/kmslab/lessons': 'your folder of lessons: progress, and the worlds of those that are open' },
  environment: {
    KMSLAB_LESSONS: 'another folder',
    KMSLAB_PROFILE: 'another learner, by a name',
    XDG_DATA_HOME: 'where kmslab/lessons is, in the place of ~/.local/share',
  },
  seeAlso: ['replay', 'world'],
};

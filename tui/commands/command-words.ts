import type { OptionTable } from './parse-options.ts';

/** What may stand behind a command, beside its options. */
export type WordKind = 'key' | 'scenario' | 'lesson' | 'file' | 'shell' | 'nothing';

/** The words that a command takes, as its own definition has them. */
export interface CommandWords {
  readonly options: OptionTable;
  /** What must stand first; empty where nothing must. */
  readonly verbs: readonly string[];
  /** What stands behind the verb, or the command. */
  readonly then: WordKind;
}

/** For every command but `aws`, whose words are AWS's. */
export const COMMAND_WORDS: Readonly<Partial<Record<string, () => Promise<CommandWords>>>> = {
  bill: async () => words((await import('./bill.ts')).BILL_OPTIONS),
  completion: async () => words({}, 'shell'),
  env: async () => words((await import('./env.ts')).ENV_OPTIONS),
  export: async () => words((await import('./export.ts')).EXPORT_OPTIONS, 'scenario'),
  key: async () => words((await import('./key.ts')).KEY_OPTIONS, 'key', ['show']),
  lessons: async () => {
    const { LESSONS_OPTIONS, LESSON_VERBS } = await import('./lessons.ts');
    return words(LESSONS_OPTIONS, 'lesson', Object.keys(LESSON_VERBS));
  },
  notices: async () => words((await import('./notices.ts')).NOTICES_OPTIONS),
  record: async () => words((await import('./record.ts')).RECORD_OPTIONS, 'file'),
  replay: async () => words((await import('./replay.ts')).REPLAY_OPTIONS, 'scenario'),
  serve: async () => words((await import('./serve.ts')).SERVE_OPTIONS),
  step: async () => words((await import('./step.ts')).STEP_OPTIONS),
  time: async () => {
    const { SHOW_OPTIONS, ADVANCE_OPTIONS } = await import('./time.ts');
    return words({ ...SHOW_OPTIONS, ...ADVANCE_OPTIONS }, 'nothing', ['show', 'advance']);
  },
  trail: async () => words((await import('./trail.ts')).TRAIL_OPTIONS),
  web: async () => words((await import('./web.ts')).WEB_OPTIONS),
  who: async () => words((await import('./who.ts')).WHO_OPTIONS, 'key'),
  why: async () => words((await import('./why.ts')).WHY_OPTIONS),
  world: async () => {
    const { WORLD_COMMANDS, NEW_OPTIONS } = await import('./world.ts');
    return words(NEW_OPTIONS, 'file', Object.keys(WORLD_COMMANDS));
  },
};

function words(options: OptionTable, then: WordKind = 'nothing', verbs: readonly string[] = []): CommandWords {
  return { options, verbs, then };
}

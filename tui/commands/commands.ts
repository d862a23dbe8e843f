/** Runs a command with the words behind its name, and resolves with the exit code. */
export type Command = (argv: readonly string[]) => Promise<number>;

/** The commands, each loaded when it is called for. */
export const COMMANDS = {
  aws: {
    usage: 'kmslab aws [--world FILE] SERVICE OPERATION …',
    says: 'run one AWS CLI command, in a world of a file or one that ends with it',
    load: async (): Promise<Command> => (await import('./aws.ts')).runAwsCommand,
  },
  bill: {
    usage: 'kmslab bill [--month 2026-03]',
    says: 'what KMS would cost in a month, and what if',
    load: async (): Promise<Command> => (await import('./bill.ts')).runBill,
  },
  completion: {
    usage: 'kmslab completion bash|zsh|fish',
    says: 'print what makes the shell complete kmslab: commands, options, live ids',
    load: async (): Promise<Command> =>
      (await import('./completion.ts')).completionOf(
        Object.entries(COMMANDS).map(([word, { says }]) => ({ word, says })),
      ),
  },
  env: {
    usage: 'kmslab env',
    says: 'print what to export, so that AWS clients talk to a running serve',
    load: async (): Promise<Command> => (await import('./env.ts')).runEnv,
  },
  export: {
    usage: 'kmslab export NAME|FILE --to sh|md',
    says: 'print a scenario as a script of real aws commands, or as a hand-out',
    load: async (): Promise<Command> => (await import('./export.ts')).runExport,
  },
  lessons: {
    usage: 'kmslab lessons list|run|check|hint|solution …',
    says: 'sixteen lessons: in a terminal with the lab beside, or by commands',
    load: async (): Promise<Command> => (await import('./lessons.ts')).runLessons,
  },
  record: {
    usage: 'kmslab record FILE',
    says: 'the lab, or lines from a pipe; what was done is then a scenario',
    load: async (): Promise<Command> => (await import('./record.ts')).runRecord,
  },
  key: {
    usage: 'kmslab key show KEY [--tab rotation]',
    says: 'everything that may be known of a key, and where it can go from here',
    load: async (): Promise<Command> => (await import('./key.ts')).runKey,
  },
  notices: {
    usage: 'kmslab notices [--since 7d]',
    says: 'what EventBridge was told of keys, volumes and snapshots',
    load: async (): Promise<Command> => (await import('./notices.ts')).runNotices,
  },
  replay: {
    usage: 'kmslab replay NAME|FILE',
    says: 'play a scenario: on a screen to step through, or as text in a pipe',
    load: async (): Promise<Command> => (await import('./replay.ts')).runReplay,
  },
  serve: {
    usage: 'kmslab serve [--world FILE]',
    says: "speak AWS's own wire protocol to the real AWS CLI and SDKs",
    load: async (): Promise<Command> => (await import('./serve.ts')).runServe,
  },
  step: {
    usage: 'kmslab step STEP',
    says: 'do one step of a scenario in a running serve --control',
    load: async (): Promise<Command> => (await import('./step.ts')).runStep,
  },
  web: {
    usage: 'kmslab web [--world FILE]',
    says: 'the window in a browser of this machine',
    load: async (): Promise<Command> => (await import('./web.ts')).runWeb,
  },
  time: {
    usage: 'kmslab time show | advance 365d',
    says: "the lab's clock: what will happen by itself, and what did",
    load: async (): Promise<Command> => (await import('./time.ts')).runTime,
  },
  trail: {
    usage: 'kmslab trail [--key KEY] [--errors]',
    says: "CloudTrail's records, services' calls under the caller's",
    load: async (): Promise<Command> => (await import('./trail.ts')).runTrail,
  },
  who: {
    usage: 'kmslab who KEY [--if-policy FILE]',
    says: 'who may use a key, and who would gain or lose by a change',
    load: async (): Promise<Command> => (await import('./who.ts')).runWho,
  },
  why: {
    usage: 'kmslab why [--request ID]',
    says: 'why a request was refused, or a call that nobody makes would be',
    load: async (): Promise<Command> => (await import('./why.ts')).runWhy,
  },
  world: {
    usage: 'kmslab world new|info|verify|compact …',
    says: 'a world in a file; also: advance its clock, export, import',
    load: async (): Promise<Command> => (await import('./world.ts')).runWorld,
  },
} as const satisfies Readonly<Record<string, { usage: string; says: string; load: () => Promise<Command> }>>;

export type CommandName = keyof typeof COMMANDS;

/** Whether `word` names a command. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

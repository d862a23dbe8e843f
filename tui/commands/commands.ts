import type { Command, CommandTable } from './command-entry.ts';

/** The commands, each loaded when it is called for, and so is its manual. */
export const COMMANDS = {
  aws: {
    group: 'run',
    says: 'run one AWS CLI command, in a world of a file or one that ends with it',
    manual: async () => (await import('../manual/aws.ts')).AWS,
    load: async (): Promise<Command> => (await import('./aws.ts')).runAwsCommand,
  },
  envelope: {
    group: 'run',
    says: 'do lines, and see what becomes of a data key, byte for byte',
    manual: async () => (await import('../manual/envelope.ts')).ENVELOPE,
    load: async (): Promise<Command> => (await import('./envelope.ts')).runEnvelope,
  },
  lessons: {
    group: 'learn',
    says: 'sixteen lessons: in a terminal with the lab beside, or by commands',
    manual: async () => (await import('../manual/lessons.ts')).LESSONS,
    load: async (): Promise<Command> => (await import('./lessons.ts')).runLessons,
  },
  replay: {
    group: 'learn',
    says: 'play a scenario: on a screen to step through, or as text in a pipe',
    manual: async () => (await import('../manual/replay.ts')).REPLAY,
    load: async (): Promise<Command> => (await import('./replay.ts')).runReplay,
  },
  record: {
    group: 'learn',
    says: 'the lab, or lines from a pipe; what was done is then a scenario',
    manual: async () => (await import('../manual/record.ts')).RECORD,
    load: async (): Promise<Command> => (await import('./record.ts')).runRecord,
  },
  export: {
    group: 'learn',
    says: 'print a scenario as a script of real aws commands, or as a hand-out',
    manual: async () => (await import('../manual/export.ts')).EXPORT,
    load: async (): Promise<Command> => (await import('./export.ts')).runExport,
  },
  key: {
    group: 'look',
    says: 'everything that may be known of a key; which keys there are',
    manual: async () => (await import('../manual/key.ts')).KEY,
    load: async (): Promise<Command> => (await import('./key.ts')).runKey,
  },
  why: {
    group: 'look',
    says: 'why a request was refused, or a call that nobody makes would be',
    manual: async () => (await import('../manual/why.ts')).WHY,
    load: async (): Promise<Command> => (await import('./why.ts')).runWhy,
  },
  who: {
    group: 'look',
    says: 'who may use a key, and who would gain or lose by a change',
    manual: async () => (await import('../manual/who.ts')).WHO,
    load: async (): Promise<Command> => (await import('./who.ts')).runWho,
  },
  trail: {
    group: 'look',
    says: "CloudTrail's records, services' calls under the caller's",
    manual: async () => (await import('../manual/trail.ts')).TRAIL,
    load: async (): Promise<Command> => (await import('./trail.ts')).runTrail,
  },
  notices: {
    group: 'look',
    says: 'what EventBridge was told of keys, volumes and snapshots',
    manual: async () => (await import('../manual/notices.ts')).NOTICES,
    load: async (): Promise<Command> => (await import('./notices.ts')).runNotices,
  },
  flow: {
    group: 'look',
    says: 'where the data of volumes and snapshots is, and which keys wrap it',
    manual: async () => (await import('../manual/flow.ts')).FLOW,
    load: async (): Promise<Command> => (await import('./flow.ts')).runFlow,
  },
  bill: {
    group: 'look',
    says: 'what KMS would cost in a month, and what if',
    manual: async () => (await import('../manual/bill.ts')).BILL,
    load: async (): Promise<Command> => (await import('./bill.ts')).runBill,
  },
  time: {
    group: 'world',
    says: "the lab's clock: what will happen by itself, and what did",
    manual: async () => (await import('../manual/time.ts')).TIME,
    load: async (): Promise<Command> => (await import('./time.ts')).runTime,
  },
  world: {
    group: 'world',
    says: 'a world in a file: make, verify, compact, export, import',
    manual: async () => (await import('../manual/world.ts')).WORLD,
    load: async (): Promise<Command> => (await import('./world.ts')).runWorld,
  },
  serve: {
    group: 'serve',
    says: "speak AWS's own wire protocol to the real AWS CLI and SDKs",
    manual: async () => (await import('../manual/serve.ts')).SERVE,
    load: async (): Promise<Command> => (await import('./serve.ts')).runServe,
  },
  env: {
    group: 'serve',
    says: 'print what to export, so that AWS clients talk to a running serve',
    manual: async () => (await import('../manual/env.ts')).ENV,
    load: async (): Promise<Command> => (await import('./env.ts')).runEnv,
  },
  step: {
    group: 'serve',
    says: 'do one step of a scenario in a running serve --control',
    manual: async () => (await import('../manual/step.ts')).STEP,
    load: async (): Promise<Command> => (await import('./step.ts')).runStep,
  },
  web: {
    group: 'serve',
    says: 'the window in a browser of this machine',
    manual: async () => (await import('../manual/web.ts')).WEB,
    load: async (): Promise<Command> => (await import('./web.ts')).runWeb,
  },
  completion: {
    group: 'self',
    says: 'print what makes the shell complete kmslab: commands, options, live ids',
    manual: async () => (await import('../manual/completion.ts')).COMPLETION,
    load: async (): Promise<Command> => (await import('./completion.ts')).completionOf(COMMANDS),
  },
  help: {
    group: 'self',
    says: 'the manual of kmslab, or of a command',
    manual: async () => (await import('../manual/help.ts')).HELP,
    load: async (): Promise<Command> => (await import('./help.ts')).helpOf(COMMANDS),
  },
} as const satisfies CommandTable;

export type CommandName = keyof typeof COMMANDS;

/** Whether `word` names a command. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

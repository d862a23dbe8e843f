import type { Manual } from '../manual/manual.ts';

/** Runs a command with the words behind its name, and resolves with the exit code. */
export type Command = (argv: readonly string[]) => Promise<number>;

/** What commands are for; `kmslab --help` lists them in this order. */
export const GROUPS = {
  run: "AWS's operations",
  learn: 'Learn and play',
  look: 'Ask, and change nothing',
  world: 'Worlds and time',
  serve: 'For other programs',
  self: 'kmslab itself',
} as const;

/** A command: its manual and its code are loaded when they are called for. */
export interface CommandEntry {
  readonly group: keyof typeof GROUPS;
  /** In a few words. */
  readonly says: string;
  readonly manual: () => Promise<Manual>;
  readonly load: () => Promise<Command>;
}

/** All commands by their names. */
export type CommandTable = Readonly<Record<string, CommandEntry>>;

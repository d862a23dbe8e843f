import { describe, expect, it } from 'vitest';
import { COMMANDS, isCommandName } from '../../../tui/commands/commands.ts';
import { readCommandLine } from '../../../tui/commands/read-command-line.ts';
import { LAB } from '../../../tui/manual/lab.ts';
import type { Manual } from '../../../tui/manual/manual.ts';
import { kmslabCalls } from '../../helpers/kmslab-calls.ts';

const MANUALS: readonly (readonly [string, () => Promise<Manual>])[] = [
  ['kmslab', async () => LAB],
  ...Object.entries(COMMANDS).map(([name, { manual }]) => [name, manual] as const),
];

describe.each(MANUALS)('the examples of %s', (name, manual) => {
  it('are lines that the program takes', async () => {
    const { examples } = await manual();
    const calls = examples.flatMap(({ line }) => kmslabCalls(line));
    expect(name === 'kmslab' || calls.some(([command]) => command === name)).toBe(true);
    for (const [command = '', ...rest] of calls) {
      if (command === '' || command.startsWith('-')) readCommandLine('', LAB, [command, ...rest].filter(Boolean));
      // Behind the service all words are AWS's.
      else if (command !== 'aws') {
        expect(isCommandName(command), command).toBe(true);
        if (isCommandName(command)) readCommandLine(command, await COMMANDS[command].manual(), rest);
      }
    }
  });
});

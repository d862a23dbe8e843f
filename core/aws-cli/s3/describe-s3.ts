import { page } from '../help.ts';
import type { OptionSpec } from '../scan-arguments.ts';
import { S3_COMMANDS, type S3Command } from './s3-commands.ts';

/** `aws s3 help`, `aws s3 cp help` */
export function describeS3(command: S3Command | null): string {
  if (command === null) {
    const commands = S3_COMMANDS.map(({ name, summary }) => `o ${name}: ${summary}`);
    return page({ NAME: ['s3'], SYNOPSIS: ['aws s3 <Command> [<Arg> ...]'], 'AVAILABLE COMMANDS': commands });
  }
  const { name, summary, usage, options } = command;
  return page({
    NAME: [name],
    DESCRIPTION: [summary],
    SYNOPSIS: [name, usage, ...options.map((option) => `[${synopsis(option)}]`)],
    OPTIONS: options.flatMap((option) => [synopsis(option), ...notes(option).map((note) => `   ${note}`)]),
  });
}

function synopsis({ flag, takes }: OptionSpec): string {
  return takes === 'nothing' ? flag : `${flag} <value>`;
}

function notes({ hint, choices }: OptionSpec): readonly string[] {
  return [
    ...(hint === undefined ? [] : [hint]),
    ...(choices === undefined ? [] : [`Possible values: ${choices.join(', ')}`]),
  ];
}

import type { BinaryFormat } from './check-input.ts';
import { OUTPUT_FORMATS, type OutputOptions } from './output-format.ts';
import { checkQuery } from './query.ts';
import type { Arguments, OptionSpec } from './scan-arguments.ts';
import { CliUsageError } from './usage-error.ts';

const BINARY_FORMATS = ['base64', 'raw-in-base64-out'] as const satisfies readonly BinaryFormat[];

interface GlobalOption extends OptionSpec {
  /** Why the lab doesn't take it, and what to do instead. */
  readonly refusal?: string;
}

/**
 * The options that every command takes; those without a hint are accepted and do nothing here, or are refused.
 * Source: AWS CLI Command Reference, "aws: Options".
 */
export const GLOBAL_OPTIONS: readonly GlobalOption[] = [
  { flag: '--debug', takes: 'nothing' },
  {
    flag: '--endpoint-url',
    takes: 'one',
    refusal: 'in the lab every call goes to the lab itself. Leave it out.',
  },
  { flag: '--no-verify-ssl', takes: 'nothing' },
  { flag: '--no-paginate', takes: 'nothing', hint: 'one call, one page' },
  { flag: '--output', takes: 'one', choices: OUTPUT_FORMATS, hint: 'how the reply is shown' },
  { flag: '--query', takes: 'one', hint: 'a JMESPath expression that picks from the reply' },
  {
    flag: '--profile',
    takes: 'one',
    refusal:
      'in the lab a call is made by the principal you act as. Leave it out, and act as another principal instead.',
  },
  { flag: '--region', takes: 'one', hint: 'the Region to call' },
  { flag: '--version', takes: 'nothing', hint: 'which command line this is' },
  { flag: '--color', takes: 'one', choices: ['on', 'off', 'auto'] },
  {
    flag: '--no-sign-request',
    takes: 'nothing',
    refusal: 'in the lab a call is always made by the principal you act as. Leave it out.',
  },
  { flag: '--ca-bundle', takes: 'one' },
  { flag: '--cli-read-timeout', takes: 'one' },
  { flag: '--cli-connect-timeout', takes: 'one' },
  { flag: '--cli-binary-format', takes: 'one', choices: BINARY_FORMATS, hint: 'how blobs are written on the line' },
  { flag: '--no-cli-pager', takes: 'nothing' },
  { flag: '--cli-auto-prompt', takes: 'nothing' },
  { flag: '--no-cli-auto-prompt', takes: 'nothing' },
];

export interface GlobalSettings {
  /** As given; null for the Region of whoever runs the line. */
  readonly region: string | null;
  readonly output: OutputOptions;
  readonly binaryFormat: BinaryFormat;
  readonly isPaginated: boolean;
  readonly wantsVersion: boolean;
}

/**
 * The settings of a line.
 * @throws {CliUsageError} for a bad `--query`, and for options that make no sense in the lab.
 */
export function readGlobalOptions({ given }: Arguments): GlobalSettings {
  const text = (flag: string) => {
    const value = given.get(flag)?.value;
    return typeof value === 'string' ? value : null;
  };
  for (const { flag, refusal } of GLOBAL_OPTIONS) {
    if (refusal !== undefined && given.has(flag)) throw new CliUsageError(`${flag} is not available: ${refusal}`);
  }
  const query = text('--query');
  if (query !== null) checkQuery(query);
  return {
    region: text('--region'),
    output: { format: OUTPUT_FORMATS.find((format) => format === text('--output')) ?? 'json', query },
    binaryFormat: BINARY_FORMATS.find((format) => format === text('--cli-binary-format')) ?? 'base64',
    isPaginated: !given.has('--no-paginate'),
    wantsVersion: given.has('--version'),
  };
}

import { type AwsCaller, LabError, NoWayThroughError, quoteLine } from '../../core/index.ts';
import { AWS } from '../manual/aws.ts';
import { DISK_FILES } from './disk-files.ts';
import { type OpenedLab, openLab } from './open-lab.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab aws [--world FILE] [--as PRINCIPAL] [--through VPCE] SERVICE OPERATION …`: one command for pipes, in a world
 * that ends with it, or in that of a file, by its first principal or another, perhaps through a VPC endpoint. Ends as
 * AWS CLI v2 does. Its files are those of the disk, and `>` is the shell's.
 */
export async function runAwsCommand(words: readonly string[]): Promise<number> {
  const { world, as, through, argv } = ownOptions(words);
  const { lab, here: first, close } = await openLab(world === undefined ? {} : { world });
  try {
    const here: AwsCaller = {
      ...first,
      ...(as === undefined ? {} : { as: principalOf(lab, as) }),
      ...(through === undefined ? {} : { vpcEndpointId: endpointOf(lab, through) }),
    };
    return await runLine(lab, quoteLine(['aws', ...argv]), here);
  } finally {
    await close();
  }
}

async function runLine(lab: OpenedLab['lab'], line: string, here: AwsCaller): Promise<number> {
  try {
    const { exitCode, stdout, stderr, bytes } = await lab.runAws(line, here, DISK_FILES);
    process.stderr.write(stderr);
    process.stdout.write(bytes ?? stdout);
    return exitCode;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NoWayThroughError)) throw error;
    process.stderr.write(`\naws: ${error.message}\n`);
    return 252;
  }
}

interface OwnOptions {
  readonly world?: string;
  readonly as?: string;
  readonly through?: string;
  readonly argv: readonly string[];
}

/** Our own options stand before AWS's words, so that they are none of theirs. @throws {UsageError} without a value */
function ownOptions(words: readonly string[]): OwnOptions {
  const [, name, inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(words[0] ?? '') ?? [];
  if (name === undefined || !Object.hasOwn(AWS.options, name)) return { argv: words };
  const value = inline ?? words[1] ?? '';
  if (value === '') throw new UsageError(`expected ${AWS.options[name]?.takes} behind --${name}`);
  return { [name]: value, ...ownOptions(words.slice(inline === undefined ? 2 : 1)) };
}

/** @throws {UsageError} where the world has no such VPC endpoint */
function endpointOf({ world }: OpenedLab['lab'], id: string): string {
  if (world.vpcEndpoints.has(id)) return id;
  throw new UsageError(`this world has no VPC endpoint '${id}'`);
}

/** @throws {UsageError} where the world has no such principal */
function principalOf(lab: OpenedLab['lab'], as: string): string {
  try {
    return lab.principalNamed(as);
  } catch (error) {
    if (error instanceof LabError) throw new UsageError(error.message);
    throw error;
  }
}

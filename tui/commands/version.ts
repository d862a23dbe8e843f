import { version } from '../../package.json' with { type: 'json' };

/** `kmslab --version` */
export function printVersion(): number {
  process.stdout.write(`kmslab ${version}\n`);
  return 0;
}

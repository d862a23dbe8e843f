import type { LabView } from '../../core/index.ts';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The ARN of the principal of the world that `--as` names, by its label or itself; the world's first without a name.
 * @throws {UsageError} where the world has no such principal
 */
export function principalArnOf(as: string | boolean | undefined, { principals }: Pick<LabView, 'principals'>): string {
  const found = principals.find(({ arn, label }) => as === undefined || arn === as || label === as);
  if (found !== undefined) return found.arn;
  const labels = principals.map(({ label }) => label);
  const near = closest(String(as), labels);
  throw new UsageError(
    `--as: expected one of ${labels.join(', ')}, got "${String(as)}"${near === null ? '' : `: did you mean ${near}?`}`,
  );
}

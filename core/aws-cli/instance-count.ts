import { string } from '../operations/shape.ts';
import type { CatalogueOperation, MemberOption } from './catalogue.ts';
import { CliUsageError } from './usage-error.ts';

/** What the CLI has in place of the two members of RunInstances. */
const COUNT: MemberOption = {
  flag: '--count',
  target: '--count',
  member: 'Count',
  shape: string(),
  isRequired: false,
  takes: 'one',
  means: null,
};

/** The options of RunInstances: `--count 1` or `--count 1:10` where its model has MinCount and MaxCount. */
export function withCountOption(
  operation: CatalogueOperation,
  options: readonly MemberOption[],
): readonly MemberOption[] {
  if (!isRunInstances(operation)) return options;
  return [...options.filter(({ member }) => member !== 'MinCount' && member !== 'MaxCount'), COUNT];
}

/**
 * The members that `--count` stands for; one instance where neither it nor they are given.
 * @throws {CliUsageError} for a count that is none.
 * Source: AWS CLI Command Reference, `aws ec2 run-instances`; observed on AWS CLI 2.9.19.
 */
export function withCount(
  operation: CatalogueOperation,
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!isRunInstances(operation)) return members;
  const { Count = null, ...others } = members;
  if (Count === null) return { MinCount: 1, MaxCount: 1, ...others };
  const [, least, most = least] = /^(\d+)(?::(\d+))?$/.exec(String(Count)) ?? [];
  if (least === undefined) throw new CliUsageError('count parameter should be of form min[:max] (e.g. 1 or 1:10)');
  return { ...others, MinCount: Number(least), MaxCount: Number(most) };
}

function isRunInstances({ service, name }: CatalogueOperation): boolean {
  return service === 'ec2' && name === 'RunInstances';
}

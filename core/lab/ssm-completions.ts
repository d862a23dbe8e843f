import { newestOf } from '../services/ssm/parameter.ts';
import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** What the account's parameters in a Region offer for a member of an operation's input. */
export function ssmCompletions(
  member: string,
  { parameters }: World,
  accountId: string,
  region: string,
): readonly Completion[] {
  if (!['Name', 'Names', 'ResourceId', 'Path'].includes(member)) return [];
  const own = [...parameters.values()].filter((one) => one.accountId === accountId && one.region === region);
  if (member !== 'Path') return own.map((one) => ({ text: one.name, hint: `a ${newestOf(one).type}` }));
  const paths = new Set(own.map(({ name }) => name.slice(0, name.lastIndexOf('/'))).filter((path) => path !== ''));
  return [...paths].map((path) => ({ text: path, hint: `a path in ${region}` }));
}

import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** The account's tables in a Region, for a member of an operation's input that names one. */
export function tableNames(
  member: string,
  operation: string,
  { tables }: World,
  accountId: string,
  region: string,
): readonly Completion[] {
  if (member !== 'TableName' || operation === 'CreateTable') return [];
  return [...tables.values()]
    .filter((table) => table.accountId === accountId && table.region === region)
    .map(({ name, machine }) => ({ text: name, hint: machine.value }));
}

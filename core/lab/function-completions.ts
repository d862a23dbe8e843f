import { keyStateOf } from '../keys/key-record.ts';
import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** Functions, roles, keys and files that may stand where a line of Lambda's names one. */
export function functionCompletions(
  member: string,
  world: World,
  accountId: string,
  region: string,
  named: (scheme: string) => readonly Completion[],
): readonly Completion[] {
  switch (member) {
    case 'FunctionName':
      return [...world.functions.values()]
        .filter((one) => one.accountId === accountId && one.region === region)
        .map(({ functionName, roleArn }) => ({ text: functionName, hint: `runs as ${roleArn}` }));
    case 'Role':
      return [...world.identities.values()]
        .filter((identity) => identity.type === 'role' && identity.accountId === accountId)
        .map(({ arn }) => ({ text: arn, hint: 'a role of this account' }));
    case 'KMSKeyArn':
      return [...world.keys.values()]
        .filter((key) => key.accountId === accountId && key.region === region)
        .map((key) => ({ text: key.arn, hint: keyStateOf(key) }));
    case 'ZipFile':
    case 'Payload':
      return named('fileb://');
    default:
      return [];
  }
}

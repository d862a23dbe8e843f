import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** What the account's secrets in a Region offer for a member of an operation's input. */
export function secretCompletions(
  member: string,
  { secrets }: World,
  accountId: string,
  region: string,
): readonly Completion[] {
  const own = [...secrets.values()].filter((one) => one.accountId === accountId && one.region === region);
  if (['SecretId', 'SecretIdList'].includes(member)) {
    return own.map((secret) => ({ text: secret.name, hint: `a secret in ${region}` }));
  }
  if (member === 'VersionStage' || member === 'VersionStages') return labels(own.flatMap(({ versions }) => versions));
  if (!member.endsWith('VersionId')) return [];
  return own.flatMap(({ name, versions }) =>
    versions.map(({ versionId, stages }) => ({ text: versionId, hint: [name, ...stages].join(' · ') })),
  );
}

function labels(versions: readonly { readonly stages: readonly string[] }[]): readonly Completion[] {
  return [...new Set(versions.flatMap(({ stages }) => stages))].map((text) => ({ text, hint: 'a staging label' }));
}

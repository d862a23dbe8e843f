import type { WorldSummary } from '../../core/index.ts';
import type { WorldAdmin } from '../../core/node/index.ts';

type Info = WorldSummary | ReturnType<WorldAdmin['infoOf']>;
type Findings = Awaited<ReturnType<WorldAdmin['verifyFile']>>;
type Compacted = Awaited<ReturnType<WorldAdmin['compactFile']>>;

/** `kmslab world info` for people: of a file, or of a world that is served. */
export function infoLines(info: Info): readonly string[] {
  const { journal, materials } = info;
  const states = Object.entries(info.keys).map(([state, count]) => `${count} ${state}`);
  const rows: readonly (readonly [string, string])[] = [
    ...('file' in info ? [['file', `${info.file} (format ${info.format}, ${size(info.sizeBytes)})`] as const] : []),
    ['clock', `${iso(info.now)}, ${info.clock}; began ${iso(info.startedAt)}`],
    ['accounts', info.accounts.map(({ name, accountId }) => `${name} ${accountId}`).join(', ')],
    ['principals', String(info.principals)],
    ['keys', states.length === 0 ? 'none' : states.join(', ')],
    ['aliases', String(info.aliases)],
    ['grants', String(info.grants)],
    ['EBS', `${info.volumes} volumes, ${info.snapshots} snapshots`],
    ['S3', `${info.buckets} buckets, ${info.objects} objects`],
    ['SQS', `${info.queues} queues, ${info.messages} messages`],
    ['DynamoDB', `${info.tables} tables, ${info.items} items`],
    ['files', info.files.length === 0 ? 'none' : info.files.join(', ')],
    ['journal', `${journal.entries} entries, ${journal.sinceCheckpoint} changes since the last checkpoint`],
    ['CloudTrail', `${journal.trailRows} records`],
    ['materials', `${materials.kept} sealed; ${materials.destroyed} destroyed, which compact forgets`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(11)} ${value}`);
}

/** `kmslab world verify` for people. */
export function findingLines(findings: Findings): readonly string[] {
  return findings.flatMap(({ what, count, wrong }) => [
    `${wrong.length === 0 ? 'ok   ' : 'WRONG'} ${what} (${count})`,
    ...wrong.map((text) => `      ${text}`),
  ]);
}

/** `kmslab world compact` for people. */
export function compactedLines({ materials, blocks, bytesBefore, bytes }: Compacted): readonly string[] {
  return [
    `forgot ${materials} destroyed key materials and ${blocks} unused blocks`,
    `${size(bytesBefore)} before, ${size(bytes)} now`,
  ];
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

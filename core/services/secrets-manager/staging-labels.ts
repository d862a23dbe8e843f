import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';
export const PENDING = 'AWSPENDING';

/** Labels of all of a secret's versions. Source: Secrets Manager User Guide, "AWS Secrets Manager quotas". */
const MOST_LABELS = 20;

/** The labels of versions, by the versions' ids. */
export type Stages = Readonly<Record<string, readonly string[]>>;

interface Labelled {
  readonly versionId: string;
  readonly stages: readonly string[];
}

/** As they are. */
export function stagesOf(versions: readonly Labelled[]): Stages {
  return Object.fromEntries(versions.map(({ versionId, stages }) => [versionId, stages]));
}

/**
 * Labels after some were put onto a version: each is on one version at a time, and where AWSCURRENT goes, AWSPREVIOUS
 * stays behind. `versionId` may be a version that is made just now.
 * @throws {SecretsManagerError} LimitExceededException
 * Source: Secrets Manager API Reference, PutSecretValue and UpdateSecretVersionStage.
 */
export function withLabels(stages: Stages, versionId: string, labels: readonly string[]): Stages {
  const before = versionWith(stages, CURRENT);
  const moved = put(stages, versionId, labels);
  const isMoved = labels.includes(CURRENT) && before !== null && before !== versionId;
  const after = isMoved ? put(moved, before, [PREVIOUS]) : moved;
  const count = Object.values(after).flat().length;
  if (count <= MOST_LABELS) return after;
  const message = `A secret can have ${MOST_LABELS} staging labels at most across all its versions.`;
  throw new SecretsManagerError('LimitExceededException', message, 'limit-exceeded');
}

/** Labels after one was taken off. */
export function withoutLabel(stages: Stages, label: string): Stages {
  return Object.fromEntries(Object.entries(stages).map(([id, own]) => [id, own.filter((one) => one !== label)]));
}

/** The version that has a label, or null. */
export function versionWith(stages: Stages, label: string): string | null {
  return Object.entries(stages).find(([, own]) => own.includes(label))?.[0] ?? null;
}

function put(stages: Stages, versionId: string, labels: readonly string[]): Stages {
  const wanted = [...new Set(labels)];
  const others = Object.entries(stages).map(([id, own]): [string, readonly string[]] => [
    id,
    own.filter((one) => !wanted.includes(one)),
  ]);
  const left = Object.fromEntries(others);
  return { ...left, [versionId]: [...(left[versionId] ?? []), ...wanted] };
}

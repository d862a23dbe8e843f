import type { AnswerTo, LabQuery } from '../../../core/index.ts';
import type { PlayedStep } from '../../../core/scenarios/played-step.ts';

/** A lab to compare with another one: in this process, or behind `kmslab serve`. */
export interface StateSource {
  ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>>;
  /** Does a step of a scenario, in YAML. */
  step(step: object): Promise<PlayedStep>;
}

/**
 * All that a lab has come to, as text that is the same for two labs that have come to the same: keys with policies,
 * grants, materials and aliases, volumes and snapshots, buckets, what volumes and objects hold, and KMS's part of the
 * trail. Ids are masked in the order in which they come; ciphertexts are in none of it.
 */
export async function stateOf(lab: StateSource): Promise<string> {
  const { trailLength: _, regions: __, clock: ___, files: ____, ...view } = await lab.ask({ type: 'view' });
  const keys = await Promise.all(view.keys.map(({ keyArn }) => lab.ask({ type: 'key', keyArn })));
  const trail = await lab.ask({ type: 'trail' });
  const calls = trail
    .map(({ record, because }) => ({ record, because }))
    .filter(({ record }) => record.eventSource === 'kms.amazonaws.com')
    .map(({ record, because }) => ({
      name: record.eventName,
      error: record.errorCode,
      because,
      at: record.eventTime,
      by: record.userIdentity.arn,
      via: record.userIdentity.invokedBy,
      of: record.resources?.map(({ ARN }) => ARN),
    }));
  const bytes: string[] = [];
  for (const { volumeId: volume, accountId, region } of view.volumes) {
    const as = `${view.accounts.find((account) => account.accountId === accountId)?.name}/root`;
    const { outcome } = await lab.step({ as, region, read: { volume } });
    bytes.push(`${volume}: ${outcome.stdout}${outcome.stderr}`);
  }
  for (const { bucket, key } of view.objects) {
    const owner = view.buckets.find(({ name }) => name === bucket);
    const as = `${view.accounts.find(({ accountId }) => accountId === owner?.accountId)?.name}/root`;
    const { outcome } = await lab.step({ as, region: owner?.region, run: `aws s3 cp s3://${bucket}/${key} -` });
    bytes.push(`${bucket}/${key}: ${outcome.stdout}${outcome.stderr}`);
  }
  return masked(JSON.stringify({ view, keys, calls, bytes }, null, 1));
}

/** UUIDs, multi-Region keys, materials and grants, things of EC2, key stores, unique ids of principals. */
const ID =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|\b[0-9a-f]{64}\b|\b(?:vol|snap|cks|i)-[0-9a-f]{8,17}\b|\bdb-[0-9A-F]{26}\b|\bA[A-Z]{3}[A-Z2-7]{16,17}\b/g;

function masked(text: string): string {
  const names = new Map<string, string>();
  return text.replaceAll(ID, (id) => {
    const name = names.get(id) ?? `ID-${names.size + 1}`;
    names.set(id, name);
    return name;
  });
}

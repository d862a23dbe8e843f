import type { Region } from '../cloud/regions.ts';
import { LabError } from '../lab/lab-error.ts';
import { parseRequestQuotaId, REQUEST_QUOTAS, type RequestQuotaId, requestsPerSecond } from './request-quotas.ts';
import { parseResourceQuotaId, RESOURCE_QUOTAS, type ResourceQuotaId } from './resource-quotas.ts';

/** How a world's quotas differ from AWS's. Plain JSON. */
export interface QuotaSettings {
  /** Whether requests are counted, and throttled. Resource quotas always hold. */
  readonly requests: 'off' | 'on';
  /** What every request rate is multiplied by; it never falls below one a second. */
  readonly factor: number;
  /** Request rates of their own, which the factor leaves alone. */
  readonly rates: Readonly<Partial<Record<RequestQuotaId, number>>>;
  readonly resources: Readonly<Partial<Record<ResourceQuotaId, number>>>;
}

/**
 * AWS's own values, and requests not counted: with a clock that stands, every burst is one instant long.
 * Simplified: AWS always counts them.
 */
export const AWS_QUOTAS: QuotaSettings = { requests: 'off', factor: 1, rates: {}, resources: {} };

/** What becomes different of a world's quotas. What is left out stays; null brings AWS's value back. */
export interface QuotaChange {
  readonly requests?: 'off' | 'on';
  readonly factor?: number;
  readonly rates?: Readonly<Record<string, number | null>>;
  readonly resources?: Readonly<Record<string, number | null>>;
}

/** @throws {LabError} for a quota that KMS hasn't got, or a value that it can't have */
export function changedQuotas(before: QuotaSettings, change: QuotaChange): QuotaSettings {
  const { requests = before.requests, factor = before.factor, rates = {}, resources = {} } = change;
  if (requests !== 'on' && requests !== 'off') throw new LabError(`quotas: expected on or off, got '${requests}'`);
  if (!(factor > 0 && Number.isFinite(factor))) throw new LabError(`quotas: expected a factor above 0, got ${factor}`);
  return {
    requests,
    factor,
    rates: changed(before.rates, rates, parseRequestQuotaId, [...REQUEST_QUOTAS.keys()]),
    resources: changed(
      before.resources,
      checkedResources(resources),
      parseResourceQuotaId,
      Object.keys(RESOURCE_QUOTAS),
    ),
  };
}

/** Requests a second that a world lets an account make in a Region. */
export function rateIn({ rates, factor }: QuotaSettings, id: RequestQuotaId, region: Region): number {
  return rates[id] ?? Math.max(1, Math.floor(requestsPerSecond(id, region) * factor));
}

/** How many of a resource a world allows. */
export function resourceQuotaIn({ resources }: QuotaSettings, id: ResourceQuotaId): number {
  return resources[id] ?? RESOURCE_QUOTAS[id].value;
}

function changed<Id extends string>(
  before: Readonly<Partial<Record<Id, number>>>,
  change: Readonly<Record<string, number | null>>,
  parse: (text: string) => Id | null,
  known: readonly string[],
): Readonly<Partial<Record<Id, number>>> {
  const after: Partial<Record<Id, number>> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    const id = parse(name);
    if (id === null) throw new LabError(`quotas: expected one of ${known.join(', ')}, got '${name}'`);
    if (value === null) {
      delete after[id];
      continue;
    }
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new LabError(`quotas: expected a whole number from 1 on for ${name}, got ${value}`);
    }
    after[id] = value;
  }
  return after;
}

/** What AWS raises for nobody can only be lowered here. */
function checkedResources(change: Readonly<Record<string, number | null>>): Readonly<Record<string, number | null>> {
  for (const [name, value] of Object.entries(change)) {
    const id = parseResourceQuotaId(name);
    if (id === null || value === null || RESOURCE_QUOTAS[id].isAdjustable) continue;
    const most = RESOURCE_QUOTAS[id].value;
    if (value > most) throw new LabError(`quotas: ${name} can be at most ${most}, as on AWS, got ${value}`);
  }
  return change;
}

import type { Lab } from '../lab/lab.ts';
import type { TrailRow } from '../lab/trail-row.ts';
import type { KeyView, LabView } from '../lab/world-shapes.ts';

/** What checks look at: the lab as it is, gathered once. */
export interface Evidence {
  readonly lab: Lab;
  readonly view: LabView;
  readonly keys: readonly KeyView[];
  /** What CloudTrail wrote since the learner began. */
  readonly trail: readonly TrailRow[];
  /** Since the step in hand began. */
  readonly stepTrail: readonly TrailRow[];
  /** With what the set-up did before. */
  readonly wholeTrail: readonly TrailRow[];
  readonly startedAt: number;
  /** Whether a refusal no longer counts once the same call has succeeded. */
  readonly forgives: boolean;
}

/** When a learner began, by the clock and by the trail. */
export interface Beginning {
  readonly trailFrom: number;
  readonly startedAt: number;
  /** The step in hand, where there is one. */
  readonly soFar?: { readonly from: number } | undefined;
}

/** Reads all that checks may look at. Nothing is changed. */
export async function gatherEvidence(lab: Lab, { trailFrom, startedAt, soFar }: Beginning): Promise<Evidence> {
  const view = await lab.ask({ type: 'view' });
  const found = await Promise.all(view.keys.map(({ keyArn }) => lab.ask({ type: 'key', keyArn })));
  const wholeTrail = await lab.ask({ type: 'trail' });
  return {
    lab,
    view,
    keys: found.filter((key): key is KeyView => key !== null),
    trail: wholeTrail.slice(trailFrom),
    stepTrail: wholeTrail.slice(soFar?.from ?? trailFrom),
    wholeTrail,
    startedAt,
    forgives: false,
  };
}

/** The same, as if only the calls from a row on had been made, and those that were done right since had not been refused. */
export function since(evidence: Evidence, row: number): Evidence {
  const trail = evidence.wholeTrail.slice(row);
  return { ...evidence, trail, stepTrail: trail, forgives: true };
}

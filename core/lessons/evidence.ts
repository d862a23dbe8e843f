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
  /** With what the set-up did before. */
  readonly wholeTrail: readonly TrailRow[];
  readonly startedAt: number;
}

/** When a learner began, by the clock and by the trail. */
export interface Beginning {
  readonly trailFrom: number;
  readonly startedAt: number;
}

/** Reads all that checks may look at. Nothing is changed. */
export async function gatherEvidence(lab: Lab, { trailFrom, startedAt }: Beginning): Promise<Evidence> {
  const view = await lab.ask({ type: 'view' });
  const found = await Promise.all(view.keys.map(({ keyArn }) => lab.ask({ type: 'key', keyArn })));
  const wholeTrail = await lab.ask({ type: 'trail' });
  return {
    lab,
    view,
    keys: found.filter((key): key is KeyView => key !== null),
    trail: wholeTrail.slice(trailFrom),
    wholeTrail,
    startedAt,
  };
}

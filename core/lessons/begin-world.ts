import type { Lab } from '../lab/lab.ts';
import { createLab } from '../lab/make-lab.ts';
import type { Bytes, Ports } from '../ports.ts';
import { toWorldSpec } from '../scenarios/to-world-spec.ts';
import { playSteps } from './play-steps.ts';
import type { LessonState } from './progress.ts';
import type { Lesson } from './schema.ts';

/** When a lesson began, and what its set-up has saved. */
export type Begun = Pick<LessonState, 'trailFrom' | 'startedAt' | 'saved'>;

/**
 * A lesson's world, made anew, as it is when the first step begins: its set-up is played.
 * @param ports - an empty store; the world lives in it
 * @param rootKey - 32 bytes; drawn where it is left out
 * @throws {ScenarioError, LabError} where the set-up does not come to its end
 */
export async function beginWorld(
  lesson: Lesson,
  ports: Ports,
  rootKey?: Bytes,
): Promise<{ readonly lab: Lab; readonly begun: Begun }> {
  const lab = await createLab(ports, toWorldSpec(lesson), undefined, rootKey);
  const beginning = { trailFrom: 0, startedAt: lab.now };
  const stage = { lesson, as: lesson.as, region: lesson.region, saved: {}, beginning };
  const { saved } = await playSteps(lab, lesson.setUp ?? [], stage);
  const trailFrom = (await lab.ask({ type: 'trail' })).length;
  return { lab, begun: { trailFrom, startedAt: lab.now, saved } };
}

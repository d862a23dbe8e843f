import type { Lab } from '../../lab/lab.ts';
import { createLab } from '../../lab/make-lab.ts';
import type { Ports } from '../../ports.ts';
import { ScenarioError } from '../../scenarios/scenario-error.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { StepRunner } from '../../scenarios/step-runner.ts';
import { toWorldSpec } from '../../scenarios/to-world-spec.ts';
import type { Check, NameShape } from '../check-schema.ts';
import { evaluate } from '../evaluate.ts';
import { type Evidence, gatherEvidence } from '../evidence.ts';
import { candidateChecks } from './candidates.ts';
import { namesOfSaved } from './names-of-saved.ts';

/** What the steps of a draft can be checked by. */
export interface Offers {
  /** Of each step: what is so when it ends, and was not when it began; what says most comes first. */
  readonly checks: readonly (readonly Check[])[];
  /** What the ids that were saved are in every learner's world. */
  readonly names: Readonly<Record<string, NameShape>>;
}

/** No more than somebody reads. */
const MOST = 12;

/**
 * Plays what was recorded twice in worlds of its own: the first time to see what became so in each step, the second to
 * see which of that was so before.
 * @param ends - how many recorded steps are done at the end of the set-up, and of each step
 * @param ports - an empty store each time
 * @throws {ScenarioError} where what was recorded does not come to the same again
 */
export async function offerChecks(recorded: Scenario, ends: readonly number[], ports: () => Ports): Promise<Offers> {
  const [setUp = 0, ...steps] = ends;
  const held: (readonly Check[])[] = [];
  let names: Readonly<Record<string, NameShape>> = {};
  let before: Evidence | null = null;
  await play(recorded, setUp, steps, ports(), {
    begins: async (evidence) => {
      before = evidence;
    },
    ends: async (after, saved) => {
      if (before !== null) held.push(await holding(candidateChecks(before, after), after, true));
      names = { ...namesOfSaved(saved, after), ...names };
    },
  });
  const checks: (readonly Check[])[] = [];
  await play(recorded, setUp, steps, ports(), {
    begins: async (evidence) => {
      const candidates = await holding(held[checks.length] ?? [], evidence, false);
      checks.push(distinct(candidates).slice(0, MOST));
    },
    ends: async () => undefined,
  });
  return { checks, names };
}

/** Those of which it is so, or is not. */
async function holding(checks: readonly Check[], evidence: Evidence, isSo: boolean): Promise<readonly Check[]> {
  const found = await Promise.all(checks.map((check) => evaluate(check, evidence)));
  return checks.filter((_, index) => found[index]?.ok === isSo);
}

/** A call that was made in this step alone need not say so. */
function distinct(checks: readonly Check[]): readonly Check[] {
  const plain = new Set(checks.map(({ called }) => JSON.stringify(called)));
  return checks.filter(({ called }) => {
    if (called?.inStep !== true) return true;
    const { inStep: _, ...rest } = called;
    return !plain.has(JSON.stringify(rest));
  });
}

/** What is done at the beginning and at the end of each step of the lesson. */
interface Looks {
  readonly begins: (evidence: Evidence) => Promise<void>;
  readonly ends: (evidence: Evidence, saved: Readonly<Record<string, string>>) => Promise<void>;
}

async function play(
  recorded: Scenario,
  setUp: number,
  ends: readonly number[],
  ports: Ports,
  looks: Looks,
): Promise<void> {
  const lab: Lab = await createLab(ports, toWorldSpec(recorded));
  const runner = new StepRunner(lab);
  let done = 0;
  const goTo = async (end: number): Promise<void> => {
    for (; done < end; done += 1) {
      const step = recorded.steps[done];
      if (step === undefined) return;
      const { expect, run } = await runner.take(step, done + 1);
      if (expect?.held === false) {
        throw new ScenarioError(`${run ?? `step ${done + 1}`}: expected ${expect.expected}, found ${expect.found}`);
      }
    }
  };
  await goTo(setUp);
  const trailFrom = (await lab.ask({ type: 'trail' })).length;
  const startedAt = lab.now;
  for (const end of ends) {
    const soFar = { from: (await lab.ask({ type: 'trail' })).length };
    await looks.begins(await gatherEvidence(lab, { trailFrom, startedAt, soFar }));
    await goTo(end);
    await looks.ends(await gatherEvidence(lab, { trailFrom, startedAt, soFar }), runner.saved);
  }
}

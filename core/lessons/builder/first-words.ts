import type { ScenarioStep } from '../../scenarios/schema.ts';
import { saysOf } from '../check-says.ts';
import type { Check } from '../check-schema.ts';
import type { DraftStep } from './draft.ts';

/** Checks of a step that are chosen until its author chooses others: what became so, else what was called. */
function firstChecks(offered: readonly Check[]): readonly Check[] {
  const states = offered.filter(({ called }) => called === undefined);
  return states.length > 0 ? states.slice(0, 2) : offered.slice(0, 1);
}

/** Hints of a step until its author writes better ones: what is missing, and which commands it takes. */
function firstHints(steps: readonly ScenarioStep[], checks: readonly Check[]): readonly [string, string] {
  const goal =
    checks[0] === undefined ? 'Look at what the step asks for.' : `It is done when this is so: ${saysOf(checks[0])}.`;
  const commands = [...new Set(steps.flatMap(({ run }) => (run === undefined ? [] : [commandOf(run)])))];
  return [goal, commands.length === 0 ? 'Move the clock.' : `It takes ${commands.join(', then ')}.`];
}

/** `aws kms create-key`, without what belongs to it; `laptop encrypt`. */
function commandOf(line: string): string {
  const words = line.trim().split(/\s+/);
  return words.slice(0, words[0] === 'aws' ? 3 : 2).join(' ');
}

/** A step that was just ended, with the words that can be said of it without its author. */
export function newStep(
  end: number,
  steps: readonly ScenarioStep[],
  offered: readonly Check[],
  words: Partial<Pick<DraftStep, 'title' | 'say'>> = {},
): DraftStep {
  const checks = firstChecks(offered);
  return { end, title: '', say: '', why: '', ask: null, ...words, checks, hints: firstHints(steps, checks) };
}

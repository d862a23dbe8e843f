import { type Explanation, explain } from '../../access/explain.ts';
import type { WhyView } from '../client.ts';
import { type Answered, firstKeyIn } from '../history.ts';
import { refusalIn, type Trace } from '../trace.ts';
import { becauseText } from './because-texts.ts';

/** Why a request was answered as it was. */
export function whyView({ requestId, operation, by, trace }: Answered): WhyView {
  const decisions = trace.flatMap((entry) => (entry.room === 'authorise' ? entry.decisions : [])).map(explain);
  const refusal = refusalIn(trace);
  if (refusal === null) {
    const headline = decisions.map((decision) => decision.headline).join(' ');
    return { requestId, operation, by, error: null, summary: headline, fix: null, decisions };
  }
  const text = becauseText(refusal.because);
  const denied = decisions.find(({ because }) => because === refusal.because);
  return {
    requestId,
    operation,
    by,
    error: { name: refusal.error, message: refusal.message, because: refusal.because },
    summary: text?.says ?? (denied === undefined ? refusal.message : tell(denied)),
    fix: text === null ? (denied?.fix ?? null) : withKeyId(text.fix, trace),
    decisions,
  };
}

/** Who may not do what, and the rung of the ladder on which that was decided. */
function tell({ headline, rungs }: Explanation): string {
  const reasons = rungs.filter(({ isDeciding }) => isDeciding).map(({ says }) => says);
  return [`${headline}.`, ...reasons].join(' ');
}

/** A fix that can be run as it stands: the id of the key that it is about in place of `KEY`. */
function withKeyId(fix: string | null, trace: Trace): string | null {
  const keyArn = firstKeyIn(trace);
  return keyArn === null ? fix : (fix?.replace(/\bKEY\b/, keyArn.slice(keyArn.lastIndexOf('/') + 1)) ?? null);
}

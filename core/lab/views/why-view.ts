import { explain } from '../../access/explain.ts';
import type { WhyView } from '../client.ts';
import type { Answered } from '../history.ts';
import { refusalIn } from '../trace.ts';
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
  const deciding = decisions.find(({ because }) => because === refusal.because);
  return {
    requestId,
    operation,
    by,
    error: { name: refusal.error, message: refusal.message, because: refusal.because },
    summary: text?.says ?? deciding?.headline ?? refusal.message,
    fix: text === null ? (deciding?.fix ?? null) : text.fix,
    decisions,
  };
}

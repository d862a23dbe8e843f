import type { Explanation } from '../../access/explain.ts';
import type { Because } from '../../errors/because.ts';
import type { QuotaUse } from '../../quotas/quota-use.ts';
import type { KeyCheck, WhyView } from '../access-shapes.ts';
import type { FoundKey } from '../trace.ts';
import { becauseText } from './because/text-for.ts';
import { type Decided, decisionView } from './decision-view.ts';
import type { Telling } from './gone-principals.ts';

/** What is known of a call that was answered, or of one that nobody makes. */
export interface ToldCall
  extends Pick<WhyView, 'requestId' | 'at' | 'operation' | 'by' | 'region' | 'via' | 'missing' | 'sentPolicy'> {
  readonly error: { readonly name: string; readonly message: string; readonly because: Because } | null;
  readonly keys: readonly FoundKey[];
  readonly decided: readonly Decided[];
  /** What came of the look at the key's state, usage and origin: null where nobody looked. */
  readonly keyCheck: 'passed' | 'refused' | null;
  /** The request quota that was used up, where that is remembered. */
  readonly quota?: QuotaUse;
}

/** Why a call was answered as it was, or would be. */
export function whyView(told: ToldCall, telling: Telling): WhyView {
  const { requestId, at, operation, by, region, via, error, keys, missing, sentPolicy } = told;
  const decisions = told.decided.map((decided) => decisionView(decided, telling));
  const text = error === null ? null : becauseText(error.because);
  const denied = decisions.find(({ isAllowed, because }) => !isAllowed && because === error?.because);
  return {
    requestId,
    at,
    operation,
    by,
    region,
    via,
    verdict: error === null ? 'allowed' : denied === undefined ? 'refused' : 'denied',
    error,
    summary:
      error === null
        ? tellAll(decisions)
        : `${sentPolicy?.says ?? text?.says ?? (denied === undefined ? error.message : tell(denied))}${tellQuota(told)}`,
    fix: sentPolicy?.fix ?? (text === null ? (denied?.fix ?? null) : withKeyId(text.fix, keys)),
    keys,
    decisions,
    keyCheck: keyCheckOf(told),
    sentPolicy,
    missing,
  };
}

/** Who may or may not do what, and why. */
function tell({ headline, reason }: Explanation): string {
  return `${headline}. ${reason}`;
}

function tellAll(decisions: readonly Explanation[]): string {
  return decisions.map(tell).join(' ');
}

function tellQuota({ quota }: ToldCall): string {
  if (quota === undefined) return '';
  const { name, of, region, used, limit } = quota;
  return ` ${name} of ${of} in ${region}: ${limit} a second, and ${used} were in use.`;
}

function keyCheckOf({ keyCheck, keys, error }: ToldCall): KeyCheck {
  if (keyCheck === null) return { result: 'notReached', says: 'Not looked at: the call was refused before.' };
  if (keyCheck === 'refused' && error !== null)
    return { result: 'refused', says: becauseText(error.because)?.says ?? error.message };
  if (keys.length === 0) return { result: 'notApplicable', says: 'No key is concerned.' };
  return { result: 'passed', says: 'State and usage of the key allow the operation.' };
}

/** A fix that can be run as it stands: the id of the key that it is about in place of `KEY`. */
function withKeyId(fix: string | null, [key]: readonly FoundKey[]): string | null {
  if (key === undefined) return fix;
  return fix?.replace(/\bKEY\b/, key.keyArn.slice(key.keyArn.lastIndexOf('/') + 1)) ?? null;
}

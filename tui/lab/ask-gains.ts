import type { GainsView, LabClient, WhyView } from '../../core/index.ts';

/** What the fix of each decision would do to everybody who may call; null where a decision has none to try. */
export function askGains(lab: Pick<LabClient, 'ask'>, { decisions }: WhyView): Promise<readonly (GainsView | null)[]> {
  return Promise.all(decisions.map(({ whoWouldGain }) => (whoWouldGain === null ? null : lab.ask(whoWouldGain))));
}

import { useEffect } from 'react';
import type { LabView } from '../../core/index.ts';
import { useLab } from './use-lab.ts';

const TICK_MS = 1000;

/** While the lab's clock follows real time, asks the lab every second to come up to it. */
export function useFollowingClock(clock: LabView['clock'] | undefined): void {
  const lab = useLab();
  useEffect(() => {
    if (clock !== 'following') return;
    const timer = setInterval(() => {
      lab.act({ type: 'advance', by: 0 }).catch((error: unknown) => console.error(error));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [lab, clock]);
}

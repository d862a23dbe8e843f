import { useEffect, useState } from 'react';
import { useLab } from './use-lab.ts';

/** A number that grows whenever the lab says that something happened; answers are asked anew for it. */
export function useLabVersion(): number {
  const lab = useLab();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let scheduled: number | null = null;
    let isStale = false;
    const grow = () => setVersion((current) => current + 1);
    const onFrame = () => {
      scheduled = null;
      if (!isStale) return;
      isStale = false;
      grow();
    };
    // What happens alone is asked about at once. A jump of the clock brings hundreds of events: those behind the first
    // count as one, in the next frame.
    const unsubscribe = lab.subscribe(() => {
      if (scheduled !== null) {
        isStale = true;
        return;
      }
      scheduled = requestAnimationFrame(onFrame);
      grow();
    });
    return () => {
      unsubscribe();
      if (scheduled !== null) cancelAnimationFrame(scheduled);
    };
  }, [lab]);
  return version;
}

import { useEffect, useState } from 'react';
import { useLab } from './use-lab.ts';

/** A number that grows whenever the lab says that something happened; answers are asked anew for it. */
export function useLabVersion(): number {
  const lab = useLab();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let scheduled: number | null = null;
    // A jump of the clock brings hundreds of events: they count as one, in the next frame.
    const unsubscribe = lab.subscribe(() => {
      scheduled ??= requestAnimationFrame(() => {
        scheduled = null;
        setVersion((current) => current + 1);
      });
    });
    return () => {
      unsubscribe();
      if (scheduled !== null) cancelAnimationFrame(scheduled);
    };
  }, [lab]);
  return version;
}

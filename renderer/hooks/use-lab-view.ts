import { useEffect, useState } from 'react';
import type { LabView } from '../../core/index.ts';
import { useLab } from './use-lab.ts';

interface Seen {
  /** Undefined until the lab has said. */
  readonly view: LabView | undefined;
  /** Grows whenever the lab says that something happened; answers are asked anew for it. */
  readonly version: number;
}

/**
 * What the lab holds, and how often it changed. The view is asked for as soon as something is heard, ahead of what else
 * the window asks, which waits until React has drawn: most of what happens is seen in it.
 */
export function useLabView(): Seen {
  const lab = useLab();
  const [version, setVersion] = useState(0);
  const [view, setView] = useState<LabView>();
  useEffect(() => {
    let asked = 0;
    let shown = 0;
    let isCurrent = true;
    let scheduled: number | null = null;
    let isStale = false;
    const look = () => {
      asked += 1;
      const turn = asked;
      lab.ask({ type: 'view' }).then(
        (answer) => {
          if (!isCurrent || turn < shown) return;
          shown = turn;
          setView(answer);
        },
        (error: unknown) => console.error(error),
      );
    };
    const grow = () => {
      look();
      setVersion((current) => current + 1);
    };
    const onFrame = () => {
      scheduled = null;
      if (!isStale) return;
      isStale = false;
      grow();
    };
    look();
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
      isCurrent = false;
      unsubscribe();
      if (scheduled !== null) cancelAnimationFrame(scheduled);
    };
  }, [lab]);
  return { view, version };
}

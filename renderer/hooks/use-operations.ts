import { useEffect, useState } from 'react';
import { listOperations } from '../../core/bridge/index.ts';
import type { Completion } from '../../core/index.ts';
import { useLab } from './use-lab.ts';
import { useWorkbench } from './use-workbench.ts';

/** Every operation that an `aws …` line can name; none before the lab has told them, and none where nobody asks. */
export function useOperations(isAsked: boolean): readonly Completion[] {
  const lab = useLab();
  const { standpoint } = useWorkbench();
  const [operations, setOperations] = useState<readonly Completion[]>([]);
  useEffect(() => {
    if (!isAsked) return;
    let isCurrent = true;
    listOperations(lab, standpoint).then(
      (told) => {
        if (isCurrent) setOperations(told);
      },
      (error: unknown) => console.error(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [lab, standpoint, isAsked]);
  return operations;
}

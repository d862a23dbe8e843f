import { useRef, useState } from 'react';
import type { GainsView, LabQuery } from '../../core/index.ts';
import { useLab } from './use-lab.ts';

/** What a change that nobody has made would do; or why it can't be made, in the lab's words. */
export type Trial = { readonly ok: true; readonly gains: GainsView } | { readonly ok: false; readonly message: string };

interface TrialDesk {
  readonly trial: Trial | null;
  readonly tryOut: (question: Extract<LabQuery, { readonly type: 'gains' }>) => void;
  readonly forget: () => void;
}

/** Tries changes of who may use a key, one after the other: the last one counts. */
export function useTrial(): TrialDesk {
  const lab = useLab();
  const [trial, setTrial] = useState<Trial | null>(null);
  const latest = useRef(0);
  const answerTo = (asked: number, answer: Trial) => {
    if (asked === latest.current) setTrial(answer);
  };
  return {
    trial,
    tryOut: (question) => {
      latest.current += 1;
      const asked = latest.current;
      lab.ask(question).then(
        (gains) => answerTo(asked, { ok: true, gains }),
        (error: unknown) =>
          answerTo(asked, { ok: false, message: error instanceof Error ? error.message : String(error) }),
      );
    },
    forget: () => {
      latest.current += 1;
      setTrial(null);
    },
  };
}

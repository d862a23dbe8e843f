import { useEffect, useState } from 'react';
import type { GainsView, PolicyLintView } from '../../core/index.ts';
import { useLab } from './use-lab.ts';
import { useWorkbench } from './use-workbench.ts';

/** What KMS would say of a policy, and what it would do to everybody. */
export interface PolicyCheck {
  /** The text that it is about, which may not be the newest. */
  readonly text: string;
  readonly lint: PolicyLintView;
  /** Null for a policy that KMS can't read. */
  readonly gains: GainsView | null;
}

/** Typing isn't checked letter by letter. */
const PAUSE_MS = 200;

/** Checks a key policy while it is written. Null while none is, and until the first answer. */
export function usePolicyCheck(keyArn: string, text: string | null): PolicyCheck | null {
  const lab = useLab();
  const { version, standpoint } = useWorkbench();
  const { as } = standpoint;
  const [check, setCheck] = useState<PolicyCheck | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each `version` the world may answer otherwise
  useEffect(() => {
    if (text === null) return setCheck(null);
    let isCurrent = true;
    const ask = async () => {
      const lint = await lab.ask({ type: 'policyLint', key: keyArn, policy: text, as });
      const gains = isReadable(lint)
        ? await lab.ask({ type: 'gains', key: keyArn, changes: { keyPolicy: text } }).catch(() => null)
        : null;
      if (isCurrent) setCheck({ text, lint, gains });
    };
    const timer = setTimeout(() => void ask().catch((error: unknown) => console.error(error)), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [lab, keyArn, as, text, version]);
  return check;
}

/** A policy that KMS fears a lock-out from can be read all the same. */
function isReadable({ remarks, isLockOut }: PolicyLintView): boolean {
  return isLockOut || remarks.every(({ severity }) => severity !== 'error');
}

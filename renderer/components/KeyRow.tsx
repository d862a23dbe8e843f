import type { KeySummary } from '../../core/index.ts';
import { keyLabel, shortId } from '../lab/format.ts';
import { StateBadge } from './StateBadge.tsx';

type KeyRowProps = { readonly keySummary: KeySummary };

export function KeyRow({ keySummary }: KeyRowProps) {
  const { alias, keyId, description, keyState, keyManager } = keySummary;
  return (
    <div className="key-row">
      <span className="key-name">{keyLabel(keySummary)}</span>
      <StateBadge keyState={keyState} />
      <span className="key-detail">
        {keyManager === 'AWS' ? 'AWS managed' : description || (alias === null ? 'no alias' : shortId(keyId))}
      </span>
    </div>
  );
}

import { inWords } from '../lab/format.ts';

type Tone = 'good' | 'off' | 'warning' | 'gone';

/** The glyph differs with the state too: colour is never alone. */
const TONES: Readonly<Record<string, { readonly tone: Tone; readonly glyph: string }>> = {
  Enabled: { tone: 'good', glyph: '●' },
  Disabled: { tone: 'off', glyph: '○' },
  PendingDeletion: { tone: 'warning', glyph: '◔' },
  PendingReplicaDeletion: { tone: 'warning', glyph: '◔' },
  Unavailable: { tone: 'warning', glyph: '!' },
  Deleted: { tone: 'gone', glyph: '✕' },
};
const OTHER = { tone: 'off', glyph: '◌' } as const;

type StateBadgeProps = { readonly keyState: string };

export function StateBadge({ keyState }: StateBadgeProps) {
  const { tone, glyph } = TONES[keyState] ?? OTHER;
  return (
    <span className={`badge badge-${tone}`}>
      <span aria-hidden="true">{glyph}</span> {inWords(keyState)}
    </span>
  );
}

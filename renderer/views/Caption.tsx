import type { Presenting } from '../app/ui-state.ts';

type CaptionProps = { readonly presenting: Presenting; readonly said: string };

/** What was pressed and run last, for those who watch. Who presents hears it anyhow: no live region. */
export function Caption({ presenting: { lastKey }, said }: CaptionProps) {
  return (
    <p className="caption">
      {lastKey !== null && <kbd>{lastKey}</kbd>}
      <code>{said}</code>
    </p>
  );
}

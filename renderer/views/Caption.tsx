import type { Presenting } from '../app/ui-state.ts';

type CaptionProps = { readonly presenting: Presenting; readonly said: string };

/** What was pressed and run last, for those who watch; before that, what a presenter presses. */
export function Caption({ presenting: { lastKey }, said }: CaptionProps) {
  return (
    <section className="caption" aria-label="Caption">
      {lastKey !== null && <kbd>{lastKey}</kbd>}
      {said !== '' && <code>{said}</code>}
      {/* Who presents hears the rest anyhow: no live region for it. */}
      <p className="caption-how" role="status">
        {lastKey === null && 'Presenting: Page Down goes on, in a lesson and in a replay; P ends it.'}
      </p>
    </section>
  );
}

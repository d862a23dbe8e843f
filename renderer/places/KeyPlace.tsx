import type { LabView } from '../../core/index.ts';
import type { UiState } from '../app/ui-state.ts';
import { KeyPanel } from '../views/KeyPanel.tsx';

type KeyPlaceProps = { readonly view: LabView; readonly ui: UiState };

/** The selected key with all the room there is. */
export function KeyPlace({ view, ui }: KeyPlaceProps) {
  return (
    <main className="place place-key" id="place" tabIndex={-1} aria-label="Key">
      <KeyPanel view={view} keyArn={ui.selectedKeyArn} tab={ui.tab} />
    </main>
  );
}

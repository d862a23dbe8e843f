import type { LabView } from '../../core/index.ts';
import { ColumnStrip } from '../app/ColumnStrip.tsx';
import { MiddleSwitch } from '../app/MiddleSwitch.tsx';
import type { UiState } from '../app/ui-state.ts';
import { Splitter } from '../components/Splitter.tsx';
import { useColumnWidths } from '../hooks/use-column-widths.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { KeyPanel } from '../views/KeyPanel.tsx';
import { KeysPanel } from '../views/KeysPanel.tsx';
import { PrincipalsPanel } from '../views/PrincipalsPanel.tsx';
import { TrailPanel } from '../views/TrailPanel.tsx';
import { WorldPanel } from '../views/WorldPanel.tsx';

type LabPlaceProps = { readonly view: LabView; readonly ui: UiState };

/** Keys and principals, the selected key, and the trail. */
export function LabPlace({ view, ui }: LabPlaceProps) {
  const { dispatch } = useWorkbench();
  const { columns, left, right } = useColumnWidths();
  return (
    <div className="place place-lab">
      <ColumnStrip
        column={ui.column}
        middle={ui.middle}
        onShow={(column) => dispatch({ type: 'showColumn', column })}
        onMiddle={(middle) => dispatch({ type: 'showMiddle', middle })}
      />
      <main className="columns" id="place" tabIndex={-1} aria-label="Lab" ref={columns}>
        <div className="column column-keys">
          <KeysPanel view={view} selectedKeyArn={ui.selectedKeyArn} />
          <PrincipalsPanel view={view} />
        </div>
        <Splitter {...left} />
        <div className="column column-key">
          <MiddleSwitch middle={ui.middle} onShow={(middle) => dispatch({ type: 'showMiddle', middle })} />
          {ui.middle === 'world' ? <WorldPanel /> : <KeyPanel view={view} keyArn={ui.selectedKeyArn} tab={ui.tab} />}
        </div>
        <Splitter {...right} />
        <div className="column column-trail">
          <TrailPanel at={ui.trailAt} />
        </div>
      </main>
    </div>
  );
}

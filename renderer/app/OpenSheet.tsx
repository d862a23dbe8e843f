import type { PlaceAddress } from '../../core/bridge/index.ts';
import type { KeySummary, LabView } from '../../core/index.ts';
import type { CommandId } from '../../main/commands.ts';
import type { Desk } from '../hooks/use-desk.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { BuildSheet } from '../views/BuildSheet.tsx';
import { CopySheet } from '../views/CopySheet.tsx';
import { CreateKeySheet } from '../views/CreateKeySheet.tsx';
import { EndpointSheet } from '../views/EndpointSheet.tsx';
import { HandoutSheet } from '../views/HandoutSheet.tsx';
import { HelpSheet } from '../views/HelpSheet.tsx';
import { InvitationSheet } from '../views/InvitationSheet.tsx';
import { PaletteSheet } from '../views/PaletteSheet.tsx';
import { ProgressSheet } from '../views/ProgressSheet.tsx';
import { RecordSheet } from '../views/RecordSheet.tsx';
import { ScheduleDeletionSheet } from '../views/ScheduleDeletionSheet.tsx';
import { TimeSheet } from '../views/TimeSheet.tsx';
import { WhySheet } from '../views/WhySheet.tsx';
import { WorldsSheet } from '../views/WorldsSheet.tsx';
import type { UiState } from './ui-state.ts';

type OpenSheetProps = {
  readonly ui: UiState;
  readonly view: LabView;
  readonly selectedKey: KeySummary | null;
  readonly does: (command: CommandId) => void;
  readonly goes: (address: PlaceAddress, begins: boolean) => void;
  readonly desk: Desk | null;
  readonly letters: { readonly hasLetters: boolean; readonly setLetters: (isOn: boolean) => void };
};

/** The sheet that stands in front of the lab, if one does. */
export function OpenSheet({ ui, view, selectedKey, does, goes, desk, letters }: OpenSheetProps) {
  const { dispatch } = useWorkbench();
  const close = () => dispatch({ type: 'closeSheet' });
  const { sheet } = ui;
  switch (sheet?.type) {
    case undefined:
      return null;
    case 'palette':
    case 'act-as':
    case 'go-to-region':
      return (
        <PaletteSheet
          view={view}
          of={sheet.type}
          hasDesk={desk !== null}
          onCommand={does}
          onGo={goes}
          onClose={close}
        />
      );
    case 'help':
      return <HelpSheet hasLetters={letters.hasLetters} onLetters={letters.setLetters} onClose={close} />;
    case 'worlds':
      return desk && <WorldsSheet desk={desk} onClose={close} />;
    case 'endpoint':
      return desk && <EndpointSheet desk={desk} view={view} onClose={close} />;
    case 'invitation':
      return <InvitationSheet to={sheet.address} onAccept={() => goes(sheet.address, true)} onClose={close} />;
    case 'time':
      return <TimeSheet view={view} onFollow={() => does('follow-time')} onClose={close} />;
    case 'create-key':
      return <CreateKeySheet onClose={close} />;
    case 'schedule-deletion':
      return selectedKey && <ScheduleDeletionSheet keySummary={selectedKey} view={view} onClose={close} />;
    case 'copy':
      return <CopySheet ui={ui} onClose={close} />;
    case 'handout':
      return <HandoutSheet onClose={close} />;
    case 'build':
      return <BuildSheet onClose={close} />;
    case 'progress':
      return <ProgressSheet onClose={close} />;
    case 'why':
      return <WhySheet key={sheet.requestId} requestId={sheet.requestId} onClose={close} />;
    case 'record':
      return <RecordSheet eventId={sheet.eventId} onClose={close} />;
  }
}

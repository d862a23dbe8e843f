import type { LabView } from '../../core/index.ts';
import type { ClassroomState } from '../hooks/use-classroom.ts';
import { BillPlace } from '../places/BillPlace.tsx';
import { EnvelopePlace } from '../places/EnvelopePlace.tsx';
import { FlowPlace } from '../places/FlowPlace.tsx';
import { KeyPlace } from '../places/KeyPlace.tsx';
import { LabPlace } from '../places/LabPlace.tsx';
import { LearnPlace } from '../places/LearnPlace.tsx';
import { ReplayPlace } from '../places/ReplayPlace.tsx';
import { TrailPlace } from '../places/TrailPlace.tsx';
import { WhyPlace } from '../places/WhyPlace.tsx';
import type { UiState } from './ui-state.ts';

type PlaceProps = {
  readonly view: LabView;
  readonly ui: UiState;
  readonly classroom: ClassroomState;
};

/** The place that the window shows. */
export function Place({ view, ui, classroom }: PlaceProps) {
  switch (ui.place) {
    case 'lab':
      return <LabPlace view={view} ui={ui} />;
    case 'learn':
      return <LearnPlace view={view} ui={ui} classroom={classroom} />;
    case 'key':
      return <KeyPlace view={view} ui={ui} />;
    case 'flow':
      return <FlowPlace view={view} />;
    case 'envelope':
      return <EnvelopePlace log={ui.log} />;
    case 'why':
      return <WhyPlace requestId={ui.whyOf} />;
    case 'trail':
      return <TrailPlace at={ui.trailAt} />;
    case 'bill':
      return <BillPlace view={view} />;
    case 'replay':
      return <ReplayPlace view={view} ui={ui} />;
  }
}

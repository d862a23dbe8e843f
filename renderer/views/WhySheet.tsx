import { Sheet } from '../components/Sheet.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { WhyAnswer } from './WhyAnswer.tsx';

type WhySheetProps = { readonly requestId: string; readonly onClose: () => void };

/** Why a request was answered as it was, in front of whatever is shown. */
export function WhySheet({ requestId, onClose }: WhySheetProps) {
  const { open } = useWorkbench();
  return (
    <Sheet title="Why this answer?" size="large" onClose={onClose}>
      <WhyAnswer requestId={requestId} onAsked={(made) => open({ type: 'why', requestId: made })} />
    </Sheet>
  );
}

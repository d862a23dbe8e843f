import { Refusal } from '../components/Refusal.tsx';
import { useAnswer } from '../hooks/use-answer.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';

type WhyRefusedProps = {
  readonly name: string;
  readonly message: string;
  readonly requestId: string;
};

/** A refusal with the lab's explanation of it. */
export function WhyRefused({ name, message, requestId }: WhyRefusedProps) {
  const { open } = useWorkbench();
  // A decision that was made stays as it was: one answer is enough.
  const why = useAnswer({ type: 'why', requestId }, 0);
  return <Refusal name={name} message={message} why={why ?? null} onWhy={() => open({ type: 'why', requestId })} />;
}

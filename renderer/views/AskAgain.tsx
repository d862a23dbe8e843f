import { Button } from '../components/Button.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

type AskAgainProps = {
  readonly requestId: string;
  /** Hears of the request that was made. */
  readonly onAsked: (requestId: string) => void;
};

/** Makes a refused request again, as whoever made it; nothing where its line is not in this window's log. */
export function AskAgain({ requestId, onAsked }: AskAgainProps) {
  const { lineOf, run, names, isPast } = useWorkbench();
  const entry = lineOf(requestId);
  if (entry === null || isPast) return null;
  const { line, as, region } = entry;
  const ask = async () => {
    const made = (await run(line, { as, region }))?.outcome?.requestId;
    if (made !== undefined) onAsked(made);
  };
  return (
    <p className="actions">
      <Button onClick={() => void ask()}>Try it again</Button>
      <span className="muted">
        as {names.caller(as)}: <code>{line}</code>
      </span>
    </p>
  );
}

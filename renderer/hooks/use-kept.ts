import { useEffect, useState } from 'react';

/** The last answer that came: it stays on the screen while the next question is on its way. */
export function useKept<T>(answer: T | undefined): T | undefined {
  const [kept, keep] = useState(answer);
  useEffect(() => {
    if (answer !== undefined) keep(answer);
  }, [answer]);
  return answer ?? kept;
}

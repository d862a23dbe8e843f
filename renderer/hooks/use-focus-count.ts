import { useEffect, useState } from 'react';

/** How often this window came back to the front: what others may have changed meanwhile is asked anew for it. */
export function useFocusCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const onFocus = () => setCount((before) => before + 1);
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  return count;
}

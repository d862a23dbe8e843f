import type { Timer } from '../replay/timer.ts';

/** Waits by the host's own timers; one that waits keeps no process alive. */
export const nodeTimer: Timer = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

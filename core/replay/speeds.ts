/** The paces that one can choose, in order; 1 is that of reading. */
const SPEEDS = [0.5, 1, 2, 4] as const;

/** The next pace up or down; the last one there is where no other is. */
export function nextSpeed(speed: number, way: 'faster' | 'slower'): number {
  const next = way === 'faster' ? SPEEDS.find((one) => one > speed) : SPEEDS.findLast((one) => one < speed);
  return next ?? speed;
}

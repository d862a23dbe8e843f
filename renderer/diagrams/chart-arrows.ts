/** An arrow as SVG path data, and the middle of its label. */
export interface Drawn {
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** A box that an arrow leaves or enters. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far each of the two arrows between a pair of boxes keeps from the middle. */
const PAIR_GAP = 7;
/** The same for curves, which leave and enter where the boxes face each other, apart from the level arrows. */
const DIAGONAL_GAP = 3;
const LEAN = 15;
/** How far a label stands from its line. */
const LABEL_GAP = 10;
/** How far an arrow swings out that passes boxes of its own column. */
const BOW = 40;

/** Between boxes of one column: straight to the next, in a bow around boxes between. */
export function vertical(start: Box, end: Box, hasReturn: boolean): Drawn {
  const isDown = end.y > start.y;
  const [upper, lower] = isDown ? [start, end] : [end, start];
  const isNext = lower.y - upper.y < 4 * upper.height;
  if (isNext) {
    const x = start.x + start.width / 2 + (hasReturn ? (isDown ? -PAIR_GAP : PAIR_GAP) : 0);
    const [from, to] = isDown ? [start.y + start.height, end.y] : [start.y, end.y + end.height];
    return { path: `M ${x} ${from} L ${x} ${to}`, labelX: x, labelY: (from + to) / 2 };
  }
  // Down on the left, up on the right.
  const side = isDown ? start.x : start.x + start.width;
  const bow = side + (isDown ? -BOW : BOW);
  const from = middle(start) + (isDown ? PAIR_GAP : -PAIR_GAP);
  const to = middle(end) + (isDown ? -PAIR_GAP : PAIR_GAP);
  return {
    path: `M ${side} ${from} C ${bow} ${from}, ${bow} ${to}, ${side} ${to}`,
    labelX: bow,
    labelY: (from + to) / 2,
  };
}

/** Between boxes of one row: a straight line, its label above, or below when it goes back. */
export function level(start: Box, end: Box, hasReturn: boolean): Drawn {
  const isRight = end.x > start.x;
  const y = middle(start) + (hasReturn ? (isRight ? -PAIR_GAP : PAIR_GAP) : 0);
  const [from, to] = facingSides(start, end);
  return {
    path: `M ${from} ${y} L ${to} ${y}`,
    labelX: (from + to) / 2,
    labelY: y + (isRight ? -LABEL_GAP : LABEL_GAP),
  };
}

/** Between boxes of different columns and rows: a curve that leaves and enters level. */
export function diagonal(start: Box, end: Box, hasReturn: boolean): Drawn {
  const isRight = end.x > start.x;
  const shift = hasReturn ? (isRight ? -DIAGONAL_GAP : DIAGONAL_GAP) : 0;
  const lean = end.y > start.y ? LEAN : -LEAN;
  const [from, to] = facingSides(start, end);
  const y1 = middle(start) + lean + shift;
  const y2 = middle(end) - lean + shift;
  const pull = (to - from) / 2;
  return {
    path: `M ${from} ${y1} C ${from + pull} ${y1}, ${to - pull} ${y2}, ${to} ${y2}`,
    labelX: (from + to) / 2,
    labelY: (y1 + y2) / 2 + (hasReturn ? (isRight ? -LABEL_GAP : LABEL_GAP) : 0),
  };
}

function facingSides(start: Box, end: Box): readonly [number, number] {
  return end.x > start.x ? [start.x + start.width, end.x] : [start.x, end.x + end.width];
}

function middle({ y, height }: Box): number {
  return y + height / 2;
}

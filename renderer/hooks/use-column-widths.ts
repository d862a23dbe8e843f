import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { SplitterProps } from '../components/Splitter.tsx';

const LEFT = { width: 250, min: 200, max: 420 };
const RIGHT = { width: 312, min: 220, max: 520 };

/** The widths of the outer columns, in pixels; the middle one has the rest. */
export function useColumnWidths(): {
  readonly columns: RefObject<HTMLElement | null>;
  readonly left: SplitterProps;
  readonly right: SplitterProps;
} {
  const columns = useRef<HTMLElement>(null);
  const [leftWidth, setLeft] = useState(LEFT.width);
  const [rightWidth, setRight] = useState(RIGHT.width);
  useLayoutEffect(() => {
    columns.current?.style.setProperty('--left-width', `${leftWidth}px`);
    columns.current?.style.setProperty('--right-width', `${rightWidth}px`);
  }, [leftWidth, rightWidth]);
  return {
    columns,
    left: { ...LEFT, label: 'Width of the keys', width: leftWidth, direction: 1, onResize: setLeft },
    right: { ...RIGHT, label: 'Width of the trail', width: rightWidth, direction: -1, onResize: setRight },
  };
}

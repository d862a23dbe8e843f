import type { KeyboardEvent, PointerEvent } from 'react';

export type SplitterProps = {
  readonly label: string;
  /** Of the column that it resizes, in pixels, with its limits. */
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** 1 when that column is on its left, -1 when on its right. */
  readonly direction: 1 | -1;
  readonly onResize: (width: number) => void;
};

const STEP = 16;

/** The border of a column, to be dragged, or moved with the arrows. Source: W3C ARIA Authoring Practices, "Window Splitter Pattern". */
export function Splitter({ label, width, min, max, direction, onResize }: SplitterProps) {
  const resize = (wanted: number) => onResize(Math.max(min, Math.min(max, Math.round(wanted))));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(width + step * direction);
  };
  const onPointerDown = (event: PointerEvent<HTMLHRElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const onMove = ({ clientX }: globalThis.PointerEvent) => resize(width + (clientX - from) * direction);
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), {
      once: true,
    });
  };
  return (
    <hr
      className="splitter"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

const PATHS = {
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  key: 'M6.5 9.5a3.5 3.5 0 1 1 2-3.2l5 0v2.4h-1.8v2h-2v-2h-1.3a3.5 3.5 0 0 1-1.9.8z',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.6',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  plus: 'M8 3v10M3 8h10',
  person: 'M8 2.8a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 0 0 0-5.2zM3 13.5c.4-2.6 2.3-4 5-4s4.6 1.4 5 4',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4l4-4',
  up: 'M4 10l4-4l4 4',
  lab: 'M6 2.5h4M6.8 2.5v4L3.2 12.2a1 1 0 0 0 .9 1.5h7.8a1 1 0 0 0 .9-1.5L9.2 6.5v-4M5 10h6',
  learn: 'M8 4.2C6.5 3 4.5 2.8 2.5 3v9.5c2-.2 4 0 5.5 1.2c1.5-1.2 3.5-1.4 5.5-1.2V3c-2-.2-4 0-5.5 1.2zM8 4.2v9.5',
  why: 'M6 6.2a2.1 2.1 0 1 1 3 1.9c-.7.4-1 .8-1 1.6M8 12v.3',
  trail: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.3M2.5 8h.3M2.5 12h.3',
  bill: 'M3.5 2.5h9v11l-1.8-1.2l-1.4 1.2L8 12.3l-1.3 1.2l-1.4-1.2L3.5 13.5zM6 5.5h4M6 8.5h4',
  flow: 'M2.5 4.5h4v4h-4zM9.5 7.5h4v4h-4zM6.5 6.5h1.5v3h1.5',
  envelope: 'M2.5 4h11v8.5h-11zM2.5 4.5l5.5 4.300l5.5-4.300',
  replay: 'M8 2.5a5.5 5.5 0 1 1-5.2 3.7M2.5 2.8v3.5H6M6.8 5.8v4.4l3.6-2.2z',
  play: 'M5 3.5v9l7-4.5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  forward: 'M6 3.5l5 4.5l-5 4.5',
  back: 'M10 3.5l-5 4.5l5 4.5',
  toEnd: 'M4 3.5l5 4.5l-5 4.5M11.5 3.5v9',
  toStart: 'M12 3.5l-5 4.5l5 4.5M4.5 3.5v9',
} as const;

type IconProps = { readonly name: keyof typeof PATHS };

/** A small drawing beside a word; it says nothing that the word doesn't. */
export function Icon({ name }: IconProps) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

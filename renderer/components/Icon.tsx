const PATHS = {
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  key: 'M6.5 9.5a3.5 3.5 0 1 1 2-3.2l5 0v2.4h-1.8v2h-2v-2h-1.3a3.5 3.5 0 0 1-1.9.8z',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.6',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  plus: 'M8 3v10M3 8h10',
  person: 'M8 2.8a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 0 0 0-5.2zM3 13.5c.4-2.6 2.3-4 5-4s4.600 1.400 5 4',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4l4-4',
  up: 'M4 10l4-4l4 4',
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

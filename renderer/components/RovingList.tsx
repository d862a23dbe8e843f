import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { nextInList } from '../lab/next-in-list.ts';

export interface ListGroup<Item> {
  readonly heading: string | null;
  readonly items: readonly Item[];
}

type RovingListProps<Item> = {
  readonly label: string;
  readonly groups: readonly ListGroup<Item>[];
  readonly idOf: (item: Item) => string;
  readonly activeId: string | null;
  /** The one that is in force, wherever the keyboard stands. */
  readonly currentId?: string;
  /** Arrows, `j` and `k`, or the pointer went to it. */
  readonly onMove: (item: Item) => void;
  /** Enter, or a second click. */
  readonly onOpen: (item: Item) => void;
  /** Whether the first click opens too. */
  readonly isOpenedByClick?: boolean;
  readonly draw: (item: Item) => ReactNode;
};

/** A list that is one stop of the Tab key. Source: W3C ARIA Authoring Practices, "Listbox Pattern". */
export function RovingList<Item>({
  label,
  groups,
  idOf,
  activeId,
  currentId,
  onMove,
  onOpen,
  isOpenedByClick = false,
  draw,
}: RovingListProps<Item>) {
  const prefix = useId();
  const active = useRef<HTMLDivElement>(null);
  const items = groups.flatMap((group) => group.items);
  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = items.find((item) => idOf(item) === activeId);
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      onOpen(current);
      return;
    }
    const next = nextInList(items, current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onMove(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active item is another element
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <div
      className="list"
      role="listbox"
      aria-label={label}
      aria-activedescendant={activeId === null ? undefined : `${prefix}${activeId}`}
      tabIndex={0}
      onKeyDown={move}
    >
      {groups.map(({ heading, items: grouped }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, and a listbox has none
        <div key={heading} role="group" {...(heading !== null && { 'aria-label': heading })}>
          {heading !== null && (
            <div className="list-heading" aria-hidden="true">
              {heading}
            </div>
          )}
          {grouped.map((item) => {
            const isActive = idOf(item) === activeId;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard
              <div
                key={idOf(item)}
                ref={isActive ? active : null}
                id={`${prefix}${idOf(item)}`}
                className="list-item"
                role="option"
                tabIndex={-1}
                aria-selected={isActive}
                aria-current={idOf(item) === currentId || undefined}
                onClick={() => {
                  onMove(item);
                  if (isOpenedByClick) onOpen(item);
                }}
                onDoubleClick={() => onOpen(item)}
              >
                {draw(item)}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

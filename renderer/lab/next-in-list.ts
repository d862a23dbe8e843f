/** Where a key leads in a list: arrows, `j` and `k`, Home and End. Undefined for any other key, and past the ends. */
export function nextInList<Item>(items: readonly Item[], current: Item | undefined, key: string): Item | undefined {
  const place = current === undefined ? -1 : items.indexOf(current);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return items[place + 1];
    case 'ArrowUp':
    case 'k':
      return place <= 0 ? items[0] : items[place - 1];
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}
